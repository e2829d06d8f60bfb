//! `deal meeting book`.

use std::io::Write;

use crate::deal::by_hand::present;
use crate::deal::day::Day;
use crate::deal::entry_id;
use crate::deal::keywords::MeetingStatus;
use crate::deal::work::Meeting;
use crate::edit::{Edit, Style, Value};
use crate::key_path::KeyPath;
use crate::store::Loaded;

use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::people;
use crate::console::saving::{self, Writing};
use crate::console::text::text;
use crate::console::ui::Ui;
use crate::console::wording::joined;

/// Schedule a meeting and print its id
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal meeting book acme +1w --with jane,raj --kind demo")]
pub struct Args {
    /// The deal: its id, a unique prefix of it, or its path
    deal: String,
    /// The day of the meeting: 2026-12-18, +3d, +2w, fri
    #[arg(allow_hyphen_values = true)]
    date: String,
    /// The contacts who come, parted by commas
    #[arg(long, value_name = "CONTACT", value_delimiter = ',')]
    with: Vec<String>,
    /// The team's own word, such as discovery or demo
    #[arg(long, value_parser = text)]
    kind: Option<String>,
    /// The team member who holds it, if not the deal's owner
    #[arg(long, value_name = "MEMBER")]
    by: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let date = context.day(&args.date)?;
    let by = args
        .by
        .as_deref()
        .map(|id| people::member(context, id))
        .transpose()?;
    let team = people::Present::of(context)?;
    let mut booked: Option<Meeting> = None;
    let edited = saving::change_by_hand(context, ui, &args.deal, &args.writing, |loaded, on| {
        let meeting = meeting(args, loaded, on, date)?;
        let by = team.or_owner(by.as_ref(), &loaded.deal, "--by")?;
        let meeting = booked.insert(Meeting { by, ..meeting });
        Ok(vec![insert(loaded, meeting)])
    })?;
    let Some(meeting) = booked else {
        return Ok(Exit::Done);
    };
    if !args.writing.dry_run {
        writeln!(ui, "{}", meeting.id)?;
    }
    saving::say(
        ui,
        &args.writing,
        &format!("{}: {}", edited.before.file.id, told(&meeting)),
    );
    Ok(Exit::Done)
}

fn meeting(args: &Args, loaded: &Loaded, on: Day, date: Day) -> Result<Meeting, Failure> {
    let deal = &loaded.file.id;
    if date < on {
        let failure = Failure::usage(format_args!(
            "{date} is before {on}, the day of the booking"
        ));
        let help =
            format!("for one that was held: deal meeting held {deal} --date {date} --with CONTACT");
        return Err(failure.help(help));
    }
    let with = people::contacts(&loaded.deal, deal, &args.with)?;
    Ok(minted(loaded, Some(on), date, args.kind.clone(), with))
}

/// A scheduled meeting with an id of its own.
pub fn minted(
    loaded: &Loaded,
    booked: Option<Day>,
    date: Day,
    kind: Option<String>,
    with: Vec<String>,
) -> Meeting {
    let first = format!(
        "{date} {} {}",
        kind.as_deref().unwrap_or_default(),
        with.join(" ")
    );
    let id = entry_id::mint(
        &first,
        loaded
            .deal
            .meetings
            .iter()
            .map(|meeting| meeting.id.as_str()),
    );
    let status = Some(MeetingStatus::Scheduled);
    Meeting {
        id,
        booked,
        date,
        kind,
        with,
        by: None,
        status,
        next_step: None,
    }
}

/// The edit that writes a new meeting.
pub fn insert(loaded: &Loaded, meeting: &Meeting) -> Edit {
    let entry = Value::Map(present([
        ("id", Some(Value::text(&meeting.id))),
        ("booked", meeting.booked.map(Value::plain)),
        ("date", Some(Value::plain(meeting.date))),
        ("kind", meeting.kind.as_ref().map(Value::text)),
        ("with", saving::listed(&meeting.with)),
        ("by", meeting.by.as_ref().map(Value::text)),
        ("status", meeting.status.map(Value::plain)),
        ("next_step", meeting.next_step.map(Value::Bool)),
    ]));
    Edit::Insert {
        list: KeyPath::top("meetings"),
        index: loaded.deal.meetings.len(),
        entry,
        style: Style::Flow,
    }
}

fn told(meeting: &Meeting) -> String {
    let with = (!meeting.with.is_empty()).then(|| format!("with {}", meeting.with.join(", ")));
    let by = meeting.by.as_ref().map(|by| format!("by {by}"));
    let kind = meeting.kind.as_deref().unwrap_or("meeting");
    joined([
        Some(format!("{kind} {} on {}", meeting.id, meeting.date)),
        with,
        by,
    ])
}
