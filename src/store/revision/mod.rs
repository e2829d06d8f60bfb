//! The deals of a book as they were in a revision. The only folder that knows git, and it knows it
//! as a command.
//!
//! [`git`] starts it to read, [`person`] as the person would, [`tree`] lists which files are deals, [`blobs`] reads them in one stream,
//! [`range`] is how two revisions are named. No git is started before somebody asks for a revision.
//! Which repository that is, git decides as if it were started in the folder of the book: `GIT_DIR`
//! and the like mean what they mean to git.

mod blobs;
pub mod changed;
pub mod commits;
mod content;
mod error;
mod git;
mod person;
mod range;
mod tree;

use std::path::Path;

use chrono::{Local, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;

use super::{
    BOOK_FILE, Store, StoreError,
    files::{DealFile, Walked, absolute},
    open::{root, understood},
    parse::{LARGEST, Read},
    yaml_file::YamlFile,
};
use crate::book::config::Config;
use crate::deal::Day;
pub(super) use git::Git;
use tree::{Entry, Listing, Paths, absent};

pub use error::RevisionError;
pub use range::Revisions;

/// A commit, and the book in it.
#[derive(Debug, Clone)]
pub struct Revision {
    git: Git,
    /// The full hash, which cannot be mistaken for an option or a path.
    commit: String,
    paths: Paths,
}

/// The book's own file in a revision, as far as it can be read.
type BookFile = Result<YamlFile<Config>, StoreError>;

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

    /// The book around a folder as it was in a revision, or at the end of a day: the last commit of
    /// the branch before its end.
    ///
    /// # Errors
    /// Those of [`Self::revision`]; or the revision has no book, or one that is wrong.
    pub fn open_at(start: &Path, name: &str) -> Result<Self, StoreError> {
        let start = absolute(start)?;
        let Some(root) = root(&start) else {
            return Err(StoreError::NoBook { start });
        };
        let git = Git::new(root);
        let commit = match name.parse::<Day>() {
            Ok(day) => git.last_commit_before(name, end_of(day, timezone_now(root)))?,
            Err(_) => git.commit(name)?,
        };
        let bytes = git
            .book_file(&commit)
            .ok_or_else(|| RevisionError::NoBook {
                name: name.to_owned(),
            })?;
        let file: BookFile = YamlFile::from_bytes(&format!("{name}:{BOOK_FILE}"), &bytes);
        let file = file?;
        let book = understood(&file)?;
        let paths = Paths::new(name, root, &book.deals);
        Ok(Self {
            revision: Some(Revision { git, commit, paths }),
            ..Self::new(root, book, file.unknown)
        })
    }
}

/// The first second after a day.
fn end_of(day: Day, timezone: Option<Tz>) -> i64 {
    let midnight = NaiveDate::from(day.plus(1)).and_time(NaiveTime::MIN);
    let seconds = match timezone {
        Some(zone) => zone
            .from_local_datetime(&midnight)
            .earliest()
            .map(|at| at.timestamp()),
        None => Local
            .from_local_datetime(&midnight)
            .earliest()
            .map(|at| at.timestamp()),
    };
    seconds.unwrap_or_else(|| midnight.and_utc().timestamp())
}

/// The time zone that the book has now, by which a day is meant.
fn timezone_now(root: &Path) -> Option<Tz> {
    Store::open(root).ok()?.book.timezone
}

/// The longest list of files that is read, in bytes: two million deals have shorter ones.
const LONGEST_LISTING: usize = 256 << 20;

impl Revision {
    /// The full hash of the commit.
    pub fn commit(&self) -> &str {
        &self.commit
    }

    /// As a person called it.
    pub fn name(&self) -> &str {
        self.paths.revision()
    }

    /// When it was committed, in seconds since 1970.
    pub fn time(&self) -> Result<i64, RevisionError> {
        self.git.time(&self.commit)
    }

    /// The bytes of a file by the path that findings show.
    pub fn bytes_at(&self, shown: &str) -> Result<Vec<u8>, RevisionError> {
        let path = shown.strip_prefix(self.name()).unwrap_or(shown);
        let path = path.strip_prefix(':').unwrap_or(path);
        let name = format!("{}:./{path}", self.commit);
        self.git.output(&["cat-file", "blob", &name], LARGEST)
    }

    /// The deal files in order of path, with the paths that cannot be taken. A link to something
    /// that is no deal is not in it, and is a problem only once it is read.
    pub fn files(&self) -> Result<Walked, RevisionError> {
        let Listing { entries, problems } = self.listing()?;
        let deals = entries.into_iter().filter(|entry| entry.is_deal);
        let files = deals.map(|entry| entry.file).collect();
        Ok(Walked { files, problems })
    }

    /// The bytes of one file.
    pub fn bytes(&self, file: &DealFile) -> Result<Read<Vec<u8>>, RevisionError> {
        let mut entries = self.listing()?.entries;
        entries.retain(|entry| entry.file == *file);
        let mut read = blobs::map(&self.git, &entries, Entry::bytes)?;
        let bytes = read.pop().and_then(Result::transpose);
        Ok(bytes.unwrap_or_else(|| Err(absent(file))))
    }

    /// Gives the bytes of every file to `f` on all cores, in order of path; after them the paths
    /// that cannot be taken.
    ///
    /// # Errors
    /// Git cannot read the revision.
    pub fn map<T: Send>(
        &self,
        f: impl Fn(&DealFile, Read<&[u8]>) -> Read<T> + Sync,
    ) -> Result<Vec<Read<T>>, RevisionError> {
        let Listing { entries, problems } = self.listing()?;
        let read = blobs::map(&self.git, &entries, |entry, content| {
            let bytes = entry.bytes(content).transpose()?;
            let bytes = bytes.as_deref().map_err(Clone::clone);
            Some(f(&entry.file, bytes))
        })?;
        let problems = problems.into_iter().map(|problem| Err(Box::new(problem)));
        Ok(read.into_iter().flatten().chain(problems).collect())
    }

    fn listing(&self) -> Result<Listing, RevisionError> {
        let folder = format!("./{}", self.paths.deals());
        let arguments = ["ls-tree", "-r", "-z", &self.commit, "--", &folder];
        let answer = self.git.output(&arguments, LONGEST_LISTING)?;
        Ok(Listing::parse(&answer, &self.paths, &self.commit))
    }
}
