//! The forecast: what a period brings, by what sellers say and by what the figures say.

mod chart;
mod columns;
mod explain;
pub mod figures;
pub mod odds;

use crate::book::period::Period;
use crate::book::snapshot::Snapshot;
use crate::deal::money::Currency;
use crate::table::{Chart, Report, Row};

use super::flags::{CHART, Flag, FlagError, FlagValues};
use super::groups::{Slice, slices};
use super::horizon::{PERIOD, note_target, periods, refuse_spans, target};
use super::measure::{cells, table};
use super::money::{DealValue, by_currency, unit, worth};
use super::notes::{Code, Notes, is_mixed};
use super::query::Query;
use super::{Reads, ReportBody, ReportSpec};

use columns::{MEASURES, VIEWS};
use explain::explain;
use figures::{Figures, Part};
use odds::{METHOD, Odds, PROB};

pub const SPEC: ReportSpec = ReportSpec {
    name: "forecast",
    summary: "What will a period bring, and what is the chance of reaching the target?",
    definition: "Per period: closed = won in it; commit, best case, pipeline and omitted = open \
                 deals with a close date in it, separately and cumulative. Weighted = Σ amount × \
                 p, without omitted; past-due deals are shown apart and not counted.\n\n\
                 p of a stage = (won + 10 × configured probability) / (won + lost + 10) over all \
                 deals in the book that reached it; with --method survival, the chance of a win \
                 by the period's end at the deal's age.\n\n\
                 SD, quantiles and the chance of the target come from the exact distribution of a \
                 sum of independent deals. Deals that move together are riskier: ± shared is the \
                 SD if the deals of a stage err together, because p is an estimate; it uses won \
                 and lost alone, Beta(won + 1/2, lost + 1/2), so with few deals it can be below ± \
                 sd.\n\n\
                 The target is the book's for exactly that period, in the total row.",
    example: "deal report forecast --period 2026-Q3 --period 2026-Q4 --prob config",
    flags: FLAGS,
    reads: Reads::WithExcluded,
    run,
};

const FLAGS: &[Flag] = &[PERIOD, PROB, METHOD, CHART];

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    refuse_spans(query)?;
    let (periods, odds) = (periods(query, flags)?, Odds::of(query, flags)?);
    let (found, charts) = found(query, &periods, &odds);
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

fn found(query: &Query<'_>, periods: &[Period], odds: &Odds) -> (ReportBody, Vec<Chart>) {
    let deals = query.snapshots(query.as_of);
    let (mut rows, mut explanations, mut charts) = (Vec::new(), Vec::new(), Vec::new());
    for slice in slices(&deals, query) {
        for (currency, slice) in by_currency(&slice, query.book) {
            let forecasts = forecasts(&slice, query, periods, currency, odds);
            let row = |figures: &Figures| Row {
                group: slice.group.clone(),
                unit: unit(currency),
                cells: cells(MEASURES, figures),
            };
            rows.extend(forecasts.iter().map(row));
            if query.explain {
                explanations.extend(
                    forecasts
                        .iter()
                        .map(|figures| explain(&slice, currency, figures)),
                );
            }
            if slice.group.is_none() {
                charts.push(chart::chart(currency, &forecasts));
            }
        }
    }
    let mut notes = Notes::default();
    note(&mut notes, query, &deals, periods, odds);
    if is_mixed(&rows) {
        notes.add(Code::MixedCurrency);
    }
    if let (Odds::Stages(_), Some(first)) = (odds, explanations.first_mut()) {
        first.lines.splice(0..0, explain::stages(query, odds));
    }
    let found = ReportBody {
        basis: "deals won in each period, and open deals with a close date in it".to_owned(),
        deals: deals.len() as u64,
        left_out: left_out(query, &deals, periods),
        notes,
        table: table(MEASURES, VIEWS, rows),
        explanations,
    };
    (found, charts)
}

/// The figures of a slice in each period; of a group only those that say something.
pub fn forecasts(
    slice: &Slice<'_, '_>,
    query: &Query<'_>,
    periods: &[Period],
    currency: Option<Currency>,
    odds: &Odds,
) -> Vec<Figures> {
    let figures = |period: &Period| {
        let mut figures = Figures::of(slice, query, *period, currency, odds);
        figures.target = target(query, &slice.group, period, currency);
        figures
    };
    periods
        .iter()
        .map(figures)
        .filter(|figures| slice.group.is_none() || !figures.is_empty())
        .collect()
}

/// Notes what is counted in a period and cannot be summed or weighted.
pub fn note(
    notes: &mut Notes,
    query: &Query<'_>,
    deals: &[Snapshot<'_>],
    periods: &[Period],
    odds: &Odds,
) {
    let parts = |deal: &Snapshot<'_>| {
        let part = |period: &Period| Some((*period, Part::of(deal, period, query.as_of)?));
        periods.iter().filter_map(part).collect::<Vec<_>>()
    };
    notes.of_deals(deals);
    note_target(notes, query, periods);
    let is_undated =
        |deal: &Snapshot<'_>| (deal.is_won() || deal.is_lost()) && deal.journey.ended.is_none();
    notes.deals(Code::MissingCreated, deals, is_undated);
    for deal in deals {
        let parts = parts(deal);
        let worth = worth(deal, query.book);
        let is_unweighted = |(period, part): &(Period, Part)| {
            part.is_weighted() && odds.of_case(deal, query.as_of, period.to).is_none()
        };
        for (code, holds) in [
            (
                Code::MissingAmount,
                !parts.is_empty() && worth == DealValue::Missing,
            ),
            (
                Code::Unpriced,
                !parts.is_empty() && worth == DealValue::Unpriced,
            ),
            (Code::Unweighted, parts.iter().any(is_unweighted)),
        ] {
            notes.deals(code, [deal], |_| holds);
        }
    }
}

/// The open deals that no period counts, and why.
pub fn left_out(
    query: &Query<'_>,
    deals: &[Snapshot<'_>],
    periods: &[Period],
) -> Vec<(u64, &'static str)> {
    let count = |holds: &dyn Fn(&Snapshot<'_>) -> bool| {
        deals
            .iter()
            .filter(|deal| deal.is_open() && holds(deal))
            .count() as u64
    };
    let due = |deal: &Snapshot<'_>| deal.state.close_date.filter(|day| *day >= query.as_of);
    vec![
        (
            count(&|deal| deal.state.close_date.is_some_and(|day| day < query.as_of)),
            "open and past their close date",
        ),
        (
            count(&|deal| deal.state.close_date.is_none()),
            "open without a close date",
        ),
        (
            count(&|deal| {
                due(deal).is_some_and(|day| !periods.iter().any(|period| period.has(day)))
            }),
            "open, with a close date in none of the periods",
        ),
    ]
}
