//! The file of the baseline of `check`.

use super::{Store, StoreError, Written, files};

impl Store {
    /// From the book on.
    pub const BASELINE: &str = ".dealfile/baseline.jsonl";

    /// What it says; `None` where there is none.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn baseline(&self) -> Result<Option<String>, StoreError> {
        let path = self.root.join(Self::BASELINE);
        if !files::may_exist(&path) {
            return Ok(None);
        }
        let bytes = files::read_path(&path)?;
        Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// Writes it.
    ///
    /// # Errors
    /// The system refuses, or the book is one of a revision.
    pub fn write_baseline(&self, text: &str) -> Result<(), StoreError> {
        self.writable()?;
        let _lock = self.lock()?;
        let before = self.baseline()?;
        files::save(&self.root.join(Self::BASELINE), text.as_bytes())?;
        let before = before.as_ref().map(String::as_bytes);
        let written = Written::new(Self::BASELINE, before, Some(text.as_bytes()));
        self.note_written(written);
        Ok(())
    }
}
