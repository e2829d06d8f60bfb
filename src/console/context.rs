//! What a command works with: the book and the day.

use std::{
    borrow::Cow,
    cell::{OnceCell, RefCell},
    path::Path,
    time::Duration,
};

use chrono::{DateTime, Local, Utc};

use super::{Failure, global::Global, shell::quoted, terminal};
use crate::book::{Book, filter::Filter};
use crate::deal::{
    Day,
    calendar::Calendar,
    day::{DayError, Sense},
};
use crate::finding::Finding;
use crate::select::Selection;
use crate::store::{Revision, Source, Store, StoreError, Written, files::Patience};

/// The day of the last commit, so that a run in CI says the same whenever it runs.
const HEAD: &str = "head";
/// The variable with the day that counts as today.
const AS_OF: &str = "DEAL_AS_OF";
/// The variable with the seconds to wait for another writer.
const LOCK_TIMEOUT: &str = "DEAL_LOCK_TIMEOUT";

pub struct Context {
    global: Global,
    store: OnceCell<Store>,
    undone: RefCell<Option<String>>,
}

impl Context {
    /// Goes to the folder of `-C`, so that every path on the command line is meant from there.
    pub fn new(global: Global) -> Result<Self, Failure> {
        if let Some(dir) = &global.dir {
            let failed = |error| {
                Failure::usage(format_args!("-C {}: {error}", dir.display()))
                    .help("use an existing folder")
            };
            std::env::set_current_dir(dir).map_err(failed)?;
        }
        let store = OnceCell::new();
        Ok(Self {
            global,
            store,
            undone: RefCell::default(),
        })
    }

    /// The book around the folder, read once.
    pub fn store(&self) -> Result<&Store, Failure> {
        if let Some(store) = self.store.get() {
            return Ok(store);
        }
        if let Some(revision) = &self.global.at {
            let store = Store::open_at(Path::new("."), revision)?;
            return Ok(self.store.get_or_init(|| store));
        }
        let mut store = Store::open(Path::new("."))?;
        store.patience = Patience {
            timeout: lock_timeout()?.unwrap_or(store.patience.timeout),
            waiting: |who| {
                terminal::note(&format!("waiting for {who}, which is writing in this book"));
            },
        };
        match store.finish_interrupted() {
            Ok(false) => {}
            Ok(true) => {
                terminal::note("finished an import that was interrupted");
                let patience = store.patience;
                store = Store::open(&store.root)?;
                store.patience = patience;
            }
            Err(error) => {
                terminal::note(&format!(
                    "an import was interrupted, and its rest is missing: {error}"
                ));
            }
        }
        Ok(self.store.get_or_init(|| store))
    }

    /// The paths that could not be taken when a deal was found by its name.
    pub fn overlooked(&self) -> Option<&[Finding]> {
        let overlooked = self.store.get()?.overlooked.get()?;
        Some(overlooked)
    }

    /// The folder of `-C`, as it is typed in a shell.
    pub fn folder(&self) -> Option<String> {
        self.global.folder()
    }

    /// The folder of `-C`.
    pub fn dir(&self) -> Option<&Path> {
        self.global.dir.as_deref()
    }

    /// The deal that the command is about, as far as one was found.
    pub fn deal(&self) -> Option<&str> {
        self.store.get()?.found.get().map(String::as_str)
    }

    /// The book and what the command wrote in it, if it wrote anything.
    pub fn written(&self) -> Option<(&Store, Vec<Written>)> {
        let store = self.store.get()?;
        let written = store.written();
        (!written.is_empty()).then_some((store, written))
    }

    /// Says that the command takes back another one, as that was typed.
    pub fn takes_back(&self, command: &str) {
        self.undone.replace(Some(command.to_owned()));
    }

    /// The command that this one takes back.
    pub fn undone(&self) -> Option<String> {
        self.undone.borrow().clone()
    }

    /// The command as it was typed.
    pub fn command_line(&self) -> String {
        let words = std::env::args().skip(1);
        let words: Vec<String> = words.map(|word| quoted(&word)).collect();
        format!("deal {}", words.join(" "))
    }

    /// Whether the command changed a file of the book.
    pub fn has_written(&self) -> bool {
        let store = self.store.get();
        store.is_some_and(|store| !store.written().is_empty())
    }

