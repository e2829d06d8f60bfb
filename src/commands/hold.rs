//! `deal hold`: pauses a deal until a date, for a reason.

use crate::console::{Context, Exit, Failure, Ui, Writing, people, saving, text::text};
use crate::deal::{HistoryEntry, hold::HoldError};

/// Put a deal on hold until a date
///
/// Requires a date and a reason, so that deals are not parked unseen.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: deal hold acme --until 2027-01-15 --why \"Freeze until the new CFO starts\""
)]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// Last date of the hold
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    until: String,
    /// Reason for the hold
    #[arg(long, value_name = "TEXT", value_parser = text)]
    why: String,
    /// Team member who made the change
    #[arg(long, value_name = "MEMBER")]
    by: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let until = context.day(&args.until)?;
    let by = people::optional_member(context, args.by.as_deref())?;
    let changed = saving::change(context, ui, &args.deal, &args.writing, |deal, id, on| {
        deal.may_hold(on, until)
            .map_err(|error| refused(&error, id))?;
        deal.record(HistoryEntry {
            date: Some(on),
            hold: Some(Some(until)),
            why: Some(args.why.clone()),
            by: by.clone(),
            ..HistoryEntry::default()
        })?;
        Ok(on)
    })?;
    let (id, on) = (&changed.before.file.id, changed.value);
    let done = if changed.after.hold == Some(until) {
        format!("{id}: on hold until {until}")
    } else {
        format!("{id}: hold recorded on {on}; later history entries still apply")
    };
    saving::say(ui, &args.writing, &done);
    Ok(Exit::Done)
}

fn refused(error: &HoldError, id: &str) -> Failure {
    let failure = Failure::usage(error);
    match error {
        HoldError::Closed(_) => {
            failure.help(format_args!("to reopen it, run `deal reopen {id} --why …`"))
        }
        HoldError::EndsBeforeStart { .. } => failure.help("use a later date with --until"),
        _ => failure,
    }
}
