//! Changes files: lock, read, edit, prove, replace. An error leaves everything as it was.

use std::path::Path;

use crate::book::config;
use crate::deal::{self, Deal};
use crate::edit::Edit;
use crate::key_path::{KeyPath, Step};

use super::files::{create_new, diff, lock, replace};
use super::parse::{self, Parsed};
use super::{Loaded, Store, StoreError, yaml};

/// Whether to write, or only to show what would be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Write,
    DryRun,
}

/// What became of a file.
#[derive(Debug, Clone)]
pub struct Edited {
    pub before: Loaded,
    pub after: Deal,
    /// The unified diff; empty where nothing changed.
    pub diff: String,
}

impl Store {
    /// Changes one deal under the lock: `decide` sees it as it is and says what to edit.
    ///
    /// # Errors
    /// Those of `decide`; and where the edited text would not read back as the deal with just these edits.
    pub fn change<E: From<StoreError>>(
        &self,
        name: &str,
        mode: Mode,
        decide: impl FnOnce(&Loaded) -> Result<Vec<Edit>, E>,
    ) -> Result<Edited, E> {
        let file = self.find(name)?;
        let _lock = self.lock(mode)?;
        let before = self.load_file(file)?;
        let edits = decide(&before)?;
        let text = edited(&before, &edits)?;
        let parsed: Parsed<Deal> =
            parse::parse(&before.file.shown, text.as_bytes()).map_err(|problem| StoreError::Problems(vec![*problem]))?;
        let diff = diff(&before.file.shown, &before.text, &text);
        if mode == Mode::Write && text != before.text {
            replace(&before.file.path, before.text.as_bytes(), text.as_bytes()).map_err(StoreError::from)?;
        }
        Ok(Edited { before, after: parsed.value, diff })
    }

    /// Writes a new file below the book; never over one that is there. Returns its diff.
    pub fn create(&self, shown: &str, text: &str, mode: Mode) -> Result<String, StoreError> {
        let _lock = self.lock(mode)?;
        if mode == Mode::Write {
            create_new(&self.root.join(shown), text.as_bytes())?;
        }
        Ok(diff(shown, "", text))
    }

    fn lock(&self, mode: Mode) -> Result<Option<impl Drop + use<>>, StoreError> {
        match mode {
            Mode::Write => Ok(Some(lock(&self.root)?)),
            Mode::DryRun => Ok(None),
        }
    }
}

fn edited(before: &Loaded, edits: &[Edit]) -> Result<String, StoreError> {
    yaml::apply(&before.text, edits, key_order)
        .map_err(|error| StoreError::Edit { path: before.file.shown.clone(), reason: error.to_string() })
}

/// The order in which new keys are written, by the mapping that they join.
fn key_order(parent: &KeyPath) -> &'static [&'static str] {
    match parent.0.as_slice() {
        [] => deal::FIELD_ORDER,
        [Step::Key(key)] if key == "meddic" => deal::meddic::Element::WORDS,
        [Step::Key(key), Step::Index(_)] if key == "objections" => deal::objection::KEY_ORDER,
        [Step::Key(key), Step::Index(_)] if key == "followups" => deal::work::FOLLOW_UP_ORDER,
        [Step::Key(key), _] if key == "meddic" => deal::meddic::KEY_ORDER,
        _ => &[],
    }
}
