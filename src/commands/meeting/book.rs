//! `deal meeting book`.

use std::io::Write;

use crate::console::{
    Context, Exit, Failure, Ui, Writing, people,
    saving::{self, ALREADY_THERE, Again},
    text::text,
    wording::joined,
};
use crate::deal::{
    Day, Meeting,
    meeting::{NewMeeting, NewMeetingError},
};

/// Schedule a meeting and print its id
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal meeting book acme +1w --with jane,raj --kind demo")]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// Date of the meeting: 2026-12-18, +3d, +2w, fri
    #[arg(allow_hyphen_values = true)]
    date: String,
    /// Attending contacts, comma-separated
    #[arg(long, value_name = "CONTACT", value_delimiter = ',')]
    with: Vec<String>,
    /// Any word your team uses, such as discovery or demo
    #[arg(long, value_parser = text)]
    kind: Option<String>,
    /// Team member who leads it [default: the deal's owner]
    #[arg(long, value_name = "MEMBER")]
    by: Option<String>,
    #[command(flatten)]
    again: Again,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let date = context.day(&args.date)?;
    let by = people::optional_member(context, args.by.as_deref())?;
    let team = people::Present::new(context)?;
    let changed = saving::change(context, ui, &args.deal, &args.writing, |deal, id, on| {
        let mut new = NewMeeting {
            date,
            kind: args.kind.clone(),
            with: people::contacts(deal, id, &args.with)?,
            by: None,
        };
        let bookable = new.may_be_booked(on);
        bookable.map_err(|error| refused(&error, id, date))?;
        let same = deal.same_meeting(&new);
        if let Some(same) = same.filter(|_| !args.again.again) {
            return Ok((same.clone(), true));
        }
        new.by = team.or_owner(by.as_ref(), deal, "--by")?;
        let booked = deal.book_meeting(new, on);
        Ok((booked.map_err(|error| refused(&error, id, date))?, false))
    })?;
    let (meeting, is_there) = &changed.value;
    if !args.writing.dry_run {
        writeln!(ui, "{}", meeting.id)?;
    }
    let message = match is_there {
        true => format!("{}: {} {ALREADY_THERE}", changed.id(), meeting.id),
        false => format!("{}: {}", changed.id(), summary(meeting)),
    };
    saving::say(ui, &args.writing, &message);
    Ok(Exit::Done)
}

fn refused(error: &NewMeetingError, id: &str, date: Day) -> Failure {
    Failure::usage(error).help(format_args!(
        "to record a past meeting: deal meeting held {id} --date {date} --with CONTACT"
    ))
}

fn summary(meeting: &Meeting) -> String {
    let kind = meeting.kind.as_deref().unwrap_or("meeting");
    let with = (!meeting.with.is_empty()).then(|| format!("with {}", meeting.with.join(", ")));
    let by = meeting.by.as_ref().map(|by| format!("by {by}"));
    let what = format!("{kind} {} on {}", meeting.id, meeting.date);
    joined([Some(what), with, by])
}
