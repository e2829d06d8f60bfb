//! Changes files: read, change the value, write the difference, prove it, lock, replace. An error
//! leaves everything as it was, and what writes nothing takes no lock.

use std::path::Path;

use super::{
    BOOK_FILE, Loaded, Store, StoreError,
    deal_text::{ReadDeal, parse_deal},
    files::{self, DealFile, Lock, Patience},
    layout,
    step::{Written, changes},
};
use crate::deal::Deal;
use crate::edit::{Edit, Style, Value};
use crate::key_path::{KeyPath, Step};

/// Whether to write, or only to show what would be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Write,
    DryRun,
}

/// What became of a file.
#[derive(Debug, Clone)]
pub struct Changed<T = ()> {
    pub before: Loaded,
    pub after: Deal,
    /// The unified diff; empty where nothing changed.
    pub diff: String,
    /// What the change answered with.
    pub value: T,
}

impl<T> Changed<T> {
    /// The deal's id.
    pub fn id(&self) -> &str {
        &self.before.file.id
    }
}

impl Store {
    /// Changes one deal, named by id, unique prefix or path.
    ///
    /// `change` gets the deal as a value to change, and the file that it was read from; it is asked
    /// again if somebody else wrote the file before the lock was taken. It says nothing of keys,
    /// lists or text: it changes fields, or calls what the [`Deal`] can do, and may answer with
    /// anything, which comes back in [`Changed::value`]. What differs afterwards is written in
    /// place, and nothing else. A deal that is left as it was leaves the file as it was.
    ///
    /// ```ignore
    /// let changed = store.change(name, Mode::Write, |deal, loaded| {
    ///     deal.record(entry.clone())?;
    ///     Ok::<_, Failure>(deal.next_step().is_some())
    /// })?;
    /// if !changed.value { … }
    /// ```
    ///
    /// # Errors
    /// Those of `change`; and where the text would not read back as exactly the deal that was
    /// meant, with the keys that no field takes as they were.
    pub fn change<T, E: From<StoreError>>(
        &self,
        name: &str,
        mode: Mode,
        change: impl FnMut(&mut Deal, &Loaded) -> Result<T, E>,
    ) -> Result<Changed<T>, E> {
        self.change_file(self.find(name)?, mode, change)
    }

    /// The same of a file that is at hand.
    ///
    /// # Errors
    /// As [`Self::change`].
    pub fn change_file<T, E: From<StoreError>>(
        &self,
        file: DealFile,
        mode: Mode,
        mut change: impl FnMut(&mut Deal, &Loaded) -> Result<T, E>,
    ) -> Result<Changed<T>, E> {
        self.carry_out(file, mode, |before| {
            let mut after = before.deal.clone();
            let value = change(&mut after, before)?;
            let (text, after) = rewritten(before, &after, &[])?;
            Ok(Decision { after, text, value })
        })
    }

    /// The same, and writes the ids of the entries at these places, which `change` answers with.
    ///
    /// # Errors
    /// As [`Self::change`].
    pub fn change_with_ids<E: From<StoreError>>(
        &self,
        file: DealFile,
        mode: Mode,
        mut change: impl FnMut(&mut Deal, &Loaded) -> Result<Vec<KeyPath>, E>,
    ) -> Result<Changed, E> {
        self.carry_out(file, mode, |before| {
            let mut after = before.deal.clone();
            let named = change(&mut after, before)?;
            let (text, after) = rewritten(before, &after, &named)?;
            let value = ();
            Ok(Decision { after, text, value })
        })
    }

    /// Decides on what is read, and once more under the lock if the file has other bytes by then:
    /// nothing is written on a stale decision. A change that is refused, or that changes nothing,
    /// leaves no trace: it takes no lock, which would create the folder for it.
    fn carry_out<T, E: From<StoreError>>(
        &self,
        file: DealFile,
        mode: Mode,
        mut decide: impl FnMut(&Loaded) -> Result<Decision<T>, E>,
    ) -> Result<Changed<T>, E> {
        self.writable()?;
        let mut before = self.work_tree().read(file)?;
        let mut decision = decide(&before)?;
        if mode == Mode::Write && decision.text != before.text {
            let lock = self.lock()?;
            if self.bytes(&before.file)? != before.text.as_bytes() {
                before = self.work_tree().read(before.file)?;
                decision = decide(&before)?;
            }
            replace(&lock, &before, &decision.text)?;
            let (old, new) = (before.text.as_bytes(), decision.text.as_bytes());
            let written = Written::new(&before.file.shown, Some(old), Some(new));
            let changes = changes(&before.deal, &decision.after);
            self.note_written(written.of_deal(&before.file.id, changes));
        }
        let diff = files::unified(&before.file.shown, &before.text, &decision.text);
        Ok(Changed {
            before,
            after: decision.after,
            diff,
            value: decision.value,
        })
    }

