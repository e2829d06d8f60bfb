//! The only room that knows files, YAML and git: find the book, walk, read, edit in place, lock,
//! replace.
//!
//! [`parse`] turns bytes into values and problems, [`yaml`] locates and edits, [`files`] walks,
//! locks and replaces, [`revision`] reads what was committed. Above this room nobody opens a file:
//! a command asks the [`Store`].

mod create;
mod error;
#[expect(clippy::disallowed_methods, reason = "the room that opens files")]
pub mod files;
mod layout;
pub use layout::edits;
mod open;
pub mod parse;
mod places;
mod resolve;
pub mod revision;
mod write;
pub mod yaml;
mod yaml_file;

use std::path::{Path, PathBuf};

use crate::book::Book;
use crate::deal::Deal;
use crate::finding::Finding;
use crate::key_path::KeyPath;

use files::{DealFile, Walked, map_files, read, walk};
use parse::Parsed;

pub use create::{Batch, NewDeal, Prepared};
pub use error::StoreError;
pub use places::Places;
pub use revision::{Revision, RevisionError, Revisions};
pub use write::{Changed, Mode, begin, is_in_git};
pub use yaml_file::{YamlFile, read_file};

/// The name of the file that makes a folder a book.
pub const BOOK_FILE: &str = "dealfile.yaml";

/// A book on disk.
#[derive(Debug)]
pub struct Store {
    /// The folder of `dealfile.yaml`.
    pub root: PathBuf,
    pub book: Book,
    /// The keys of `dealfile.yaml` that mean nothing.
    pub unknown: Vec<KeyPath>,
    /// Called when somebody else has been writing for more than a second.
    pub waiting: fn(),
}

/// A deal with the text that it was read from.
#[derive(Debug, Clone)]
pub struct Loaded {
    pub file: DealFile,
    pub text: String,
    pub deal: Deal,
    /// The keys that no field took.
    pub unknown: Vec<KeyPath>,
}

impl Store {
    /// Every deal file in order of path, with the paths that cannot be taken.
    pub fn files(&self) -> Walked {
        walk(&self.root, Path::new(&self.book.deals))
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
        let read = self.survey(|file, _, parsed| parsed.map(|parsed| project(file, parsed.value)));
        if read.iter().any(Result::is_err) {
            let problems = read.into_iter().filter_map(Result::err);
            return Err(StoreError::Unreadable(
                problems.map(|problem| *problem).collect(),
            ));
        }
        // In place: a book of many deals is not in memory twice.
        Ok(read.into_iter().filter_map(Result::ok).collect())
    }

    /// Looks at every file on all cores, readable or not: `look` gets its bytes and what they mean.
    pub fn survey<T: Send>(
        &self,
        look: impl Fn(&DealFile, &[u8], Result<Parsed<Deal>, Box<Finding>>) -> Result<T, Box<Finding>>
        + Sync,
    ) -> Vec<Result<T, Box<Finding>>> {
        let Walked { files, problems } = self.files();
        let mut read = map_files(&files, |file, bytes| {
            let bytes = bytes?;
            look(file, bytes, parse::parse(&file.shown, bytes))
        });
        read.extend(problems.into_iter().map(|problem| Err(Box::new(problem))));
        read
    }

    /// The one deal of that id, unique prefix or path; no other file is read.
    pub fn load(&self, name: &str) -> Result<Loaded, StoreError> {
        self.load_file(self.find(name)?)
    }

    /// The bytes of a file, readable as a deal or not.
    pub fn bytes(&self, file: &DealFile) -> Result<Vec<u8>, StoreError> {
        read(file).map_err(|problem| StoreError::Unreadable(vec![*problem]))
    }

    fn load_file(&self, file: DealFile) -> Result<Loaded, StoreError> {
        let unreadable = |problem: Box<Finding>| StoreError::Unreadable(vec![*problem]);
        let bytes = read(&file).map_err(unreadable)?;
        let parsed: Parsed<Deal> = parse::parse(&file.shown, &bytes).map_err(unreadable)?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Ok(Loaded {
            file,
            text,
            deal: parsed.value,
            unknown: parsed.unknown,
        })
    }
}
