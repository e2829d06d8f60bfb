//! The pipeline as it stands: what is open, stage by stage.

mod chart;
mod explain;
mod figures;
mod stages;

use rayon::prelude::*;

use super::{
    FlagError, FlagValues, Notes, Query, Reads, ReportSpec, Slice, WindowUse,
    draft::{Draft, ReportBody},
    flags::CHART,
    groups::{periods, slices},
    notes::Code,
    query::By,
};
use crate::book::Snapshot;
use crate::deal::{Day, Outcome};
use crate::table::Report;
use chart::chart;
use explain::explain;
use figures::{Figures, MEASURES, PIPELINE, VIEWS};
use stages::by_stage;

pub const SPEC: ReportSpec = ReportSpec {
    name: "pipeline",
    summary: "What is open now, by stage: how much, how old, how likely?",
    definition: "Deals open on the as-of date, by pipeline and stage: number, total and mean \
                 amount, days in stage. At stage odds = amount × the configured probability of the \
                 stage, which is that of ever winning a deal that has just come to it; what a \
                 period brings is in `deal report forecast`.\n\n\
                 By month or quarter: the open pipeline at the end of each.",
    example: "deal report pipeline --by owner",
    flags: &[CHART],
    window: WindowUse::ByPeriod,
    reads: Reads::AsOf,
    run,
};

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    Ok(SPEC.report(query, flags, body(query)))
}

fn body(query: &Query<'_>) -> ReportBody {
    let now = query.snapshots(query.as_of);
    let mut draft = Draft::new(MEASURES, query);
    match query.by.filter(|by| by.is_period()) {
        Some(by) => add_periods(&mut draft, query, by, &now),
        None => add_groups(&mut draft, query, &now),
    }
    note(&mut draft.notes, &now);
    let closed = now.iter().filter(|deal| !deal.is_open()).count() as u64;
    let mut body = ReportBody {
        basis: "deals open on the as-of date".to_owned(),
        deals: now.len() as u64,
        left_out: vec![
            (closed, "closed or transferred"),
            (
                draft.notes.count_unvalued(),
                "without a known amount (from sums)",
            ),
        ],
        ..draft.finish(VIEWS)
    };
    body.table.remove_if_same(PIPELINE);
    body
}

/// The open pipeline at the end of each period, then that of the as-of date.
fn add_periods<'a>(draft: &mut Draft<Figures>, query: &Query<'a>, by: By, now: &[Snapshot<'a>]) {
    // A deal without a creation date is open on every day.
    let first = now
        .iter()
        .map(|deal| deal.created().unwrap_or(query.window.from))
        .min();
    for (name, period) in periods(by, query, first) {
        let day = period.to.min(query.as_of);
        let open = open_on(query, day);
        let stock = Slice {
            group: Some((by.as_str(), Some(name))),
            window: query.window,
            stock_day: day,
            currency: None,
            deals: open.iter().collect(),
        };
        add(draft, query, &stock);
    }
    add_groups(draft, &Query { by: None, ..*query }, now);
}

fn open_on<'a>(query: &Query<'a>, day: Day) -> Vec<Snapshot<'a>> {
    let records = query.records.par_iter();
    records
        .filter(|record| record.outcome_on(day) == Some(Outcome::Open))
        .filter_map(|record| query.snapshot(record, day))
        .collect()
}

fn add_groups<'a>(draft: &mut Draft<Figures>, query: &Query<'a>, now: &[Snapshot<'a>]) {
    for slice in slices(now, query) {
        let open = slice.with(None, slice.filter(Snapshot::is_open).collect());
        if open.group.is_none() || !open.deals.is_empty() {
            add(draft, query, &open);
        }
    }
}

/// Adds the rows of some open deals, for each currency among them.
fn add(draft: &mut Draft<Figures>, query: &Query<'_>, open: &Slice<'_, '_>) {
    for slice in open.by_currency(query.book) {
        let stages = by_stage(&slice, query);
        draft.explain(&slice, || explain(&stages));
        draft.add_all(&slice, &stages);
        if slice.group.is_none() {
            draft.charts.push(chart(slice.currency, &stages));
        }
    }
}

fn note(notes: &mut Notes, deals: &[Snapshot<'_>]) {
    notes.of_deals(deals);
    notes.unvalued(deals, Snapshot::is_open);
    notes.deals(Code::Unweighted, deals, |deal| {
        let probability = deal.stage.and_then(|stage| stage.probability);
        deal.is_open() && deal.value().known().is_some() && probability.is_none()
    });
    notes.deals(Code::MissingCreated, deals, |deal| {
        deal.is_open() && deal.created().is_none()
    });
}
