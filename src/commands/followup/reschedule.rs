//! `deal followup reschedule`.

use crate::console::{
    Context, Exit, Failure, Ui, Writing, entry, entry::id_and_date, people, saving, wording::joined,
};
use crate::deal::{Day, FollowUp, follow_up::Settled};

/// Change a follow-up's due date or owner
///
/// It keeps its id.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal followup reschedule acme k2m9 +3d --owner jun")]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// Follow-up id, if there are several open ones; new due date: 2026-12-18, +3d, +2w, fri
    #[arg(value_name = "[ID] DATE")]
    #[arg(required_unless_present = "owner")]
    words: Vec<String>,
    /// New owner
    #[arg(long, value_name = "MEMBER")]
    owner: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let (follow_up, date) = id_and_date(&args.words, context);
    let due = context.optional_day(date.as_deref())?;
    if due.is_none() && args.owner.is_none() {
        return Err(entry::no_date());
    }
    let owner = args.owner.as_deref();
    let owner = owner.map(|id| people::present_member(context, id, "--owner"));
    let owner = owner.transpose()?;
    let changed = saving::change(context, ui, &args.deal, &args.writing, |deal, id, _| {
        let follow_up = entry::find_or_only(&mut deal.followups, follow_up, id)?;
        let rescheduled = follow_up.reschedule(due, owner.clone());
        rescheduled.map_err(|settled| refused(&settled, id, due))?;
        Ok(follow_up.clone())
    })?;
    let unchanged = if changed.diff.is_empty() {
        " (unchanged)"
    } else {
        ""
    };
    let (id, follow_up) = (changed.id(), &changed.value);
    let message = format!("{id}: {}: {}{unchanged}", follow_up.what, state(follow_up));
    saving::say(ui, &args.writing, &message);
    Ok(Exit::Done)
}

fn refused(settled: &Settled, id: &str, due: Option<Day>) -> Failure {
    let due = due.map_or_else(|| "DATE".to_owned(), |due| due.to_string());
    let add = format!("to add a new one: deal followup add {id} \"…\" --due {due}");
    Failure::usage(settled).help(add)
}

fn state(follow_up: &FollowUp) -> String {
    let due = follow_up.due.map(|due| format!("due {due}"));
    let owner = follow_up
        .owner
        .as_ref()
        .map(|owner| format!("owner {owner}"));
    joined([due.or_else(|| Some("no due date".to_owned())), owner])
}
