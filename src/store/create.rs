//! Writes many new deals at once, and what they bring into the book's file: all of it or nothing.
//!
//! Everything is decided, made into text and read back before the lock is taken, and under it the
//! book must have the same deals. Then every file goes onto the disk under a temporary name, and
//! only when all are there do they take their names, the book's file last. Where one of these steps
//! fails, the files that have their names already are removed again; where the process is killed, the
//! next one finishes the step.

use std::{ffi::OsStr, path::Path};

use rayon::prelude::*;

use super::{
    BOOK_FILE, Mode, Store, StoreError,
    deal_text::parse_deal,
    files::{self, FileError, FileErrorKind, Lock},
    layout,
    open::understood,
    step::Written,
    yaml,
    yaml_file::YamlFile,
};
use crate::book::config::{Config, Member};
use crate::deal::{Day, Deal, Remarks};
use crate::edit::{self, Edit, Style, Value};
use crate::key_path::KeyPath;

/// A deal that has no file yet.
#[derive(Debug, Clone, PartialEq)]
pub struct NewDeal {
    /// Its path below the book.
    pub shown: String,
    pub deal: Deal,
    /// Lines that stand before the history and show what comes next; nobody has to keep them.
    pub hints: String,
}

/// What is to be written together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Batch {
    pub deals: Vec<NewDeal>,
    /// Members to add to the team.
    pub members: Vec<Member>,
    /// The day for `check: since:`, where the book has none.
    pub since: Option<Day>,
}

/// A file as it was, empty where there was none, and as it is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    pub shown: String,
    before: String,
    after: String,
}

impl Prepared {
    fn written(&self) -> Written {
        let before = (!self.before.is_empty()).then_some(self.before.as_bytes());
        let written = Written::new(&self.shown, before, Some(self.after.as_bytes()));
        let name = Path::new(&self.shown).file_stem().and_then(OsStr::to_str);
        match name.filter(|_| self.shown != BOOK_FILE) {
            Some(id) => written.of_deal(id, Vec::new()),
            None => written,
        }
    }

    pub fn diff(&self) -> String {
        files::unified(&self.shown, &self.before, &self.after)
    }
}

impl Store {
    /// Writes the file of one new deal; never over one that is there. Returns its diff.
    ///
    /// # Errors
    /// A deal that would not read back as it is, a file that is there already, a disk that refuses.
    pub fn create(&self, new: &NewDeal, mode: Mode) -> Result<String, StoreError> {
        self.writable()?;
        let prepared = prepared(new)?;
        if mode == Mode::Write {
            let path = self.root.join(&new.shown);
            // Asked before the lock as well, because what is refused leaves no trace.
            if files::exists(&path) {
                let kind = FileErrorKind::AlreadyExists;
                return Err(FileError::from_kind("write", &path, kind).into());
            }
            files::create(&self.lock()?, &path, prepared.after.as_bytes())?;
            self.note_written(prepared.written());
        }
        Ok(prepared.diff())
    }

    /// Writes what `decide` says; `progress` hears how many files of how many are ready. The answer
    /// has the book's file first, where that changes.
    ///
    /// # Errors
    /// Paths that cannot be taken, those of `decide`, a deal that would not read back as it is, a file that is there already,
    /// deals that came or went since `decide` was asked, a disk that refuses.
    pub fn create_all<E: From<StoreError>>(
        &self,
        mode: Mode,
        decide: impl FnOnce() -> Result<Batch, E>,
        progress: impl Fn(usize, usize) + Sync,
    ) -> Result<Vec<Prepared>, E> {
        let known = self.all_files()?;
        let batch = decide()?;
        let deals: Result<Vec<Prepared>, StoreError> =
            batch.deals.par_iter().map(prepared).collect();
        let (deals, book) = (deals?, self.prepared_book(&batch)?);
        if mode == Mode::Write && !(deals.is_empty() && book.is_none()) {
            let lock = self.lock()?;
            if self.files().files != known {
                let folder = self.root.join(&self.book.deals);
                let changed = FileError::from_kind("write", &folder, FileErrorKind::Changed);
                return Err(StoreError::from(changed).into());
            }
            self.write_all(&lock, &deals, book.as_ref(), progress)?;
        }
        Ok(book.into_iter().chain(deals).collect())
    }

