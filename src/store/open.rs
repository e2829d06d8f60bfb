//! Finds the book around a folder and reads its file.

use std::path::Path;

use super::{
    BOOK_FILE, Store, StoreError,
    files::{absolute, is_file},
    yaml_file::YamlFile,
};
use crate::book::{Book, config::Config};
use crate::finding::Finding;

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
        let file: YamlFile<Config> = YamlFile::read(&root.join(BOOK_FILE), BOOK_FILE)?;
        let book = understood(&file)?;
        Ok(Self {
            root,
            book,
            unknown: file.unknown,
            waiting: || {},
        })
    }

    /// What others find wrong with `dealfile.yaml`, shown with its lines.
    pub fn refuse(&self, findings: Vec<Finding>) -> StoreError {
        let file: Result<YamlFile<Config>, StoreError> =
            YamlFile::read(&self.root.join(BOOK_FILE), BOOK_FILE);
        file.map_or_else(|error| error, |file| file.refuse(findings))
    }
}

/// The folder of the book around `start` in its git repository, as `sales/`; empty where it is the
/// top, or where there is no repository.
pub fn folder_in_repository(start: &Path) -> Result<String, StoreError> {
    let start = absolute(start)?;
    let mut folders = start.ancestors();
    let root = folders.find(|folder| is_file(&folder.join(BOOK_FILE)));
    let top = start
        .ancestors()
        .find(|folder| folder.join(".git").exists());
    let inside = root
        .zip(top)
        .and_then(|(root, top)| root.strip_prefix(top).ok());
    let names = inside.into_iter().flat_map(Path::components);
    let names = names.map(|name| format!("{}/", name.as_os_str().to_string_lossy()));
    Ok(names.collect())
}

/// The book that `dealfile.yaml` describes.
pub(super) fn understood(file: &YamlFile<Config>) -> Result<Book, StoreError> {
    Book::from_config(file.value.clone()).map_err(|errors| file.refuse(errors))
}
