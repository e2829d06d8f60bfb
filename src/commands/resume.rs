//! `deal resume`: ends a hold.

use crate::console::{Context, Exit, Failure, Ui, Writing, people, saving, text::text};
use crate::deal::{HistoryEntry, hold::HoldError};

/// Resume a deal that is on hold
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// Reason for resuming
    #[arg(long, value_name = "TEXT", value_parser = text)]
    why: Option<String>,
    /// Team member who made the change
    #[arg(long, value_name = "MEMBER")]
    by: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let by = people::optional_member(context, args.by.as_deref())?;
    let changed = saving::change(context, ui, &args.deal, &args.writing, |deal, id, on| {
        deal.may_resume(on).map_err(|error| refused(&error, id))?;
        deal.record(HistoryEntry {
            date: Some(on),
            hold: Some(None),
            why: args.why.clone(),
            by: by.clone(),
            ..HistoryEntry::default()
        })?;
        Ok(on)
    })?;
    let (id, on) = (&changed.before.file.id, changed.value);
    let done = match changed.after.hold {
        None => format!("{id}: resumed"),
        Some(until) => format!(
            "{id}: resumed on {on}, but a later history entry puts it on hold until {until}"
        ),
    };
    saving::say(ui, &args.writing, &done);
    Ok(Exit::Done)
}

fn refused(error: &HoldError, id: &str) -> Failure {
    let failure = Failure::usage(error);
    match error {
        HoldError::EndedByClosing(_) => {
            failure.help(format_args!("to reopen it, run `deal reopen {id} --why …`"))
        }
        HoldError::NotOnHoldOn(_) => failure.help("use --on with a date during the hold"),
        _ => failure,
    }
}
