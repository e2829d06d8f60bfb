//! Which meeting of a deal is meant, and the edits that say what became of it.

use crate::deal::day::Day;
use crate::deal::meeting::{Step, StepError, Unnamed, only_due};
use crate::deal::work::Meeting;
use crate::edit::{Edit, Style, Value};
use crate::key_path::KeyPath;
use crate::store::Loaded;

use crate::console::entry::{self, Noun};
use crate::console::failure::Failure;

/// The meeting of that id with its position; where none is named, the only scheduled one whose day
/// has come.
pub fn find<'a>(
    loaded: &'a Loaded,
    id: Option<&str>,
    on: Day,
) -> Result<(usize, &'a Meeting), Failure> {
    let (list, deal) = (&loaded.deal.meetings, &loaded.file.id);
    let index = match id {
        Some(id) => entry::find(
            Noun::Meeting,
            id,
            list.iter().map(|meeting| meeting.id.as_str()),
            deal,
        )?,
        None => only_due(list, on).map_err(|error| unnamed(&error, loaded))?,
    };
    let meeting = list
        .get(index)
        .ok_or_else(|| Failure::usage(format_args!("{deal} has no such meeting")))?;
    Ok((index, meeting))
}

/// Whether the step may be taken, with the command that sets things right where it may not.
pub fn allow(meeting: &Meeting, step: Step, on: Day, deal: &str) -> Result<(), Failure> {
    meeting
        .may(step, on)
        .map_err(|error| refused(&error, meeting, step, deal))
}

/// The edit that gives a key of a meeting a value.
pub fn set(index: usize, key: &str, value: Value) -> Edit {
    Edit::Set {
        at: KeyPath::top("meetings").index(index).key(key),
        value,
        style: Style::Flow,
    }
}

/// `discovery w8d1 of 2026-12-01`.
pub fn name(meeting: &Meeting) -> String {
    format!(
        "{} {} of {}",
        meeting.kind.as_deref().unwrap_or("meeting"),
        meeting.id,
        meeting.date
    )
}

fn refused(error: &StepError, meeting: &Meeting, step: Step, deal: &str) -> Failure {
    let (failure, id) = (Failure::usage(error), &meeting.id);
    match (error, step) {
        (StepError::Ahead { on, .. }, _) => failure.help(format_args!(
            "if it was on another day: deal meeting reschedule {deal} {id} {on}"
        )),
        (StepError::Settled { .. }, Step::Move(to)) => {
            failure.help(format_args!("a new one: deal meeting book {deal} {to}"))
        }
        (StepError::Settled { .. }, _) => {
            failure.help(format_args!("`deal edit {deal}` corrects what is written"))
        }
        (StepError::BeforeBooked { .. }, _) => failure.help(format_args!(
            "`deal edit {deal}` corrects the day of the booking"
        )),
    }
}

fn unnamed(error: &Unnamed, loaded: &Loaded) -> Failure {
    let (failure, deal) = (
        Failure::usage(format_args!("{}: {error}", loaded.file.id)),
        &loaded.file.id,
    );
    match error {
        Unnamed::Several { ids, .. } => {
            failure.help(format_args!("name the one: {}", ids.join(", ")))
        }
        Unnamed::Nothing { .. } => failure.help(format_args!(
            "one that nobody booked: deal meeting held {deal} --date DATE --with CONTACT"
        )),
    }
}
