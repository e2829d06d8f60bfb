//! `deal meeting reschedule`.

use super::which;
use crate::console::{
    Context, Exit, Failure, Ui, Writing,
    entry::{self, id_and_date},
    saving,
};
use crate::deal::meeting::Step;

/// Move a meeting to another date
///
/// Keeps its id and booking date.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal meeting reschedule acme w8d1 +1w")]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// Meeting id, if several are scheduled; new date: 2026-12-18, +3d, +2w, fri
    #[arg(value_name = "[ID] DATE", required = true)]
    words: Vec<String>,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let (meeting, date) = id_and_date(&args.words, context);
    let Some(date) = context.optional_day(date.as_deref())? else {
        return Err(entry::no_date());
    };
    let changed = saving::change(context, ui, &args.deal, &args.writing, |deal, id, on| {
        which::take(deal, id, meeting, Step::Move(date), on)
    })?;
    let done = if changed.diff.is_empty() {
        "already on that date".to_owned()
    } else {
        format!("moved to {date}")
    };
    let message = format!("{}: {}: {done}", changed.id(), which::name(&changed.value));
    saving::say(ui, &args.writing, &message);
    Ok(Exit::Done)
}
