//! Texts that the program keeps in the book beside the deals.

use super::{Store, StoreError, Written, files};

impl Store {
    /// The baseline of `check`, from the book on.
    pub const BASELINE: &str = ".dealfile/baseline.jsonl";
    /// What agents read first, from the book on.
    pub const AGENTS: &str = "AGENTS.md";

    /// What one of them says; `None` where there is none.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn own_text(&self, name: &str) -> Result<Option<String>, StoreError> {
        let path = self.root.join(name);
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
    pub fn write_own_text(&self, name: &'static str, text: &str) -> Result<(), StoreError> {
        self.writable()?;
        let _lock = self.lock()?;
        let before = self.own_text(name)?;
        files::save(&self.root.join(name), text.as_bytes())?;
        let before = before.as_ref().map(String::as_bytes);
        let written = Written::new(name, before, Some(text.as_bytes()));
        self.note_written(written);
        Ok(())
    }
}
