//! A copy of a deal that a person edits for as long as they like, while others go on writing.

use std::path::{Path, PathBuf};

use super::{
    Store, StoreError,
    files::{self, DealFile, FileErrorKind},
    step::Written,
};

/// A copy next to its file, under a name that is no deal's.
#[derive(Debug)]
pub struct Draft<'s> {
    store: &'s Store,
    file: DealFile,
    before: Vec<u8>,
    path: PathBuf,
}

/// What became of a draft.
pub enum Saved {
    Unchanged,
    /// The file has the draft's bytes now.
    Written,
    /// Somebody else wrote the file since; the copy is kept here.
    Kept(PathBuf),
}

impl Store {
    /// A copy of the file, readable as a deal or not.
    ///
    /// # Errors
    /// The file cannot be read, or the copy cannot be written.
    pub fn draft(&self, file: DealFile) -> Result<Draft<'_>, StoreError> {
        self.writable()?;
        let before = self.bytes(&file)?;
        let folder = file.path.parent().unwrap_or(&self.root);
        let mut path = folder.join(format!(".{}.edit.yaml", file.id));
        let mut created = files::create_new(&path, &before);
        let mut number = 2;
        while matches!(&created, Err(error) if error.kind == FileErrorKind::AlreadyExists) {
            path = folder.join(format!(".{}.edit-{number}.yaml", file.id));
            created = files::create_new(&path, &before);
            number += 1;
        }
        created?;
        Ok(Draft {
            store: self,
            file,
            before,
            path,
        })
    }
}

impl Draft<'_> {
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the copy is as it was made.
    pub fn is_unchanged(&self) -> bool {
        files::read_path(&self.path).is_ok_and(|now| now == self.before)
    }

    /// Puts the copy in the place of the file, as it is, unless somebody else wrote that meanwhile.
    ///
    /// # Errors
    /// The system refuses; the copy is kept.
    pub fn save(self) -> Result<Saved, StoreError> {
        let after = files::read_path(&self.path)?;
        if after == self.before {
            self.discard();
            return Ok(Saved::Unchanged);
        }
        let lock = self.store.lock()?;
        match files::replace(&lock, &self.file.path, &self.before, &after) {
            Err(error)
                if matches!(error.kind, FileErrorKind::Changed | FileErrorKind::NotFound) =>
            {
                Ok(Saved::Kept(self.path))
            }
            replaced => {
                replaced?;
                let written = Written::new(&self.file.shown, Some(&self.before), Some(&after));
                self.store
                    .note_written(written.of_deal(&self.file.id, Vec::new()));
                self.discard();
                Ok(Saved::Written)
            }
        }
    }

    /// Throws the copy away. That it stays is no reason to fail.
    pub fn discard(&self) {
        let _ = files::remove(&self.path);
    }
}
