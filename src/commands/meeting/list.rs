//! `deal meeting list`.

use serde::Serialize;

use crate::deal::day::Day;
use crate::deal::work::Meeting;
use crate::table::{Cell, Kind};

use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::gather::gather;
use crate::console::listing::{self, Listing, column};
use crate::console::people::member;

/// List meetings, the earliest first: those that are scheduled, ahead or without outcome.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal meeting list --for mina")]
pub struct Args {
    /// A deal, or what the deals have to be; see `deal list --help`
    #[arg(value_name = "DEAL|FILTER")]
    filter: Vec<String>,
    /// Only those that this member of the team holds
    #[arg(long = "for", value_name = "MEMBER")]
    member: Option<String>,
    /// Those that were held, missed or cancelled as well
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    listing: Listing,
}

impl Args {
    /// Those of every deal.
    pub fn all(listing: Listing) -> Self {
        Self {
            filter: Vec::new(),
            member: None,
            all: false,
            listing,
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

pub fn run(args: &Args, context: &mut Context) -> Result<Exit, Failure> {
    let (as_of, member) = (
        context.as_of()?,
        args.member
            .as_deref()
            .map(|id| member(context, id))
            .transpose()?,
    );
    let mut entries = gather(&args.filter, context, |taken| {
        let (id, owner) = (&taken.file.id, taken.owner(as_of));
        let wanted = taken
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
    let columns = vec![
        column("date", "date", Kind::Text),
        column("deal", "deal", Kind::Text),
        column("id", "id", Kind::Text),
        column("kind", "kind", Kind::Text),
        column("with", "with", Kind::Text),
        column("by", "by", Kind::Text),
        column("status", "status", Kind::Text),
    ];
    let table = listing::plain(columns, entries.iter().map(cells).collect());
    args.listing
        .print_sparing(context, &table, &entries, &["by", "kind"])?;
    args.listing.tell_count(context, entries.len(), "meeting")?;
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

fn cells(entry: &Entry) -> Vec<Cell> {
    vec![
        Cell::text(&entry.date),
        Cell::text(&entry.deal),
        Cell::text(&entry.id),
        listing::text(entry.kind.as_deref()),
        listing::text((!entry.with.is_empty()).then(|| entry.with.join(", "))),
        listing::text(entry.by.as_deref()),
        Cell::text(if entry.no_outcome {
            "no outcome"
        } else {
            entry.status
        }),
    ]
}
