//! `deal meeting held --date`: a meeting that nobody booked.

use std::io::Write;

use crate::deal::day::Day;
use crate::deal::keywords::MeetingStatus;
use crate::deal::work::Meeting;
use crate::store::Loaded;

use super::{book, held};
use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::people;
use crate::console::saving;
use crate::console::text::text;
use crate::console::ui::Ui;

/// What is said of a meeting that is not in the file yet.
#[derive(Debug, clap::Args)]
pub struct Unbooked {
    /// One that nobody booked: the day on which it was. Prints its id
    #[arg(
        long,
        value_name = "DATE",
        allow_hyphen_values = true,
        conflicts_with = "id"
    )]
    pub date: Option<String>,
    /// With --date: the contacts who came, parted by commas
    #[arg(
        long,
        value_name = "CONTACT",
        value_delimiter = ',',
        requires = "date",
        conflicts_with = "id"
    )]
    with: Vec<String>,
    /// With --date: the team's own word, such as discovery or demo
    #[arg(long, value_parser = text, requires = "date", conflicts_with = "id")]
    kind: Option<String>,
    /// With --date: the team member who held it, if not the deal's owner
    #[arg(long, value_name = "MEMBER", requires = "date", conflicts_with = "id")]
    by: Option<String>,
}

/// `phrase` is the day on which it was.
pub fn run(
    args: &held::Args,
    phrase: &str,
    context: &Context,
    ui: &mut Ui,
) -> Result<Exit, Failure> {
    let own = &args.unbooked;
    let date = context.day(phrase)?;
    let by = own
        .by
        .as_deref()
        .map(|id| people::member(context, id))
        .transpose()?;
    let mut new: Option<Meeting> = None;
    let edited = saving::change_by_hand(context, ui, &args.deal, &args.writing, |loaded, on| {
        may_be_new(loaded, date, on)?;
        let with = people::contacts(&loaded.deal, &loaded.file.id, &own.with)?;
        let meeting = Meeting {
            by: by.clone().or_else(|| loaded.deal.owner.clone()),
            status: Some(MeetingStatus::Held),
            next_step: args.next_step.then_some(true),
            ..book::minted(loaded, Some(date), date, own.kind.clone(), with)
        };
        Ok(vec![book::insert(loaded, new.insert(meeting))])
    })?;
    let Some(meeting) = new else {
        return Ok(Exit::Done);
    };
    if !args.writing.dry_run {
        writeln!(ui, "{}", meeting.id)?;
    }
    held::tell(ui, args, &edited, &meeting);
    Ok(Exit::Done)
}

/// Its day has come, and it is not one of those that are booked.
fn may_be_new(loaded: &Loaded, date: Day, on: Day) -> Result<(), Failure> {
    let deal = &loaded.file.id;
    if date > on {
        let failure = Failure::usage(format_args!(
            "the meeting is on {date}, which has not come by {on}"
        ));
        return Err(failure.help(format_args!("deal meeting book {deal} {date}")));
    }
    match loaded
        .deal
        .meetings
        .iter()
        .find(|meeting| meeting.is_scheduled() && meeting.date == date)
    {
        Some(booked) => {
            let failure = Failure::usage(format_args!(
                "the meeting {} is booked for {date}",
                booked.id
            ));
            Err(failure.help(format_args!("deal meeting held {deal} {}", booked.id)))
        }
        None => Ok(()),
    }
}
