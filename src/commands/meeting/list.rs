//! `deal meeting list`.

use serde::Serialize;

use crate::console::{
    Context, Exit, Failure, Output, Ui,
    list::{List, column, text, texts},
    people::member,
    selection,
};
use crate::deal::{Day, Meeting};
use crate::table::{Cell, Kind};

/// List scheduled meetings, earliest first
///
/// Includes past meetings with no outcome recorded.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal meeting list --for mina")]
pub struct Args {
    /// Deal, or filters (see `deal help filters`)
    #[arg(value_name = "DEAL|FILTER")]
    filter: Vec<String>,
    /// Only meetings led by this team member
    #[arg(long = "for", value_name = "MEMBER")]
    member: Option<String>,
    /// Include past and cancelled ones
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    output: Output,
}

impl Args {
    /// Those of every deal.
    pub fn all(output: Output) -> Self {
        Self {
            filter: Vec::new(),
            member: None,
            all: false,
            output,
        }
    }
}

/// One meeting for a machine.
#[derive(Debug, Serialize)]
struct Entry {
    deal: String,
    id: String,
    booked: Option<String>,
    date: String,
    kind: Option<String>,
    with: Vec<String>,
    by: Option<String>,
    /// scheduled, held, no_show or cancelled
    status: &'static str,
    /// Scheduled for a day that is past.
    no_outcome: bool,
    next_step: Option<bool>,
}

const LIST: List<Entry> = List {
    columns: &[
        column("date", "date", Kind::Text, |entry| Cell::text(&entry.date)),
        column("deal", "deal", Kind::Text, |entry| Cell::text(&entry.deal)),
        column("id", "id", Kind::Text, |entry| Cell::text(&entry.id)),
        column("kind", "kind", Kind::Text, |entry| {
            text(entry.kind.as_deref())
        }),
        column("with", "with", Kind::Text, |entry| texts(&entry.with)),
        column("by", "by", Kind::Text, |entry| text(entry.by.as_deref())),
        column("status", "status", Kind::Text, |entry| {
            Cell::text(if entry.no_outcome {
                "no outcome recorded"
            } else {
                entry.status
            })
        }),
    ],
    spare: &["by", "kind"],
    ..List::EMPTY
};

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let (as_of, member) = (
        context.as_of()?,
        args.member
            .as_deref()
            .map(|id| member(context, id))
            .transpose()?,
    );
    let mut entries = selection::list_or_one(&args.filter, context, ui, |selected| {
        let (id, owner) = (&selected.file.id, selected.owner());
        let wanted = selected
            .deal
            .meetings
            .iter()
            .filter(|meeting| args.all || meeting.is_scheduled());
        let entries = wanted.map(|meeting| entry(id, meeting, owner, as_of));
        entries
            .filter(|entry| member.is_none() || entry.by == member)
            .collect()
    })?;
    entries.sort_by(|a, b| (&a.date, &a.deal, &a.id).cmp(&(&b.date, &b.deal, &b.id)));
    args.output.list(ui, &LIST, &entries, &entries)?;
    args.output.tell_count(ui, entries.len(), "meeting", as_of);
    Ok(Exit::Done)
}

fn entry(deal: &str, meeting: &Meeting, owner: Option<&str>, as_of: Day) -> Entry {
    Entry {
        deal: deal.to_owned(),
        id: meeting.id.clone(),
        booked: meeting.booked.map(|day| day.to_string()),
        date: meeting.date.to_string(),
        kind: meeting.kind.clone(),
        with: meeting.with.clone(),
        by: meeting.by.as_deref().or(owner).map(str::to_owned),
        status: meeting.status().as_str(),
        no_outcome: meeting.lacks_outcome(as_of),
        next_step: meeting.next_step,
    }
}
