//! Settles the conflicts that a merge left in a file.

use std::path::{Path, PathBuf};

use super::{
    BOOK_FILE, StoreError,
    files::{self, Patience},
    merge::{Conflict, Part, parts},
    open::root,
    yaml::Document,
};

/// A file with conflicts.
#[derive(Debug)]
pub struct Conflicted {
    path: PathBuf,
    before: String,
    pub parts: Vec<Part>,
}

impl Conflicted {
    /// A deal or `dealfile.yaml`, as it is.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn read(path: &Path) -> Result<Self, StoreError> {
        let bytes = files::read_path(path)?;
        let before = String::from_utf8_lossy(&bytes).into_owned();
        Ok(Self {
            path: path.to_owned(),
            parts: parts(&before),
            before,
        })
    }

    pub fn conflicts(&self) -> impl Iterator<Item = &Conflict> {
        self.parts.iter().filter_map(|part| match part {
            Part::Conflict(conflict) => Some(conflict),
            Part::Text(_) => None,
        })
    }

    /// Writes the file with these lines in the place of its conflicts.
    ///
    /// # Errors
    /// The result is not YAML, somebody else wrote the file, or the system refuses.
    pub fn settle(&self, choices: &[String]) -> Result<(), StoreError> {
        let mut choices = choices.iter();
        let lines = self.parts.iter().map(|part| match part {
            Part::Text(text) => text.as_str(),
            Part::Conflict(_) => choices.next().map_or("", String::as_str),
        });
        let after: String = lines.collect();
        let shown = self.path.display().to_string();
        Document::parse(&after).map_err(|error| StoreError::Edit {
            path: shown,
            reason: error.to_string(),
        })?;
        let start = files::absolute(&self.path)?;
        let Some(root) = root(&start) else {
            return Err(StoreError::NoBook { start });
        };
        let lock = files::lock(root, &Patience::default())?;
        files::replace(&lock, &self.path, self.before.as_bytes(), after.as_bytes())?;
        Ok(())
    }
}

/// The path of a file with conflicts: as it stands, or the deal of that id below the book.
///
/// # Errors
/// There is no such file.
pub fn conflicted_path(name: &str) -> Result<PathBuf, StoreError> {
    let path = PathBuf::from(name);
    if files::is_file(&path) {
        return Ok(path);
    }
    let start = files::absolute(Path::new("."))?;
    let Some(root) = root(&start) else {
        return Err(StoreError::NoBook { start });
    };
    match name {
        BOOK_FILE => Ok(root.join(BOOK_FILE)),
        _ => Ok(super::Store::open(root)?.find(name)?.path),
    }
}
