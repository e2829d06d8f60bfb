//! What every writing command shares: its flags, the dry run, the word that it is done.

use std::io::Write;

use crate::book::Book;
use crate::deal::Deal;
use crate::deal::change;
use crate::deal::day::Day;
use crate::deal::history::{History, HistoryEntry};
use crate::edit::{Edit, Value};
use crate::store::{Edited, Loaded, Mode};

use super::context::Context;
use super::failure::Failure;
use super::terminal;

/// The flags of every writing command.
#[derive(Debug, Clone, clap::Args)]
pub struct Writing {
    /// Print what would change as a unified diff, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// When it happened, if not today: 2026-12-18, -1d, yesterday
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub on: Option<String>,
}

impl Writing {
    pub fn mode(&self) -> Mode {
        if self.dry_run {
            Mode::DryRun
        } else {
            Mode::Write
        }
    }
}

/// Edits one deal; a dry run prints the diff. `decide` gets the deal and the day on which it
/// happens.
pub fn change(
    context: &mut Context,
    name: &str,
    writing: &Writing,
    decide: impl FnOnce(&Loaded, Day) -> Result<Vec<Edit>, Failure>,
) -> Result<Edited, Failure> {
    let edited = quietly(context, name, writing, decide)?;
    if writing.dry_run {
        context
            .out
            .write_all(crate::escape_controls::escape_lines(&edited.diff).as_bytes())?;
    }
    Ok(edited)
}

/// The same, for a command that prints the diff of a dry run in its own way.
pub fn quietly(
    context: &Context,
    name: &str,
    writing: &Writing,
    decide: impl FnOnce(&Loaded, Day) -> Result<Vec<Edit>, Failure>,
) -> Result<Edited, Failure> {
    let on = context.on(writing.on.as_deref())?;
    context
        .store()?
        .change(name, writing.mode(), |loaded| decide(loaded, on))
}

/// Says on stderr what was done; a dry run says it as a plan.
pub fn say(writing: &Writing, message: &str) {
    let lead = if writing.dry_run { "would write: " } else { "" };
    terminal::note(&format!("{lead}{message}"));
}

/// The edits for one history line, after checking that the day is not before the deal's first.
pub fn record(loaded: &Loaded, line: HistoryEntry) -> Result<Vec<Edit>, Failure> {
    not_before_creation(&loaded.deal, line.date)?;
    Ok(change::record(&loaded.deal, line).0)
}

fn not_before_creation(deal: &Deal, date: Option<Day>) -> Result<(), Failure> {
    let created = History::of(deal).created();
    match (date, created) {
        (Some(date), Some(created)) if date < created => {
            let failure = Failure::usage(format_args!(
                "{date} is before the deal was created on {created}"
            ));
            Err(failure.help("name a later day with --on, or correct the first line of its history with `deal edit`"))
        }
        _ => Ok(()),
    }
}

/// A list of texts as a value; none where there is nothing in it.
pub fn listed(texts: &[String]) -> Option<Value> {
    (!texts.is_empty()).then(|| Value::List(texts.iter().map(Value::text).collect()))
}

/// A stage that stood at the top only is gone once the deal is moved: it was never entered.
pub fn tell_overwritten(before: &Deal, book: &Book) {
    let history = History::of(before);
    let (counted, shown) = (history.latest(), before.top());
    let (counted, shown) = (book.stage_id(&counted), book.stage_id(&shown));
    if counted != shown {
        terminal::note(&format!(
            "its stage was changed by hand to {shown}, and no history line said so: {counted} counted"
        ));
    }
}

/// Reports go by history; a field that was changed at the top only is not seen there yet.
pub fn tell_mismatch(deal: &Deal, book: &Book) {
    let fields = book.mismatch(deal, &History::of(deal));
    if !fields.is_empty() {
        terminal::note(&format!(
            "no history line says so of {}: `deal check --fix` appends it",
            fields.join(", ")
        ));
    }
}
