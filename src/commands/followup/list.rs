//! `deal followup list`.

use serde::Serialize;

use crate::console::{
    Context, Exit, Failure, Output, Ui,
    list::{List, column, text},
    people::member,
    selection,
};
use crate::deal::{Day, FollowUp};
use crate::select::Selected;
use crate::table::{Cell, Kind, Tone};

/// List open follow-ups, earliest first
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal followup list --for mina")]
pub struct Args {
    /// Deal, or filters (see `deal help filters`)
    #[arg(value_name = "DEAL|FILTER")]
    filter: Vec<String>,
    /// Only items assigned to this team member
    #[arg(long = "for", value_name = "MEMBER")]
    member: Option<String>,
    /// Include done and cancelled ones
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

/// One follow-up for a machine.
#[derive(Debug, Serialize)]
struct Entry {
    deal: String,
    id: String,
    due: Option<String>,
    what: String,
    owner: Option<String>,
    kind: Option<String>,
    /// open, done or cancelled
    status: &'static str,
    overdue: bool,
    done: Option<String>,
    cancelled: Option<String>,
}

const LIST: List<Entry> = List {
    columns: &[
        column("due", "due", Kind::Text, |entry| {
            text(entry.due.as_deref()).toned(entry.overdue.then_some(Tone::Bad))
        }),
        column("deal", "deal", Kind::Text, |entry| {
            Cell::text(&entry.deal).toned(Tone::Strong)
        }),
        column("id", "id", Kind::Text, |entry| Cell::text(&entry.id)),
        column("what", "what", Kind::Text, |entry| Cell::text(&entry.what)),
        column("owner", "owner", Kind::Text, |entry| {
            text(entry.owner.as_deref())
        }),
        column("status", "status", Kind::Text, |entry| {
            Cell::text(if entry.overdue {
                "overdue"
            } else {
                entry.status
            })
        }),
    ],
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
        let wanted = selected
            .deal
            .followups
            .iter()
            .filter(|followup| args.all || followup.is_open());
        let entries = wanted.map(|followup| entry(selected, followup, as_of));
        entries
            .filter(|entry| member.is_none() || entry.owner == member)
            .collect()
    })?;
    entries.sort_by(|a, b| {
        (a.due.is_none(), &a.due, &a.deal, &a.id).cmp(&(b.due.is_none(), &b.due, &b.deal, &b.id))
    });
    args.output.list(ui, &LIST, &entries, &entries)?;
    args.output
        .tell_count(ui, entries.len(), "follow-up", as_of);
    Ok(Exit::Done)
}

fn entry(selected: &Selected<'_>, followup: &FollowUp, as_of: Day) -> Entry {
    Entry {
        deal: selected.file.id.clone(),
        id: followup.id.clone(),
        due: followup.due.map(|day| day.to_string()),
        what: followup.what.clone(),
        owner: followup
            .owner
            .as_deref()
            .or(selected.owner())
            .map(str::to_owned),
        kind: followup.kind.clone(),
        status: followup.status(),
        overdue: followup.is_overdue(as_of),
        done: followup.done.map(|day| day.to_string()),
        cancelled: followup.cancelled.map(|day| day.to_string()),
    }
}
