//! The last commands of a book, so that each can be taken back: their files as they were, in
//! `.dealfile/undo/`, which git does not keep.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{
    Store, StoreError,
    files::{self, FileError, FileErrorKind, Lock},
    step::Written,
};

const FOLDER: &str = ".dealfile/undo";
/// So many commands can be listed.
const KEPT: usize = 50;
/// A step of an import of some hundred thousand deals.
const LARGEST: usize = 256 << 20;

/// One command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// As it was typed.
    pub command: String,
    /// The commit that was made of it.
    pub commit: Option<String>,
    files: Vec<FileOfStep>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct FileOfStep {
    path: String,
    /// The name of the copy with its bytes from before; `None` where there was no file.
    before: Option<String>,
    /// A sum over its bytes afterwards; `None` where there is none any more.
    after: Option<String>,
}

/// A step that is to be taken back.
#[derive(Debug)]
pub struct Undo<'s> {
    store: &'s Store,
    pub step: Step,
    /// What becomes of each file.
    pub files: Vec<Written>,
}

impl Store {
    /// Keeps a command's files as they were before it.
    ///
    /// # Errors
    /// The system refuses: the command is done, and cannot be undone.
    pub fn keep(
        &self,
        command: &str,
        commit: Option<&str>,
        written: &[Written],
    ) -> Result<(), StoreError> {
        let folder = self.root.join(FOLDER);
        files::create_folder(&folder)?;
        let ignore = folder.join(".gitignore");
        if !files::may_exist(&ignore) {
            files::save(&ignore, b"*\n")?;
        }
        let number = self.numbers()?.last().map_or(1, |last| last + 1);
        let own = folder.join(format!("{number:08}"));
        files::create_folder(&own)?;
        let mut kept = Vec::new();
        for (index, file) in written.iter().enumerate() {
            let name = file.before.as_ref().map(|_| index.to_string());
            if let (Some(name), Some(before)) = (&name, &file.before) {
                files::save(&own.join(name), before)?;
            }
            kept.push(FileOfStep {
                path: file.path.clone(),
                before: name,
                after: file.after.as_deref().map(sum),
            });
        }
        let step = Step {
            command: command.to_owned(),
            commit: commit.map(str::to_owned),
            files: kept,
        };
        let text = serde_json::to_vec(&step).map_err(|error| failed(&own, error.into()))?;
        files::save(&own.join("step"), &text)?;
        for old in self.numbers()?.iter().rev().skip(KEPT) {
            files::remove_folder(&folder.join(format!("{old:08}")))?;
        }
        Ok(())
    }

    /// The commands that can be seen, the last one first.
    ///
    /// # Errors
    /// They cannot be read.
    pub fn steps(&self) -> Result<Vec<Step>, StoreError> {
        let numbers = self.numbers()?.into_iter().rev();
        numbers.map(|number| self.step(number)).collect()
    }

    /// What takes back the last command, and which files changed since.
    ///
    /// # Errors
    /// Nothing can be taken back, or a file was changed since.
    pub fn undo(&self) -> Result<Undo<'_>, StoreError> {
        let number = self
            .numbers()?
            .last()
            .copied()
            .ok_or(StoreError::NothingToUndo)?;
        let step = self.step(number)?;
        let own = self.root.join(FOLDER).join(format!("{number:08}"));
        let mut changed = Vec::new();
        let mut files = Vec::new();
        for file in &step.files {
            let now = self.now(&file.path)?;
            if now.as_deref().map(sum) != file.after {
                changed.push(file.path.clone());
            }
            let before = file
                .before
                .as_ref()
                .map(|name| read(&own.join(name)))
                .transpose()?;
            files.push(Written::new(&file.path, now.as_deref(), before.as_deref()));
        }
        if changed.is_empty() {
            Ok(Undo {
                store: self,
                step,
                files,
            })
        } else {
            let command = step.command;
            Err(StoreError::ChangedSince {
                command,
                paths: changed,
            })
        }
    }

    fn now(&self, path: &str) -> Result<Option<Vec<u8>>, FileError> {
        let path = self.root.join(path);
        files::may_exist(&path).then(|| read(&path)).transpose()
    }

    fn step(&self, number: u64) -> Result<Step, StoreError> {
        let path = self.root.join(FOLDER).join(format!("{number:08}/step"));
        let bytes = read(&path)?;
        serde_json::from_slice(&bytes).map_err(|error| failed(&path, error.into()).into())
    }

    /// The numbers of the steps that were kept whole, in order.
    fn numbers(&self) -> Result<Vec<u64>, FileError> {
        let folder = self.root.join(FOLDER);
        let names = files::names_in(&folder)?.into_iter();
        let whole = names.filter(|name| files::is_file(&folder.join(name).join("step")));
        let mut numbers: Vec<u64> = whole.filter_map(|name| name.parse().ok()).collect();
        numbers.sort_unstable();
        Ok(numbers)
    }
}

impl Undo<'_> {
    /// What it changes, as a diff.
    pub fn diff(&self) -> String {
        let diffs = self.files.iter().map(|file| {
            let text = |bytes: &Option<Vec<u8>>| {
                let bytes = bytes.as_deref().unwrap_or_default();
                String::from_utf8_lossy(bytes).into_owned()
            };
            files::unified(&file.path, &text(&file.before), &text(&file.after))
        });
        diffs.collect()
    }

    /// Takes the step back. It is a step itself, which can be taken back.
    ///
    /// # Errors
    /// A file was changed in between, or the system refuses.
    pub fn carry_out(&self) -> Result<(), StoreError> {
        let lock = self.store.lock()?;
        for file in &self.files {
            self.restore(&lock, file)?;
            self.store.note_written(file.clone());
        }
        Ok(())
    }

    fn restore(&self, lock: &Lock, file: &Written) -> Result<(), FileError> {
        let path = self.store.root.join(&file.path);
        match (&file.before, &file.after) {
            (Some(now), Some(then)) => files::replace(lock, &path, now, then),
            (None, Some(then)) => files::create(lock, &path, then),
            (Some(now), None) if read(&path)? == *now => files::remove(&path),
            (Some(_), None) => Err(FileError::from_kind(
                "delete",
                &path,
                FileErrorKind::Changed,
            )),
            (None, None) => Ok(()),
        }
    }
}

fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    files::read_bounded(path, LARGEST)
}

fn failed(path: &Path, error: std::io::Error) -> FileError {
    FileError::when("read", path)(error)
}

/// FNV-1a over the bytes, and how many there are: the same in every version of this program.
fn sum(bytes: &[u8]) -> String {
    format!(
        "{:016x}-{}",
        crate::deal::entry_id::fnv1a(bytes),
        bytes.len()
    )
}
