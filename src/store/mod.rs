//! The only room that knows files, YAML and git: find the book, walk, read, edit in place, lock,
//! replace.
//!
//! [`parse`] turns bytes into values and problems, [`yaml`] locates and edits, [`files`] walks,
//! locks and replaces, [`revision`] reads what was committed; a [`Source`] is the work tree or a
//! revision, to be read alike. Above this room nobody opens a file: a command asks the [`Store`].

mod comments;
mod commit;
mod content;
mod create;
mod deal_text;
mod draft;
mod error;
#[expect(clippy::disallowed_methods, reason = "the room that opens files")]
pub mod files;
mod layout;
mod line_index;
pub mod merge;
mod merge_driver;
mod own_files;
pub use layout::edits;
mod open;
pub mod parse;
mod places;
mod resolve;
pub mod revision;
mod settle;
mod source;
mod step;
mod sync;
mod undo;
mod write;
pub mod yaml;
mod yaml_file;

use std::{
    path::{Path, PathBuf},
    sync::{Mutex, OnceLock},
};

use crate::book::Book;
use crate::deal::{Deal, Remarks};
use crate::finding::Finding;
use crate::key_path::KeyPath;
use files::{DealFile, Patience, Walked, walk};

pub use comments::comments;
pub use content::content;
pub use create::{Batch, NewDeal, Prepared};
pub use deal_text::{ReadDeal, Rest, cut_texts, parse_deal, parse_rest};
pub use draft::{Draft, Saved};
pub use error::StoreError;
pub use merge_driver::{DriverResult, Installation, merge_files};
pub use open::{folder_in_repository, is_in_git};
pub use parse::Read;
pub use places::Places;
pub use revision::{
    Revision, RevisionError, Revisions,
    changed::{ChangedFile, Side},
    commits::FileCommit,
};
pub use settle::{Conflicted, conflicted_path};
pub use source::Source;
pub use step::Written;
pub use undo::{Step, Undo};
pub use write::{Changed, Mode, begin};
pub use yaml_file::{YamlFile, read_file};

/// The name of the file that makes a folder a book.
pub const BOOK_FILE: &str = "dealfile.yaml";

/// A book on disk, or as it was in a revision.
#[derive(Debug)]
pub struct Store {
    /// The folder of `dealfile.yaml`.
    pub root: PathBuf,
    pub book: Book,
    /// The keys of `dealfile.yaml` that mean nothing.
    pub unknown: Vec<KeyPath>,
    /// The paths that could not be taken when a deal was found by its name: one of them may hold
    /// another that is meant.
    pub overlooked: OnceLock<Vec<Finding>>,
    /// A name that several deals have, and the id of the one that is meant.
    pub meant: OnceLock<(String, String)>,
    /// The id of the deal that was found first, for a suggestion that names it.
    pub found: OnceLock<String>,
    /// How long a writer waits for another one.
    pub patience: Patience,
    /// What is read instead of the work tree; nothing is written then.
    pub revision: Option<Revision>,
    /// What this process wrote.
    written: Mutex<Vec<Written>>,
}

/// A deal with the text that it was read from.
#[derive(Debug, Clone)]
pub struct Loaded {
    pub file: DealFile,
    pub text: String,
    pub deal: Deal,
    pub remarks: Remarks,
}

impl Store {
    /// Where its deals are read from.
    pub fn source(&self) -> Source<'_> {
        match &self.revision {
            Some(revision) => Source::Revision(revision.clone()),
            None => Source::WorkTree(self),
        }
    }

    /// # Errors
    /// It is a book of a revision, which nobody changes any more.
    fn writable(&self) -> Result<(), StoreError> {
        match &self.revision {
            None => Ok(()),
            Some(revision) => Err(StoreError::Past {
                revision: revision.name().to_owned(),
            }),
        }
    }

    /// Every deal file in order of path, with the paths that cannot be taken.
    pub fn files(&self) -> Walked {
        walk(&self.root, Path::new(&self.book.deals))
    }

    /// Every deal file, for a command that adds one: it may be there already.
    ///
    /// # Errors
    /// The paths that cannot be taken.
    pub fn all_files(&self) -> Result<Vec<DealFile>, StoreError> {
        self.writable()?;
        let Walked { files, problems } = self.files();
        if problems.is_empty() {
            Ok(files)
        } else {
            Err(StoreError::Unreadable(problems))
        }
    }

    /// The deal file of the work tree that a name means.
    pub fn find(&self, name: &str) -> Result<DealFile, StoreError> {
        self.writable()?;
        self.work_tree().find(name)
    }

    /// The deal of the work tree that a name means; no other file is read.
    pub fn load(&self, name: &str) -> Result<Loaded, StoreError> {
        self.writable()?;
        self.work_tree().load(name)
    }

    /// The bytes of a file, readable as a deal or not.
    pub fn bytes(&self, file: &DealFile) -> Result<Vec<u8>, StoreError> {
        self.work_tree().bytes(file)
    }
}