    /// Where deals are read from.
    pub fn source(&self) -> Result<Source<'_>, Failure> {
        Ok(self.store()?.source())
    }

    pub fn book(&self) -> Result<&Book, Failure> {
        Ok(&self.store()?.book)
    }

    /// The day that counts as today: `--as-of`, then `DEAL_AS_OF`, then the date in the book's time
    /// zone.
    pub fn as_of(&self) -> Result<Day, Failure> {
        let book = self.store().ok().map(|store| &store.book);
        let today = today(book.and_then(|book| book.timezone));
        let past = self.day_of_revision()?;
        let Some((name, phrase)) = self.said_today().filter(|_| past.is_none()) else {
            return Ok(past.unwrap_or(today));
        };
        if phrase == HEAD {
            let store = self.store()?;
            let time = store.revision("HEAD")?.time().map_err(StoreError::from)?;
            return Ok(day_at(time, store.book.timezone));
        }
        self.counted(&phrase, today, Sense::Over)
            .map_err(|error| Failure::usage(format_args!("{name}: {error}")))
    }

    /// The day of `--at`, unless `--as-of` names another.
    fn day_of_revision(&self) -> Result<Option<Day>, Failure> {
        let (Some(name), None) = (&self.global.at, &self.global.as_of) else {
            return Ok(None);
        };
        if let Ok(day) = name.parse() {
            return Ok(Some(day));
        }
        let store = self.store()?;
        let time = store.revision.as_ref().map(Revision::time).transpose();
        let time = time.map_err(StoreError::from)?.unwrap_or_default();
        Ok(Some(day_at(time, store.book.timezone)))
    }

    /// The day that was said, and where. An empty variable is one that is not set.
    fn said_today(&self) -> Option<(&'static str, Cow<'_, str>)> {
        if let Some(phrase) = &self.global.as_of {
            return Some(("--as-of", Cow::Borrowed(phrase)));
        }
        let said = std::env::var_os(AS_OF).filter(|said| !said.is_empty())?;
        Some((AS_OF, Cow::Owned(said.to_string_lossy().into_owned())))
    }

    /// The day of `--on`, which cannot lie after the as-of day; the as-of day where it is not
    /// given.
    pub fn on(&self, phrase: Option<&str>) -> Result<Day, Failure> {
        let as_of = self.as_of()?;
        let Some(phrase) = phrase else {
            return Ok(as_of);
        };
        let on = self.counted(phrase, as_of, Sense::Over)?;
        if on > as_of {
            let failure = Failure::usage(format_args!("--on {on} is after the as-of date {as_of}"));
            return Err(failure.help(
                "use that date or an earlier one; to plan ahead, use follow-ups, meetings and close dates",
            ));
        }
        Ok(on)
    }

    /// ` on 2026-12-18` where that is not the as-of date, for a sentence.
    pub fn unless_today(&self, on: Day) -> Result<String, Failure> {
        let is_today = on == self.as_of()?;
        Ok(if is_today {
            String::new()
        } else {
            format!(" on {on}")
        })
    }

    /// A day that somebody typed, counted from the as-of day.
    pub fn day(&self, phrase: &str) -> Result<Day, Failure> {
        Ok(self.counted(phrase, self.as_of()?, Sense::ToCome)?)
    }

    /// The same, where a flag may be absent.
    pub fn optional_day(&self, phrase: Option<&str>) -> Result<Option<Day>, Failure> {
        phrase.map(|phrase| self.day(phrase)).transpose()
    }

    /// A phrase, counted from a day with the holidays of the book; without a book only weekends are
    /// off.
    fn counted(&self, phrase: &str, from: Day, sense: Sense) -> Result<Day, DayError> {
        match self.store() {
            Ok(store) => Day::from_phrase(phrase, from, &store.book.calendar, sense),
            Err(_) => Day::from_phrase(phrase, from, &Calendar::default(), sense),
        }
    }

    pub fn filter(&self, terms: &[String]) -> Result<Filter, Failure> {
        self.filter_in(self.store()?, terms)
    }

    /// The same in another book.
    pub fn filter_in(&self, store: &Store, terms: &[String]) -> Result<Filter, Failure> {
        let terms = terms.iter().map(|term| self.meant(term, &store.book));
        let terms: Vec<String> = terms.collect::<Result<_, _>>()?;
        Ok(Filter::parse(&terms, &store.book, self.as_of()?)?)
    }

    /// The deals that the terms match, each as it stood on the as-of date.
    pub fn selection(&self, terms: &[String]) -> Result<Selection<'_>, Failure> {
        self.selection_in(self.source()?, terms)
    }

    /// The same, read from another source.
    pub fn selection_in<'a>(
        &'a self,
        source: Source<'a>,
        terms: &[String],
    ) -> Result<Selection<'a>, Failure> {
        let filter = self.filter(terms)?;
        Ok(Selection::new(source, self.book()?, filter, self.as_of()?))
    }
}

/// How long to wait for another writer, where that is said.
fn lock_timeout() -> Result<Option<Duration>, Failure> {
    let Some(said) = std::env::var_os(LOCK_TIMEOUT).filter(|said| !said.is_empty()) else {
        return Ok(None);
    };
    let seconds = said.to_str().and_then(|said| said.parse().ok());
    let seconds = seconds.ok_or_else(|| {
        let said = said.to_string_lossy();
        Failure::usage(format_args!(
            "{LOCK_TIMEOUT}: `{said}` is not a number of seconds"
        ))
        .help("use a whole number, such as 60")
    })?;
    Ok(Some(Duration::from_secs(seconds)))
}

/// The day that it was at a time, in seconds since 1970.
fn day_at(time: i64, timezone: Option<chrono_tz::Tz>) -> Day {
    let time = DateTime::from_timestamp(time, 0).unwrap_or_default();
    match timezone {
        Some(timezone) => time.with_timezone(&timezone).date_naive().into(),
        None => time.with_timezone(&Local).date_naive().into(),
    }
}

/// The clock is read here and nowhere else.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place that asks what day it is"
)]
fn today(timezone: Option<chrono_tz::Tz>) -> Day {
    match timezone {
        Some(timezone) => Utc::now().with_timezone(&timezone).date_naive().into(),
        None => Local::now().date_naive().into(),
    }
}
