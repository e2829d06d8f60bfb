//! The pipeline as it stands: what is open, stage by stage.

mod chart;
mod explain;
mod figures;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::book::snapshot::Snapshot;
use crate::deal::day::Day;
use crate::deal::history::Outcome;
use crate::deal::record::DealRecord;
use crate::table::{Chart, Explanation, Report, Row};

use super::flags::{CHART, FlagError, FlagValues};
use super::groups::{Slice, periods, slices};
use super::measure::{cells, table};
use super::money::{DealValue, by_currency, unit, worth};
use super::notes::{Code, Notes, is_mixed};
use super::query::{By, Query, Window};
use super::{Reads, ReportBody, ReportSpec};

use explain::explain;
use figures::{Figures, MEASURES};

pub const SPEC: ReportSpec = ReportSpec {
    name: "pipeline",
    summary: "What is open now, by stage: how much, how old, how likely?",
    definition: "Deals open on the as-of date, by stage: number, total and mean amount, amount \
                 weighted by the stage's configured probability, days in stage (mean and \
                 longest).\n\n\
                 By month or quarter: the open pipeline at the end of each.",
    example: "deal report pipeline --by owner",
    flags: &[CHART],
    reads: Reads::AsOf,
    run,
};

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    let (found, charts) = found(query);
    let charts = if flags.is_on("chart") {
        charts
    } else {
        Vec::new()
    };
    Ok(Report {
        charts,
        ..SPEC.report(query, flags, found)
    })
}

fn found(query: &Query<'_>) -> (ReportBody, Vec<Chart>) {
    let now = query.snapshots(query.as_of);
    let past = stocks(query, &now);
    let mut draft = Draft::default();
    for (name, day, deals) in &past {
        let group = query.by.map(|by| (by.as_str(), Some(name.clone())));
        let stock = Slice {
            group,
            window: query.window,
            stock_day: *day,
            deals: deals.iter().collect(),
        };
        draft.add(&open(&stock), query);
    }
    let by_period = query.by.is_some_and(By::is_period);
    for slice in slices(&now, query)
        .iter()
        .filter(|slice| !by_period || slice.group.is_none())
        .map(open)
    {
        if slice.group.is_none() || !slice.deals.is_empty() {
            draft.add(&slice, query);
        }
    }
    note_deals(&mut draft.notes, query, &now, is_mixed(&draft.rows));
    let closed = now.iter().filter(|deal| !deal.is_open()).count() as u64;
    let unpriced = draft.notes.count(Code::MissingAmount) + draft.notes.count(Code::Unpriced);
    let found = ReportBody {
        basis: "deals open on the as-of date".to_owned(),
        deals: now.len() as u64,
        left_out: vec![
            (closed, "closed or transferred"),
            (unpriced, "without a known amount (from sums)"),
        ],
        notes: draft.notes,
        table: table(MEASURES, &[], draft.rows),
        explanations: draft.explanations,
    };
    (found, draft.charts)
}

#[derive(Default)]
struct Draft {
    notes: Notes,
    rows: Vec<Row>,
    explanations: Vec<Explanation>,
    /// Of all deals, for each currency.
    charts: Vec<Chart>,
}

impl Draft {
    /// The rows of a group, for each currency in it.
    fn add(&mut self, group: &Slice<'_, '_>, query: &Query<'_>) {
        for (currency, slice) in by_currency(group, query.book) {
            let stages = by_stage(&slice, query);
            self.explanations
                .extend(query.explained(|| explain(&slice, currency, &stages)));
            if slice.group.is_none() {
                self.charts.push(chart::chart(currency, &stages));
            }
            for stage in &stages {
                let (unit, cells) = (unit(currency), cells(MEASURES, stage));
                self.rows.push(Row {
                    group: slice.group.clone(),
                    unit,
                    cells,
                });
            }
        }
    }
}

/// The open ones among the deals of a group.
fn open<'s, 'a>(slice: &Slice<'s, 'a>) -> Slice<'s, 'a> {
    Slice {
        deals: slice
            .deals
            .iter()
            .copied()
            .filter(|deal| deal.is_open())
            .collect(),
        ..slice.clone()
    }
}

/// The deals as they stood at the end of each period, where that is how they are grouped.
fn stocks<'a>(query: &Query<'a>, now: &[Snapshot<'a>]) -> Vec<(String, Day, Vec<Snapshot<'a>>)> {
    // A deal without a day of creation is open on every day.
    let first = now
        .iter()
        .map(|deal| deal.journey.created.unwrap_or(query.window.from))
        .min();
    let periods = query
        .by
        .filter(|by| by.is_period())
        .map(|by| periods(by, query, first))
        .unwrap_or_default();
    let stock = |(name, period): (String, Window)| {
        let day = period.to.min(query.as_of);
        let is_open = |record: &&DealRecord| record.outcome_on(day) == Some(Outcome::Open);
        let open = query
            .records
            .par_iter()
            .filter(is_open)
            .filter_map(|record| query.snapshot(record, day));
        (name, day, open.collect())
    };
    periods.into_iter().map(stock).collect()
}

/// A row for each stage in the order of the pipelines, for each that they lack, and for all
/// together.
fn by_stage(slice: &Slice<'_, '_>, query: &Query<'_>) -> Vec<Figures> {
    let pipelines = query
        .book
        .pipelines
        .iter()
        .filter(|own| query.pipeline.is_none_or(|scope| scope.id == own.id));
    let mut rows: Vec<Figures> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for stage in pipelines.flat_map(|pipeline| &pipeline.stages) {
        let place = *places.entry(stage.id.clone()).or_insert(rows.len());
        match rows.get_mut(place) {
            Some(shared) => shared.share_with(stage),
            None => rows.push(Figures::of_stage(stage)),
        }
    }
    let mut all = Figures::default();
    let mut unknown: BTreeMap<&str, Figures> = BTreeMap::new();
    for deal in &slice.deals {
        all.add(deal, query, slice.stock_day);
        let known = query
            .book
            .stage_of(&deal.state)
            .and_then(|stage| places.get(&stage.id));
        match known.and_then(|place| rows.get_mut(*place)) {
            Some(figures) => figures.add(deal, query, slice.stock_day),
            None => unknown
                .entry(deal.state.stage)
                .or_default()
                .add(deal, query, slice.stock_day),
        }
    }
    let named = |(name, figures): (&str, Figures)| Figures {
        stage: Some((name.to_owned(), name.to_owned())),
        ..figures
    };
    rows.extend(unknown.into_iter().map(named));
    rows.push(all);
    rows
}

fn note_deals(notes: &mut Notes, query: &Query<'_>, deals: &[Snapshot<'_>], is_mixed: bool) {
    notes.of_deals(deals);
    let open_and = |code: DealValue| {
        move |deal: &Snapshot<'_>| deal.is_open() && worth(deal, query.book) == code
    };
    notes.deals(Code::MissingAmount, deals, open_and(DealValue::Missing));
    notes.deals(Code::Unpriced, deals, open_and(DealValue::Unpriced));
    let has_odds = |deal: &Snapshot<'_>| {
        query
            .book
            .stage_of(&deal.state)
            .is_some_and(|stage| stage.probability.is_some())
    };
    let is_known = |deal: &Snapshot<'_>| matches!(worth(deal, query.book), DealValue::Known(_));
    notes.deals(Code::Unweighted, deals, |deal| {
        deal.is_open() && is_known(deal) && !has_odds(deal)
    });
    notes.deals(Code::MissingCreated, deals, |deal| {
        deal.is_open() && deal.journey.created.is_none()
    });
    if is_mixed {
        notes.add(Code::MixedCurrency);
    }
}
