//! `deal activity list`.

use serde::Serialize;

use crate::deal::work::Activity;
use crate::table::{Cell, Kind};

use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::gather::gather;
use crate::console::listing::{self, Listing, column};

/// List activities, the newest first, up to the as-of day.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal activity list acme")]
pub struct Args {
    /// A deal, or what the deals have to be; see `deal list --help`
    #[arg(value_name = "DEAL|FILTER")]
    filter: Vec<String>,
    #[command(flatten)]
    listing: Listing,
}

impl Args {
    /// Those of every deal.
    pub fn all(listing: Listing) -> Self {
        Self {
            filter: Vec::new(),
            listing,
        }
    }
}

/// One activity for a machine.
#[derive(Debug, Serialize)]
struct Entry {
    deal: String,
    date: String,
    kind: Option<String>,
    with: Vec<String>,
    /// two_way, outbound or inbound; null where nobody said
    direction: Option<&'static str>,
    by: Option<String>,
    note: Option<String>,
}

pub fn run(args: &Args, context: &mut Context) -> Result<Exit, Failure> {
    let as_of = context.as_of()?;
    let mut entries = gather(&args.filter, context, |taken| {
        let past = taken
            .deal
            .activities
            .iter()
            .filter(|activity| activity.date <= as_of);
        past.map(|activity| entry(&taken.file.id, activity))
            .collect()
    })?;
    entries.sort_by(|a, b| (&b.date, &a.deal).cmp(&(&a.date, &b.deal)));
    let columns = vec![
        column("date", "date", Kind::Text),
        column("deal", "deal", Kind::Text),
        column("kind", "kind", Kind::Text),
        column("with", "with", Kind::Text),
        column("direction", "direction", Kind::Text),
        column("by", "by", Kind::Text),
        column("note", "note", Kind::Text),
    ];
    let table = listing::plain(columns, entries.iter().map(cells).collect());
    args.listing
        .print_sparing(context, &table, &entries, &["by", "deal"])?;
    args.listing.tell_count(context, entries.len(), "record")?;
    Ok(Exit::Done)
}

fn entry(deal: &str, activity: &Activity) -> Entry {
    Entry {
        deal: deal.to_owned(),
        date: activity.date.to_string(),
        kind: activity.kind.clone(),
        with: activity.with.clone(),
        direction: activity.direction.map(|direction| direction.as_str()),
        by: activity.by.clone(),
        note: activity.note.clone(),
    }
}

fn cells(entry: &Entry) -> Vec<Cell> {
    vec![
        Cell::text(&entry.date),
        Cell::text(&entry.deal),
        listing::text(entry.kind.as_deref()),
        listing::text((!entry.with.is_empty()).then(|| entry.with.join(", "))),
        listing::text(entry.direction),
        listing::text(entry.by.as_deref()),
        listing::text(entry.note.as_deref()),
    ]
}
