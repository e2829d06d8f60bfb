//! Which meeting of a deal is meant, and what helps where a step cannot be taken.

use crate::console::{Context, Exit, Failure, Ui, Writing, entry, saving};
use crate::deal::{
    Day, Deal, Meeting,
    meeting::{Step, StepError, Unnamed, only_due},
};

#[derive(Debug, clap::Args)]
pub struct Which {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// Meeting id, or unique prefix of it [default: the only one]
    id: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

/// Takes a step that needs nothing but the meeting's id; `done` says it.
pub fn settle(
    which: &Which,
    context: &Context,
    ui: &mut Ui,
    step: Step,
    done: &str,
) -> Result<Exit, Failure> {
    let changed = saving::change(context, ui, &which.deal, &which.writing, |deal, id, on| {
        take(deal, id, which.id.as_deref(), step, on)
    })?;
    let message = format!("{}: {}: {done}", changed.id(), name(&changed.value));
    saving::say(ui, &which.writing, &message);
    Ok(Exit::Done)
}

/// Takes a step with the meeting of that id; where none is named, with the only one that is due, or
/// the only scheduled one if the step is about one ahead. Answers with the meeting as it was.
pub fn take(
    deal: &mut Deal,
    deal_id: &str,
    id: Option<&str>,
    step: Step,
    on: Day,
) -> Result<Meeting, Failure> {
    let id = match id {
        Some(id) => id.to_owned(),
        None if matches!(step, Step::Cancel | Step::Move(_)) => {
            let only = entry::find_or_only(&mut deal.meetings, None, deal_id)?;
            only.id.clone()
        }
        None => only_due(&deal.meetings, on)
            .map(|meeting| meeting.id.clone())
            .map_err(|error| unnamed(&error, deal_id))?,
    };
    let meeting = entry::find(&mut deal.meetings, &id, deal_id)?;
    let before = meeting.clone();
    let taken = meeting.take(step, on);
    taken.map_err(|error| refused(&error, &before, step, deal_id))?;
    Ok(before)
}

/// `discovery w8d1 on 2026-12-01`.
pub fn name(meeting: &Meeting) -> String {
    let kind = meeting.kind.as_deref().unwrap_or("meeting");
    format!("{kind} {} on {}", meeting.id, meeting.date)
}

fn refused(error: &StepError, meeting: &Meeting, step: Step, deal: &str) -> Failure {
    let id = &meeting.id;
    let help = match (error, step) {
        (StepError::Ahead { on, .. }, _) => {
            format!("if it took place on another date: deal meeting reschedule {deal} {id} {on}")
        }
        (StepError::Settled { .. }, Step::Move(to)) => {
            format!("to book a new one: deal meeting book {deal} {to}")
        }
        (StepError::Settled { .. }, _) => format!("to correct it, run `deal edit {deal}`"),
        (StepError::BeforeBooked { .. }, _) => {
            format!("to correct the booking date, run `deal edit {deal}`")
        }
    };
    Failure::usage(error).help(help)
}

fn unnamed(error: &Unnamed, deal: &str) -> Failure {
    let failure = Failure::usage(format_args!("{deal}: {error}"));
    match error {
        Unnamed::Several { ids, .. } => failure.help(format_args!("give its id: {}", ids.join(", "))),
        Unnamed::Nothing { .. } => failure.help(format_args!(
            "to record one that was never booked: deal meeting held {deal} --date DATE --with CONTACT"
        )),
    }
}
