//! The deals of a book as they were in a revision. The only folder that knows git, and it knows it
//! as a command.
//!
//! [`git`] starts it, [`tree`] lists which files are deals, [`blobs`] reads them in one stream,
//! [`range`] is how two revisions are named. No git is started before somebody asks for a revision.
//! Which repository that is, git decides as if it were started in the folder of the book: `GIT_DIR`
//! and the like mean what they mean to git.

mod blobs;
mod error;
mod git;
mod range;
mod tree;

use crate::deal::Deal;
use crate::finding::Finding;

use super::files::DealFile;
use super::parse::{self, Parsed};
use super::{Store, StoreError};

pub use error::RevisionError;
pub use range::Revisions;

use git::Git;
use tree::{Listing, Paths};

/// A commit, and the book in it.
#[derive(Debug, Clone)]
pub struct Revision {
    git: Git,
    /// The full hash, which cannot be mistaken for an option or a path.
    commit: String,
    paths: Paths,
}

impl Store {
    /// The revision that a name means: a branch, a tag, a commit, `HEAD~3`.
    ///
    /// # Errors
    /// Git is not installed, the book is in no repository, or no commit has that name.
    pub fn revision(&self, name: &str) -> Result<Revision, StoreError> {
        let git = Git::new(&self.root);
        let commit = git.commit(name)?;
        let deals = git.deals_folder(&commit);
        let deals = deals.as_deref().unwrap_or(&self.book.deals);
        let paths = Paths::new(name, &self.root, deals);
        Ok(Revision { git, commit, paths })
    }

    /// What [`Store::read_all`] makes of the work tree, of a revision.
    ///
    /// # Errors
    /// Every file of the revision that cannot be read; then nothing is returned, so that no deal is
    /// left out in silence.
    pub fn read_all_at<T: Send>(
        &self,
        revision: &Revision,
        project: impl Fn(&DealFile, Deal) -> T + Sync,
    ) -> Result<Vec<T>, StoreError> {
        let read =
            revision.survey(|file, _, parsed| parsed.map(|parsed| project(file, parsed.value)))?;
        let (mut values, mut findings) = (Vec::new(), Vec::new());
        for result in read {
            match result {
                Ok(value) => values.push(value),
                Err(finding) => findings.push(*finding),
            }
        }
        if findings.is_empty() {
            Ok(values)
        } else {
            Err(RevisionError::Unreadable(findings).into())
        }
    }
}

impl Revision {
    /// Looks at every file of the revision on all cores, readable or not, as [`Store::survey`] does
    /// in the work tree.
    ///
    /// # Errors
    /// Git cannot read the revision.
    pub fn survey<T: Send>(
        &self,
        look: impl Fn(&DealFile, &[u8], Result<Parsed<Deal>, Box<Finding>>) -> Result<T, Box<Finding>>
        + Sync,
    ) -> Result<Vec<Result<T, Box<Finding>>>, RevisionError> {
        let Listing { entries, problems } = self.files()?;
        let read = blobs::map(&self.git, &entries, |entry, content| {
            let bytes = match entry.bytes(content).transpose()? {
                Ok(bytes) => bytes,
                Err(problem) => return Some(Err(problem)),
            };
            let parsed = parse::parse(&entry.file.shown, &bytes);
            Some(look(&entry.file, &bytes, parsed))
        })?;
        let problems = problems.into_iter().map(|problem| Err(Box::new(problem)));
        Ok(read.into_iter().flatten().chain(problems).collect())
    }

    /// The deal files in order of path, with the paths that cannot be taken.
    fn files(&self) -> Result<Listing, RevisionError> {
        let folder = format!("./{}", self.paths.deals());
        let arguments = ["ls-tree", "-r", "-z", &self.commit, "--", &folder];
        let answer = self.git.output(&arguments)?;
        Ok(Listing::parse(&answer, &self.paths, &self.commit))
    }
}
