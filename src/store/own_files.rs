//! Texts in the book beside the deals, of which the program keeps a part or all.

use super::{Mode, Store, StoreError, Written, files, open::refuse_outside};

impl Store {
    /// The baseline of `check`, from the book on.
    pub const BASELINE: &str = ".dealfile/baseline.jsonl";
    /// What agents read first, from the book on.
    pub const AGENTS: &str = "AGENTS.md";
    /// The same as a skill, which they load when deals are meant.
    pub const SKILL: &str = "SKILL.md";

    /// What one of them says; empty where there is none.
    ///
    /// # Errors
    /// It cannot be read, or is no UTF-8.
    pub fn own_text(&self, name: &str) -> Result<String, StoreError> {
        let path = self.root.join(name);
        if !files::may_exist(&path) {
            return Ok(String::new());
        }
        refuse_outside(&self.root, name)?;
        Ok(files::read_text(&path)?)
    }

    /// Changes one of them as `change` says, and answers with the difference. What somebody else
    /// writes meanwhile is not lost: then `change` is asked once more.
    ///
    /// # Errors
    /// Those of `change`; the system refuses, or the book is one of a revision.
    pub fn change_own_text<E: From<StoreError>>(
        &self,
        name: &'static str,
        mode: Mode,
        mut change: impl FnMut(&str) -> Result<String, E>,
    ) -> Result<String, E> {
        self.writable()?;
        let mut before = self.own_text(name)?;
        let mut after = change(&before)?;
        if mode == Mode::Write && after != before {
            let _lock = self.lock()?;
            let now = self.own_text(name)?;
            if now != before {
                after = change(&now)?;
                before = now;
            }
            let path = self.root.join(name);
            let old = files::may_exist(&path).then_some(before.as_bytes());
            files::save(&path, after.as_bytes()).map_err(StoreError::from)?;
            self.note_written(Written::new(name, old, Some(after.as_bytes())));
        }
        Ok(files::unified(name, &before, &after))
    }
}
