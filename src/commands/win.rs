//! `deal win`: closes a deal as won and plans what comes after the sale.

use crate::book::{advance, after_win};
use crate::console::{
    Context, Exit, Failure, Ui, Writing, open_items, people, saving, text::text, wording::count,
};
use crate::deal::{History, HistoryEntry, history::WON};

/// Close a deal as won
///
/// Requires an amount. Adds the pipeline's post-sale follow-ups, such as a thank-you note.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal win acme --why \"Signed by the CFO\" --on -1d")]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// Why we won, recorded in the history
    #[arg(long, value_name = "TEXT", value_parser = text)]
    why: Option<String>,
    /// Team member who closed it
    #[arg(long, value_name = "MEMBER")]
    by: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let book = context.book()?;
    let by = people::optional_member(context, args.by.as_deref())?;
    let changed = saving::change(context, ui, &args.deal, &args.writing, |deal, id, on| {
        if !advance::win(&History::new(deal).on_or_top(on, deal))?.met {
            return Err(without_amount(id));
        }
        deal.record(HistoryEntry {
            date: Some(on),
            stage: Some(WON.to_owned()),
            hold: deal.ended_hold(on),
            why: args.why.clone(),
            by: by.clone(),
            ..HistoryEntry::default()
        })?;
        Ok(after_win::plan(book, deal, on))
    })?;
    let id = &changed.before.file.id;
    let on = context.on(args.writing.on.as_deref())?;
    let added = count(changed.value, "follow-up");
    let day = context.unless_today(on)?;
    saving::say(ui, &args.writing, &format!("{id}: won{day}, {added} added"));
    open_items::tally(ui, &changed.before.deal, id, on);
    Ok(Exit::Done)
}

fn without_amount(id: &str) -> Failure {
    Failure::refused("cannot win a deal without an amount")
        .help(format_args!("set it first: deal set {id} amount=120000"))
}