    /// The right to write.
    pub(super) fn lock(&self) -> Result<Lock, StoreError> {
        Ok(files::lock(&self.root, &self.patience)?)
    }
}

/// What a change makes of a file.
struct Decision<T> {
    after: Deal,
    text: String,
    value: T,
}

fn replace(lock: &Lock, before: &Loaded, text: &str) -> Result<(), StoreError> {
    if text != before.text {
        let path = &before.file.path;
        files::replace(lock, path, before.text.as_bytes(), text.as_bytes())?;
    }
    Ok(())
}

/// The text that says what the changed deal says, proven by reading it, and what was read.
///
/// An entry without an id gets it written where it changes, or stands at one of the places `named`.
fn rewritten(
    before: &Loaded,
    after: &Deal,
    named: &[KeyPath],
) -> Result<(String, Deal), StoreError> {
    let changes = layout::edits(&before.deal, after)?;
    let touches = |entry: &&KeyPath| {
        let mut sets = changes.iter();
        named.contains(entry)
            || sets.any(|edit| matches!(edit, Edit::Set { at, .. } if at.0.starts_with(&entry.0)))
    };
    let ids = before.remarks.without_id.iter().filter(touches);
    let mut edits: Vec<Edit> = ids
        .filter_map(|entry| id_edit(&before.deal, entry))
        .collect();
    edits.extend(changes);
    let text = layout::apply(&before.text, &edits).map_err(|error| refused(before, &error))?;
    let read = read(before, &text)?;
    let after = if read.deal == *after || !layout::is_same(&read.deal, after) {
        after.clone()
    } else {
        read.deal.clone()
    };
    let unknown = before.remarks.unknown.iter().cloned();
    let unknown: Vec<KeyPath> = unknown.filter_map(|at| moved(at, &edits)).collect();
    if read.deal == after && read.remarks.unknown == unknown {
        Ok((text, after))
    } else {
        Err(refused(before, &"the result could not be verified"))
    }
}

/// Writes the id that an entry already goes by.
fn id_edit(deal: &Deal, entry: &KeyPath) -> Option<Edit> {
    Some(Edit::Set {
        at: entry.clone().key("id"),
        value: Value::text(deal.entry_id_at(entry)?),
        style: Style::Flow,
    })
}

fn read(before: &Loaded, text: &str) -> Result<ReadDeal, StoreError> {
    parse_deal(&before.file.shown, text.as_bytes()).map_err(|problem| refused(before, &problem))
}

fn refused(before: &Loaded, reason: &impl ToString) -> StoreError {
    StoreError::Edit {
        path: before.file.shown.clone(),
        reason: reason.to_string(),
    }
}

/// Where a key stands after the edits; `None` where it went away with the entry that held it.
fn moved(at: KeyPath, edits: &[Edit]) -> Option<KeyPath> {
    edits.iter().try_fold(at, |at, edit| match edit {
        Edit::Set { .. } => Some(at),
        Edit::Insert { list, index, .. } => Some(shifted(at, list, *index, 1)),
        Edit::Remove { at: gone } if at.0.starts_with(&gone.0) => None,
        Edit::Remove { at: gone } => match gone.split_last() {
            Some((list, Step::Index(index))) => Some(shifted(at, &list, *index, -1)),
            _ => Some(at),
        },
    })
}

/// The path below a list from which entries behind a position move by `step`.
fn shifted(mut at: KeyPath, list: &KeyPath, from: usize, step: isize) -> KeyPath {
    if at.0.starts_with(&list.0)
        && let Some(Step::Index(index)) = at.0.get_mut(list.0.len())
        && *index >= from
    {
        *index = index.saturating_add_signed(step);
    }
    at
}

/// Writes the files of a new book. What is there already is left as it is; a book that is there is
/// refused.
///
/// # Errors
/// There is a book already, or the system refuses; then what was written is taken away again.
pub fn begin(root: &Path, contents: &[(String, String)]) -> Result<(), StoreError> {
    if files::may_exist(&root.join(BOOK_FILE)) {
        return Err(StoreError::BookExists {
            root: root.to_owned(),
        });
    }
    let folders = files::missing_folders(root, contents.iter().map(|(path, _)| path.as_str()));
    let mut written = Vec::new();
    let begun = files::lock(root, &Patience::default()).and_then(|lock| {
        // The book's own file comes last: a folder without it is no book yet.
        for (path, text) in contents.iter().rev() {
            let path = root.join(path);
            if !files::may_exist(&path) {
                files::create(&lock, &path, text.as_bytes())?;
                written.push(path);
            }
        }
        Ok(())
    });
    if begun.is_err() {
        files::take_away(&written, &folders);
    }
    Ok(begun?)
}
