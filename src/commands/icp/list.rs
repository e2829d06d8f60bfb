//! `deal icp list`.

use serde::Serialize;

use crate::book::fit::Verdict;
use crate::book::icp::Icp;
use crate::deal::day::Day;
use crate::table::{Cell, Kind};

use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::gather::{Taken, gather};
use crate::console::listing::{self, Listing, column};

/// List how the open deals fit the ideal customer profile, those that are out first, then the worst
/// fit.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal icp list owner:mina")]
pub struct Args {
    /// A deal, or what the deals have to be; see `deal list --help`
    #[arg(value_name = "DEAL|FILTER")]
    filter: Vec<String>,
    #[command(flatten)]
    listing: Listing,
}

/// One deal for a machine.
#[derive(Debug, Serialize)]
struct Entry {
    deal: String,
    /// A must failed.
    out: bool,
    /// The fields of the musts that failed.
    failed: Vec<String>,
    /// Shoulds that pass, of those that are known; null where none is known, and where the deal is
    /// out.
    fit: Option<f64>,
    should_passed: u64,
    should_known: u64,
    unknown: Vec<String>,
}

pub fn run(args: &Args, context: &mut Context) -> Result<Exit, Failure> {
    print(&args.filter, args.listing, context)
}

/// What `deal icp` alone does as well.
pub fn print(filter: &[String], listing: Listing, context: &mut Context) -> Result<Exit, Failure> {
    let (icp, as_of) = (super::profile(context)?, context.as_of()?);
    let mut entries = gather(filter, context, |taken| {
        entry(&icp, &taken, as_of).into_iter().collect()
    })?;
    let fit = |entry: &Entry| entry.fit.unwrap_or(f64::INFINITY);
    entries.sort_by(|a, b| {
        b.out
            .cmp(&a.out)
            .then(fit(a).total_cmp(&fit(b)))
            .then(a.deal.cmp(&b.deal))
    });
    let columns = vec![
        column("deal", "deal", Kind::Text),
        column("fit", "fit", Kind::Rate),
        column("failed", "musts failed", Kind::Text),
        column("unknown", "unknown", Kind::Count),
    ];
    let table = listing::plain(columns, entries.iter().map(cells).collect());
    listing.print(context, &table, &entries)?;
    listing.tell_count(context, entries.len(), "open deal")?;
    Ok(Exit::Done)
}

fn entry(icp: &Icp, taken: &Taken<'_>, as_of: Day) -> Option<Entry> {
    let is_open = taken.history.on(as_of).is_some_and(|state| state.is_open());
    let verdict = Verdict::of(icp, &taken.deal, as_of);
    let (should_passed, should_known) = verdict.shoulds();
    let fields = |list: Vec<&str>| list.into_iter().map(str::to_owned).collect();
    is_open.then(|| Entry {
        deal: taken.file.id.clone(),
        out: verdict.is_out(),
        failed: fields(
            verdict
                .failed_musts()
                .map(|judged| judged.predicate.field.as_str())
                .collect(),
        ),
        fit: verdict.share(),
        should_passed,
        should_known,
        unknown: fields(
            verdict
                .homework()
                .map(|judged| judged.predicate.field.as_str())
                .collect(),
        ),
    })
}

fn cells(entry: &Entry) -> Vec<Cell> {
    let share = Cell::share(entry.should_passed, entry.should_known);
    vec![
        Cell::text(&entry.deal),
        if entry.out { Cell::text("out") } else { share },
        listing::text((!entry.failed.is_empty()).then(|| entry.failed.join(", "))),
        Cell::Count(entry.unknown.len() as u64),
    ]
}
