//! Where deals are read from: the work tree, or a revision in git.
//!
//! A source lists files and gives bytes. Finding, loading and reading all deals stand on these two,
//! once: what reads the work tree can read a revision. To add a source: a variant, and its arms in
//! [`Source::files`], [`Source::map`] and [`Source::bytes`].

use std::path::Path;

use super::{
    Loaded, Revision, Store, StoreError,
    deal_text::{ReadDeal, parse_deal},
    files::{DealFile, Walked, by_whole_id, map_files, read, walk},
    parse::Read,
    resolve::resolve,
};
use crate::deal::Deal;
use crate::finding::Finding;

#[derive(Debug, Clone)]
pub enum Source<'s> {
    WorkTree(&'s Store),
    Revision(Revision),
}

impl Store {
    pub fn work_tree(&self) -> Source<'_> {
        Source::WorkTree(self)
    }

    /// A revision by its name: a branch, a tag, a commit, `HEAD~3`.
    ///
    /// # Errors
    /// Git is not installed, the book is in no repository, or no commit has that name.
    pub fn at(&self, revision: &str) -> Result<Source<'_>, StoreError> {
        self.revision(revision).map(Source::Revision)
    }
}

impl Source<'_> {
    /// Every deal file in order of path, with the paths that cannot be taken.
    pub fn files(&self) -> Result<Walked, StoreError> {
        match self {
            Source::WorkTree(store) => Ok(walk(&store.root, Path::new(&store.book.deals))),
            Source::Revision(revision) => Ok(revision.files()?),
        }
    }

    /// The deal file that a name means: an id, a unique prefix of it, or a path.
    ///
    /// # Errors
    /// Nothing or several have the name; or nothing has it, and there are paths that cannot be
    /// taken.
    pub fn find(&self, name: &str) -> Result<DealFile, StoreError> {
        let meant = match self {
            Source::WorkTree(store) => store.meant.get(),
            Source::Revision(_) => None,
        };
        let meant = meant.filter(|(typed, _)| typed == name);
        let found = self.resolved(meant.map_or(name, |(_, id)| id))?;
        if let Source::WorkTree(store) = self {
            store.found.get_or_init(|| found.id.clone());
        }
        Ok(found)
    }

    fn resolved(&self, name: &str) -> Result<DealFile, StoreError> {
        if let Source::WorkTree(store) = self
            && let Some(file) = by_whole_id(&store.root, Path::new(&store.book.deals), name)
        {
            return Ok(file);
        }
        let Walked { files, problems } = self.files()?;
        let found = resolve(name, &files);
        let is_unknown = matches!(found, Err(StoreError::UnknownDeal { .. }));
        if is_unknown && !problems.is_empty() {
            return Err(self.unreadable(problems));
        }
        if let Source::WorkTree(store) = self {
            store.overlooked.get_or_init(|| problems);
        }
        found
    }

    /// The one deal that a name means; no other file is read.
    pub fn load(&self, name: &str) -> Result<Loaded, StoreError> {
        self.read(self.find(name)?)
    }

    /// The deal in a file.
    pub fn read(&self, file: DealFile) -> Result<Loaded, StoreError> {
        let bytes = self.bytes(&file)?;
        let ReadDeal { deal, remarks } =
            parse_deal(&file.shown, &bytes).map_err(|problem| self.unreadable(vec![*problem]))?;
        Ok(Loaded {
            file,
            text: String::from_utf8_lossy(&bytes).into_owned(),
            deal,
            remarks,
        })
    }

    /// The bytes of a file, readable as a deal or not.
    pub fn bytes(&self, file: &DealFile) -> Result<Vec<u8>, StoreError> {
        let bytes = match self {
            Source::WorkTree(_) => read(file),
            Source::Revision(revision) => revision.bytes(file)?,
        };
        bytes.map_err(|problem| self.unreadable(vec![*problem]))
    }

    /// Reads every deal on all cores and keeps what `project` makes of it: the deals themselves are
    /// dropped.
    ///
    /// # Errors
    /// Every file that cannot be read; then nothing is returned, so that no deal is left out in
    /// silence.
    pub fn read_all<T: Send>(
        &self,
        project: impl Fn(&DealFile, Deal) -> T + Sync,
    ) -> Result<Vec<T>, StoreError> {
        let read = self.survey(|file, _, parsed| Ok(project(file, parsed?.deal)))?;
        if read.iter().any(Result::is_err) {
            let problems = read.into_iter().filter_map(Result::err);
            return Err(self.unreadable(problems.map(|problem| *problem).collect()));
        }
        // In place: a book of many deals is not in memory twice.
        Ok(read.into_iter().filter_map(Result::ok).collect())
    }

    /// Looks at every file on all cores, readable or not: `look` gets its bytes and what they mean.
    pub fn survey<T: Send>(
        &self,
        look: impl Fn(&DealFile, &[u8], Read<ReadDeal>) -> Read<T> + Sync,
    ) -> Result<Vec<Read<T>>, StoreError> {
        self.map(|file, bytes| {
            let bytes = bytes?;
            look(file, bytes, parse_deal(&file.shown, bytes))
        })
    }

    /// Gives the bytes of every file to `f` on all cores, in order of path; after them the paths
    /// that cannot be taken.
    fn map<T: Send>(
        &self,
        f: impl Fn(&DealFile, Read<&[u8]>) -> Read<T> + Sync,
    ) -> Result<Vec<Read<T>>, StoreError> {
        match self {
            Source::WorkTree(_) => {
                let Walked { files, problems } = self.files()?;
                let mut read = map_files(&files, f);
                read.extend(problems.into_iter().map(|problem| Err(Box::new(problem))));
                Ok(read)
            }
            Source::Revision(revision) => Ok(revision.map(f)?),
        }
    }

    fn unreadable(&self, problems: Vec<Finding>) -> StoreError {
        match self {
            Source::WorkTree(_) => StoreError::Unreadable(problems),
            Source::Revision(_) => StoreError::UnreadableRevision(problems),
        }
    }
}