    fn write_all(
        &self,
        lock: &Lock,
        deals: &[Prepared],
        book: Option<&Prepared>,
        progress: impl Fn(usize, usize) + Sync,
    ) -> Result<(), StoreError> {
        let texts: Vec<_> = deals
            .iter()
            .map(|deal| (self.root.join(&deal.shown), deal.after.as_bytes()))
            .collect();
        let staged = files::stage(lock, &texts, |done| progress(done, texts.len()))?;
        let path = self.root.join(BOOK_FILE);
        let prepared_book = book;
        let book = book.map(|book| (path.as_path(), book.before.as_str(), book.after.as_str()));
        staged.commit(lock, book)?;
        let all = prepared_book.into_iter().chain(deals);
        all.for_each(|file| self.note_written(file.written()));
        Ok(())
    }

    /// The book's file as it is now, edited; it must still mean what it meant when the command
    /// began.
    fn prepared_book(&self, batch: &Batch) -> Result<Option<Prepared>, StoreError> {
        if batch.members.is_empty() && batch.since.is_none() {
            return Ok(None);
        }
        let path = self.root.join(BOOK_FILE);
        let file: YamlFile<Config> = YamlFile::read(&path, BOOK_FILE)?;
        if understood(&file)? != self.book {
            return Err(FileError::from_kind("write", &path, FileErrorKind::Changed).into());
        }
        let mut edits = self.team_edits(&batch.members)?;
        edits.extend(batch.since.map(since_edit));
        let after = yaml::apply(&file.text, &edits, edit::key_order::<Config>)
            .map_err(|error| refused(BOOK_FILE, error.to_string()))?;
        understood(&YamlFile::from_bytes(BOOK_FILE, after.as_bytes())?)?;
        Ok(Some(Prepared {
            shown: BOOK_FILE.to_owned(),
            before: file.text,
            after,
        }))
    }

    /// The members at the end of the team, a line each.
    fn team_edits(&self, members: &[Member]) -> Result<Vec<Edit>, StoreError> {
        let entries = members.iter().map(edit::to_value);
        let first = self.book.team.len();
        (first..)
            .zip(entries)
            .map(|(index, entry)| {
                let entry = entry.map_err(|error| refused(BOOK_FILE, error.to_string()))?;
                Ok(Edit::Insert {
                    list: KeyPath::top("team"),
                    index,
                    entry: entry.without_empty(),
                    style: Style::Flow,
                })
            })
            .collect()
    }
}

fn since_edit(since: Day) -> Edit {
    Edit::Set {
        at: KeyPath::top("check").key("since"),
        value: Value::plain(since),
        style: Style::Block,
    }
}

/// The file of a new deal, proven by reading it back.
fn prepared(new: &NewDeal) -> Result<Prepared, StoreError> {
    let after = text(new)?;
    let read = parse_deal(&new.shown, after.as_bytes())
        .map_err(|problem| refused(&new.shown, problem.to_string()))?;
    if !layout::is_same(&read.deal, &new.deal) || read.remarks != Remarks::default() {
        return Err(refused(
            &new.shown,
            "the result could not be verified".to_owned(),
        ));
    }
    Ok(Prepared {
        shown: new.shown.clone(),
        before: String::new(),
        after,
    })
}

fn refused(path: &str, reason: String) -> StoreError {
    StoreError::Edit {
        path: path.to_owned(),
        reason,
    }
}

fn text(new: &NewDeal) -> Result<String, StoreError> {
    let mut parts =
        layout::paragraphs(&new.deal).map_err(|error| refused(&new.shown, error.to_string()))?;
    if !new.hints.is_empty() {
        parts.insert(parts.len().saturating_sub(1), new.hints.clone());
    }
    Ok(schema_line(&new.shown) + &parts.join("\n"))
}

/// The comment that tells an editor what may stand in a deal file at this path.
fn schema_line(shown: &str) -> String {
    format!(
        "# yaml-language-server: $schema={}.dealfile/deal.schema.json\n",
        "../".repeat(shown.matches('/').count())
    )
}
