//! What every writing command shares: its flags, the dry run, the word that it is done.

use std::io::Write;

use super::{Context, Failure, Ui, myself};
use crate::book::Book;
use crate::deal::{Day, Deal, History};
use crate::render;
use crate::store::{Changed, Mode};

/// The flags of every writing command.
#[derive(Debug, Clone, clap::Args)]
pub struct Writing {
    /// Print the changes as a unified diff without writing them
    #[arg(long)]
    pub dry_run: bool,
    /// Date it happened [default: today]: 2026-12-18, -1d, yesterday
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub on: Option<String>,
}

// Of a command that adds an entry: run twice, it adds it once.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct Again {
    /// Add it even if the same is there already
    #[arg(long)]
    pub again: bool,
}

/// What is said of an entry that is there already.
pub const ALREADY_THERE: &str = "already there (--again adds it once more)";

impl Writing {
    pub fn mode(&self) -> Mode {
        if self.dry_run {
            Mode::DryRun
        } else {
            Mode::Write
        }
    }
}

/// Changes one deal, as [`crate::store::Store::change`] does, and prints the diff of a dry run.
/// `change` gets the deal, the id that messages name it by, and the day on which it happens.
pub fn change<T>(
    context: &Context,
    ui: &mut Ui,
    name: &str,
    writing: &Writing,
    change: impl FnMut(&mut Deal, &str, Day) -> Result<T, Failure>,
) -> Result<Changed<T>, Failure> {
    let changed = quietly(context, name, writing, change)?;
    print_diff(ui, writing, &changed.diff)?;
    Ok(changed)
}

/// The same, for a command that prints the diff of a dry run in its own way.
pub fn quietly<T>(
    context: &Context,
    name: &str,
    writing: &Writing,
    mut change: impl FnMut(&mut Deal, &str, Day) -> Result<T, Failure>,
) -> Result<Changed<T>, Failure> {
    let on = context.on(writing.on.as_deref())?;
    let (store, me, via) = (context.store()?, context.me()?, myself::via()?);
    store.change(name, writing.mode(), |deal, loaded| {
        let known = deal.lengths();
        let lines = deal.history.len();
        let value = change(deal, &loaded.file.id, on)?;
        // Whoever types a move has made it, unless it says who did.
        for line in deal.history.iter_mut().skip(lines) {
            line.by = line.by.take().or_else(|| me.clone());
        }
        if let Some(via) = &via {
            deal.mark_new(known, via);
        }
        Ok(value)
    })
}

/// Prints the diff of a dry run.
pub fn print_diff(ui: &mut Ui, writing: &Writing, diff: &str) -> Result<(), Failure> {
    if writing.dry_run {
        let diff = crate::escape_controls::escape_lines(diff);
        ui.write_all(render::diff(&diff).as_bytes())?;
    }
    Ok(())
}

/// Says on stderr what was done, or with a dry run would be.
pub fn say(ui: &mut Ui, writing: &Writing, message: &str) {
    let lead = if writing.dry_run { "dry run: " } else { "" };
    ui.status(&format!("{lead}{message}"));
}

/// A stage that stood at the top only is gone once the deal is moved: it was never entered.
pub fn tell_overwritten(ui: &mut Ui, before: &Deal, book: &Book) {
    let history = History::new(before);
    let (counted, shown) = (history.latest(), before.top());
    let (counted, shown) = (book.stage_id(&counted), book.stage_id(&shown));
    if counted != shown {
        ui.status(&format!(
            "stage was edited by hand to {shown} and has no history entry; {counted} was used"
        ));
    }
}

/// Reports go by history; a field that was changed at the top only is not seen there yet.
pub fn tell_mismatch(ui: &mut Ui, deal: &Deal, book: &Book) {
    let fields = book.mismatch(deal, &History::new(deal));
    if !fields.is_empty() {
        ui.status(&format!(
            "{}: edited by hand, no history entry; run `deal check --fix` to add one",
            fields.join(", ")
        ));
    }
}
