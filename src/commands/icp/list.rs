//! `deal icp list`.

use serde::Serialize;

use crate::book::{Snapshot, fit::Verdict, icp::Icp};
use crate::console::{
    Context, Exit, Failure, Output, Ui,
    list::{List, column, texts},
    selection,
};
use crate::deal::Day;
use crate::select::Selected;
use crate::table::{Cell, Kind};

/// List open deals by fit, worst first
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal icp list owner:mina")]
pub struct Args {
    /// Deal, or filters (see `deal help filters`)
    #[arg(value_name = "DEAL|FILTER")]
    filter: Vec<String>,
    #[command(flatten)]
    output: Output,
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

const LIST: List<Entry> = List {
    columns: &[
        column("deal", "deal", Kind::Text, |entry| Cell::text(&entry.deal)),
        column("fit", "fit", Kind::Rate, |entry| match entry.out {
            true => Cell::text("out"),
            false => Cell::share(entry.should_passed, entry.should_known),
        }),
        column("failed", "failed must", Kind::Text, |entry| {
            texts(&entry.failed)
        }),
        column("unknown", "unknown", Kind::Count, |entry| {
            Cell::Count(entry.unknown.len() as u64)
        }),
    ],
    ..List::EMPTY
};

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    print(&args.filter, args.output, context, ui)
}

/// What `deal icp` alone does as well.
pub fn print(
    filter: &[String],
    output: Output,
    context: &Context,
    ui: &mut Ui,
) -> Result<Exit, Failure> {
    let (icp, as_of) = (super::profile(context)?, context.as_of()?);
    let mut entries = selection::list_or_one(filter, context, ui, |selected| {
        entry(&icp, selected, as_of).into_iter().collect()
    })?;
    entries.sort_by(|a, b| {
        b.out
            .cmp(&a.out)
            .then(a.rank().total_cmp(&b.rank()))
            .then(a.deal.cmp(&b.deal))
    });
    output.list(ui, &LIST, &entries, &entries)?;
    output.tell_count(ui, entries.len(), "open deal", as_of);
    Ok(Exit::Done)
}

impl Entry {
    /// An unknown fit comes last.
    fn rank(&self) -> f64 {
        self.fit.unwrap_or(f64::INFINITY)
    }
}

fn entry(icp: &Icp, selected: &Selected<'_>, as_of: Day) -> Option<Entry> {
    let snapshot = selected.snapshot.as_ref();
    let is_open = snapshot.is_some_and(Snapshot::is_open);
    let verdict = Verdict::new(icp, selected.deal, as_of);
    let (should_passed, should_known) = verdict.shoulds();
    let fields = |list: Vec<&str>| list.into_iter().map(str::to_owned).collect();
    is_open.then(|| Entry {
        deal: selected.file.id.clone(),
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
