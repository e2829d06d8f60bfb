//! `deal followup list`.

use serde::Serialize;

use crate::deal::Deal;
use crate::deal::day::Day;
use crate::deal::work::FollowUp;
use crate::table::{Cell, Kind};

use super::super::context::Context;
use super::super::exit::Exit;
use super::super::failure::Failure;
use super::super::gather::gather;
use super::super::listing::{self, Listing, column};

/// List follow-ups, the earliest first: the open ones of every deal that the filter takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal followup list owner:mina is:open")]
pub struct Args {
    /// A deal, or what the deals have to be; see `deal list --help`
    #[arg(value_name = "DEAL|FILTER")]
    filter: Vec<String>,
    /// Those that are done or cancelled as well
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    listing: Listing,
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

pub fn run(args: &Args, context: &mut Context) -> Result<Exit, Failure> {
    let as_of = context.as_of()?;
    let mut entries = gather(&args.filter, context, |id, deal| {
        let wanted = deal.followups.iter().filter(|followup| args.all || followup.is_open());
        wanted.map(|followup| entry(id, deal, followup, as_of)).collect()
    })?;
    entries.sort_by(|a, b| (a.due.is_none(), &a.due, &a.deal, &a.id).cmp(&(b.due.is_none(), &b.due, &b.deal, &b.id)));
    let columns = vec![
        column("due", "due", Kind::Text),
        column("deal", "deal", Kind::Text),
        column("id", "id", Kind::Text),
        column("what", "what", Kind::Text),
        column("owner", "owner", Kind::Text),
        column("status", "status", Kind::Text),
    ];
    let table = listing::plain(columns, entries.iter().map(cells).collect());
    args.listing.print(context, &table, &entries)?;
    args.listing.tell_count(context, entries.len(), "follow-up")?;
    Ok(Exit::Done)
}

fn entry(deal_id: &str, deal: &Deal, followup: &FollowUp, as_of: Day) -> Entry {
    Entry {
        deal: deal_id.to_owned(),
        id: followup.id.clone(),
        due: followup.due.map(|day| day.to_string()),
        what: followup.what.clone(),
        owner: followup.owner.clone().or_else(|| deal.owner.clone()),
        kind: followup.kind.clone(),
        status: followup.status(),
        overdue: followup.is_overdue(as_of),
        done: followup.done.map(|day| day.to_string()),
        cancelled: followup.cancelled.map(|day| day.to_string()),
    }
}

fn cells(entry: &Entry) -> Vec<Cell> {
    vec![
        listing::text(entry.due.as_deref()),
        Cell::text(&entry.deal),
        Cell::text(&entry.id),
        Cell::text(&entry.what),
        listing::text(entry.owner.as_deref()),
        Cell::text(if entry.overdue { "overdue" } else { entry.status }),
    ]
}
