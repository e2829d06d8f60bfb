//! Changes files: lock, read, edit, prove, replace. An error leaves everything as it was.

use std::path::Path;

use crate::deal::{self, Deal};
use crate::edit::{Edit, Style, Value};
use crate::key_path::{KeyPath, Step};

use super::files::{self, DealFile, Lock};
use super::parse::{self, Parsed};
use super::{BOOK_FILE, Loaded, Store, StoreError, yaml};

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
    /// Those of `decide`; and where the edited text would not read back as the deal with just these
    /// edits.
    pub fn change<E: From<StoreError>>(
        &self,
        name: &str,
        mode: Mode,
        decide: impl FnOnce(&Loaded) -> Result<Vec<Edit>, E>,
    ) -> Result<Edited, E> {
        self.change_file(self.find(name)?, mode, decide)
    }

    /// The same of a file that is at hand.
    ///
    /// # Errors
    /// As [`Self::change`].
    pub fn change_file<E: From<StoreError>>(
        &self,
        file: DealFile,
        mode: Mode,
        decide: impl FnOnce(&Loaded) -> Result<Vec<Edit>, E>,
    ) -> Result<Edited, E> {
        let lock = self.lock(mode)?;
        let before = self.load_file(file)?;
        let edits = decide(&before)?;
        let text = edited(&before, &edits)?;
        let after = self.proven(&before, &text)?;
        if let Some(lock) = lock.filter(|_| text != before.text) {
            files::replace(
                &lock,
                &before.file.path,
                before.text.as_bytes(),
                text.as_bytes(),
            )
            .map_err(StoreError::from)?;
        }
        let diff = files::unified(&before.file.shown, &before.text, &text);
        Ok(Edited {
            before,
            after,
            diff,
        })
    }

    /// The deal that the edited text reads back as.
    fn proven(&self, before: &Loaded, text: &str) -> Result<Deal, StoreError> {
        let parsed: Result<Parsed<Deal>, _> = parse::parse(&before.file.shown, text.as_bytes());
        let path = before.file.shown.clone();
        parsed
            .map(|parsed| parsed.value)
            .map_err(|problem| StoreError::Edit {
                path,
                reason: problem.to_string(),
            })
    }

    /// Writes a new file below the book; never over one that is there. Returns its diff.
    pub fn create(&self, shown: &str, text: &str, mode: Mode) -> Result<String, StoreError> {
        if let Some(lock) = self.lock(mode)? {
            files::create(&lock, &self.root.join(shown), text.as_bytes())?;
        }
        Ok(files::unified(shown, "", text))
    }

    /// The right to write; a dry run needs none.
    pub(super) fn lock(&self, mode: Mode) -> Result<Option<Lock>, StoreError> {
        match mode {
            Mode::Write => Ok(Some(files::lock(&self.root, self.waiting)?)),
            Mode::DryRun => Ok(None),
        }
    }
}

/// Writes the files of a new book. What is there already is left as it is; a book that is there is
/// refused.
pub fn begin(root: &Path, contents: &[(String, String)]) -> Result<(), StoreError> {
    if files::is_file(&root.join(BOOK_FILE)) {
        return Err(StoreError::BookExists {
            root: root.to_owned(),
        });
    }
    let lock = files::lock(root, || {})?;
    // The book's own file comes last: a folder without it is no book yet, and `init` can be run
    // again.
    for (path, text) in contents.iter().rev() {
        let path = root.join(path);
        if !files::is_file(&path) {
            files::create(&lock, &path, text.as_bytes())?;
        }
    }
    Ok(())
}

/// Whether a folder lies in a git work tree.
pub fn is_in_git(folder: &Path) -> bool {
    files::absolute(folder).is_ok_and(|folder| {
        folder
            .ancestors()
            .any(|above| files::exists(&above.join(".git")))
    })
}

/// The text of a new file with these keys at its top, each list with its entries in flow style.
pub fn written(keys: &[(String, Value)]) -> Result<String, StoreError> {
    let set = |(key, value): &(String, Value)| match value {
        Value::List(entries) => entries
            .iter()
            .enumerate()
            .map(|(index, entry)| flow_entry(key, index, entry))
            .collect(),
        _ => vec![Edit::Set {
            at: KeyPath::top(key),
            value: value.clone(),
            style: Style::Block,
        }],
    };
    let edits: Vec<Edit> = keys.iter().flat_map(set).collect();
    yaml::apply("", &edits, key_order).map_err(|error| StoreError::Edit {
        path: "a new file".to_owned(),
        reason: error.to_string(),
    })
}

fn flow_entry(key: &str, index: usize, entry: &Value) -> Edit {
    Edit::Insert {
        list: KeyPath::top(key),
        index,
        entry: entry.clone(),
        style: Style::Flow,
    }
}

fn edited(before: &Loaded, edits: &[Edit]) -> Result<String, StoreError> {
    yaml::apply(&before.text, edits, key_order).map_err(|error| StoreError::Edit {
        path: before.file.shown.clone(),
        reason: error.to_string(),
    })
}

/// The order in which new keys are written, by the mapping that they join.
fn key_order(parent: &KeyPath) -> &'static [&'static str] {
    match parent.0.as_slice() {
        [] => deal::FIELD_ORDER,
        [Step::Key(key)] if key == "meddic" => deal::meddic::Element::WORDS,
        [Step::Key(key), Step::Index(_)] if key == "contacts" => deal::contact::KEY_ORDER,
        [Step::Key(key), Step::Index(_)] if key == "objections" => deal::objection::KEY_ORDER,
        [Step::Key(key), Step::Index(_)] if key == "followups" => deal::work::FOLLOW_UP_ORDER,
        [Step::Key(key), Step::Index(_)] if key == "meetings" => deal::work::MEETING_ORDER,
        [Step::Key(key)] if key == "challenger" => deal::challenger::KEY_ORDER,
        [Step::Key(key), ..] if key == "challenger" => deal::challenger::PART_ORDER,
        [Step::Key(key), _] if key == "meddic" => deal::meddic::KEY_ORDER,
        [Step::Key(key), ..] if key == "meddic" => deal::meddic::PART_ORDER,
        _ => &[],
    }
}
