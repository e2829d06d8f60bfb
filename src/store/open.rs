//! Finds the book around a folder and reads its file.

use std::{
    path::Path,
    sync::{Mutex, OnceLock},
    time::Duration,
};

use super::{
    BOOK_FILE, Store, StoreError,
    files::{self, FileErrorKind, Patience, absolute, exists, may_exist},
    yaml_file::YamlFile,
};
use crate::book::{Book, DEALS, config::Config};
use crate::finding::{BAD_VALUE, Finding};
use crate::key_path::KeyPath;

impl Store {
    /// The book whose file is the nearest upward from `start`.
    pub fn open(start: &Path) -> Result<Self, StoreError> {
        let start = absolute(start)?;
        let Some(root) = root(&start) else {
            return Err(StoreError::NoBook { start });
        };
        let path = root.join(BOOK_FILE);
        refuse_outside(root, BOOK_FILE)?;
        let file: YamlFile<Config> = YamlFile::read(&path, BOOK_FILE)?;
        let book = understood(&file)?;
        // Git keeps no empty folder, so the usual one may be missing in a new clone.
        if book.deals != DEALS && !exists(&root.join(&book.deals)) {
            let message = format!("there is no folder `{}`", book.deals);
            let help = "correct `deals:`, or create the folder";
            let missing = Finding::new(BAD_VALUE, message).help(help);
            return Err(file.refuse(vec![missing.at(KeyPath::top("deals"))]));
        }
        Ok(Self::new(root, book, file.unknown))
    }

    pub(super) fn new(root: &Path, book: Book, unknown: Vec<KeyPath>) -> Self {
        Self {
            root: root.to_path_buf(),
            book,
            unknown,
            overlooked: OnceLock::new(),
            found: OnceLock::new(),
            meant: OnceLock::new(),
            patience: Patience::default(),
            revision: None,
            written: Mutex::default(),
        }
    }

    /// Finishes the step of a writer that was killed, unless another one is at work; whether there
    /// was one.
    pub fn finish_interrupted(&self) -> Result<bool, StoreError> {
        if !files::is_pending(&self.root) {
            return Ok(false);
        }
        let patience = Patience {
            timeout: Duration::ZERO,
            ..self.patience
        };
        match files::lock(&self.root, &patience) {
            Err(error) if error.kind == FileErrorKind::Locked => Ok(false),
            lock => Ok(lock.map(|_| true)?),
        }
    }

    /// The path below the book that a finding shows.
    pub fn below_book<'p>(&self, shown: &'p str) -> &'p str {
        let revision = self.revision.as_ref();
        let below =
            revision.and_then(|revision| shown.strip_prefix(revision.name())?.strip_prefix(':'));
        below.unwrap_or(shown)
    }

    /// The path of `dealfile.yaml` as findings show it.
    pub fn book_shown(&self) -> String {
        match &self.revision {
            Some(revision) => format!("{}:{BOOK_FILE}", revision.name()),
            None => BOOK_FILE.to_owned(),
        }
    }

    /// What others find wrong with `dealfile.yaml`, shown with its lines.
    pub fn refuse(&self, findings: Vec<Finding>) -> StoreError {
        let shown = self.book_shown();
        let file = self.bytes_at(&shown);
        let file: Result<YamlFile<Config>, StoreError> =
            file.and_then(|bytes| YamlFile::from_bytes(&shown, &bytes));
        file.map_or_else(|error| error, |file| file.refuse(findings))
    }
}

/// The nearest folder upward with a book's file, be it one that cannot be read: a book further up
/// is another one.
pub(super) fn root(start: &Path) -> Option<&Path> {
    let mut folders = start.ancestors();
    folders.find(|folder| may_exist(&folder.join(BOOK_FILE)))
}

/// A link out of the book would show lines of any file in an error, or write to it.
pub(super) fn refuse_outside(root: &Path, name: &str) -> Result<(), StoreError> {
    let path = &root.join(name);
    if absolute(path)?.starts_with(absolute(root)?) {
        return Ok(());
    }
    let outside = Finding::new(BAD_VALUE, "a link that points outside the book");
    let outside = outside.help("replace the link with the file");
    Err(StoreError::Config(vec![outside.in_file(name)]))
}

/// The folder of the book around `start` in its git repository, as `sales/`; empty where it is the
/// top, or where there is no repository.
pub fn folder_in_repository(start: &Path) -> Result<String, StoreError> {
    let start = absolute(start)?;
    let inside = root(&start)
        .zip(repository(&start))
        .and_then(|(root, top)| root.strip_prefix(top).ok());
    let names = inside.into_iter().flat_map(Path::components);
    let names = names.map(|name| format!("{}/", name.as_os_str().to_string_lossy()));
    Ok(names.collect())
}

/// Whether a folder lies in a git work tree.
pub fn is_in_git(folder: &Path) -> bool {
    absolute(folder).is_ok_and(|folder| repository(&folder).is_some())
}

/// The top of the git work tree around a folder.
fn repository(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|above| exists(&above.join(".git")))
}

/// The book that `dealfile.yaml` describes.
pub(super) fn understood(file: &YamlFile<Config>) -> Result<Book, StoreError> {
    Book::from_config(file.value.clone()).map_err(|errors| file.refuse(errors))
}
