//! Finds the book around a folder and understands its file.

use std::path::Path;

use crate::book::config::Config;
use crate::book::{Book, ConfigError};

use super::aside::Aside;
use super::files::{absolute, is_file};
use super::{BOOK_FILE, Store, StoreError};

impl Store {
    /// The book whose file is the nearest upward from `start`.
    pub fn open(start: &Path) -> Result<Self, StoreError> {
        let start = absolute(start)?;
        let root = start
            .ancestors()
            .find(|folder| is_file(&folder.join(BOOK_FILE)));
        let root = root
            .ok_or_else(|| StoreError::NoBook {
                start: start.clone(),
            })?
            .to_path_buf();
        let file: Aside<Config> = Aside::read(&root.join(BOOK_FILE), BOOK_FILE)?;
        let book = understood(&file)?;
        Ok(Self {
            root,
            book,
            unknown: file.unknown,
            waiting: || {},
        })
    }

    /// What others find wrong with the book's file, told with its lines.
    pub fn refuse(&self, errors: Vec<ConfigError>) -> StoreError {
        let file: Result<Aside<Config>, StoreError> =
            Aside::read(&self.root.join(BOOK_FILE), BOOK_FILE);
        file.map_or_else(|error| error, |file| file.refuse(errors))
    }
}

/// What the book's file means.
pub(super) fn understood(file: &Aside<Config>) -> Result<Book, StoreError> {
    Book::of(file.value.clone()).map_err(|errors| file.refuse(errors))
}
