//! `deal objection list`.

use serde::Serialize;

use crate::book::filter::Subject;
use crate::deal::Deal;
use crate::deal::day::Day;
use crate::deal::history::History;
use crate::deal::objection::Objection;
use crate::deal::words::Severity;
use crate::table::{Cell, Kind};

use super::super::context::Context;
use super::super::exit::Exit;
use super::super::failure::Failure;
use super::super::listing::{self, Listing, column};

/// List objections, the gravest first: the open ones of a deal, or of every deal that the filter takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal objection list is:open owner:mina")]
pub struct Args {
    /// A deal, or what the deals have to be; see `deal list --help`
    #[arg(value_name = "DEAL|FILTER")]
    filter: Vec<String>,
    /// Those that are confirmed or ended as well
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    listing: Listing,
}

/// One objection for a machine.
#[derive(Debug, Serialize)]
struct Entry {
    deal: String,
    id: String,
    date: Option<String>,
    by: Option<String>,
    category: &'static str,
    severity: &'static str,
    words: Option<String>,
    /// raised, acknowledged, asked, answered, confirmed, accepted_risk or withdrawn
    progress: &'static str,
    /// The day of the last step; null where it is only raised.
    progress_date: Option<String>,
    open: bool,
    #[serde(skip)]
    weight: Severity,
}

pub fn run(args: &Args, context: &mut Context) -> Result<Exit, Failure> {
    let as_of = context.as_of()?;
    let mut entries = match one_deal(args, context) {
        Some(name) => {
            let loaded = context.store()?.load(&name)?;
            entries(&loaded.file.id, &loaded.deal, args.all, as_of)
        }
        None => of_all(args, context, as_of)?,
    };
    entries.sort_by(|a, b| (b.weight, &a.date, &a.deal, &a.id).cmp(&(a.weight, &b.date, &b.deal, &b.id)));
    let columns = vec![
        column("deal", "deal", Kind::Text),
        column("id", "id", Kind::Text),
        column("severity", "severity", Kind::Text),
        column("category", "category", Kind::Text),
        column("by", "by", Kind::Text),
        column("progress", "progress", Kind::Text),
        column("words", "words", Kind::Text),
    ];
    let table = listing::plain(columns, entries.iter().map(cells).collect());
    args.listing.print_sparing(context, &table, &entries, &["by", "category"])?;
    args.listing.tell_count(context, entries.len(), "objection")?;
    Ok(Exit::Done)
}

/// The deal that the one word means; a word that names none is a filter.
fn one_deal(args: &Args, context: &Context) -> Option<String> {
    let [word] = args.filter.as_slice() else { return None };
    context.store().ok()?.find(word).ok().map(|file| file.shown)
}

fn of_all(args: &Args, context: &Context, as_of: Day) -> Result<Vec<Entry>, Failure> {
    let (book, filter) = (context.book()?, context.filter(&args.filter)?);
    let read = context.store()?.read_all(|file, deal| {
        let deal = &deal;
        let history = History::of(deal);
        let taken = filter.takes(&Subject { id: &file.id, deal, history: &history, book, as_of });
        if taken { entries(&file.id, deal, args.all, as_of) } else { Vec::new() }
    })?;
    Ok(read.into_iter().flatten().collect())
}

fn entries(deal_id: &str, deal: &Deal, all: bool, as_of: Day) -> Vec<Entry> {
    let wanted = deal.objections.iter().filter(|objection| all || objection.was_open_on(as_of));
    wanted.map(|objection| entry(deal_id, objection, as_of)).collect()
}

fn entry(deal_id: &str, objection: &Objection, as_of: Day) -> Entry {
    Entry {
        deal: deal_id.to_owned(),
        id: objection.id.clone(),
        date: objection.date.map(|day| day.to_string()),
        by: objection.by.clone(),
        category: objection.category.as_str(),
        severity: objection.severity().as_str(),
        words: objection.words.clone(),
        progress: objection.progress().as_str(),
        progress_date: objection.steps().last().map(|(_, day)| day.to_string()),
        open: objection.was_open_on(as_of),
        weight: objection.severity(),
    }
}

fn cells(entry: &Entry) -> Vec<Cell> {
    vec![
        Cell::text(&entry.deal),
        Cell::text(&entry.id),
        Cell::text(entry.severity),
        Cell::text(entry.category),
        listing::text(entry.by.as_deref()),
        Cell::text(entry.progress),
        listing::text(entry.words.as_deref()),
    ]
}
