//! `deal meeting held --date`: a meeting that was never booked.

use std::io::Write;

use super::held;
use crate::console::{Context, Exit, Failure, Ui, people, saving};
use crate::deal::meeting::{NewMeeting, NewMeetingError};

/// `phrase` is the date on which it was held.
pub fn run(
    args: &held::Args,
    phrase: &str,
    context: &Context,
    ui: &mut Ui,
) -> Result<Exit, Failure> {
    let own = &args.unbooked;
    let date = context.day(phrase)?;
    let by = people::optional_member(context, own.by.as_deref())?;
    let changed = saving::change(context, ui, &args.deal, &args.writing, |deal, id, on| {
        let new = NewMeeting {
            date,
            kind: own.kind.clone(),
            with: people::contacts(deal, id, &own.with)?,
            by: by.clone().or_else(|| deal.owner.clone()),
        };
        let added = deal.add_held_meeting(new, args.next_step, on);
        added.map_err(|error| refused(&error, id))
    })?;
    if !args.writing.dry_run {
        writeln!(ui, "{}", changed.value.id)?;
    }
    held::say(ui, args, &changed);
    Ok(Exit::Done)
}

fn refused(error: &NewMeetingError, deal: &str) -> Failure {
    let failure = Failure::usage(error);
    match error {
        NewMeetingError::Booked { id, .. } => {
            failure.help(format_args!("deal meeting held {deal} {id}"))
        }
        NewMeetingError::Ahead { date, .. } | NewMeetingError::BeforeBooked { date, .. } => {
            failure.help(format_args!("deal meeting book {deal} {date}"))
        }
    }
}
