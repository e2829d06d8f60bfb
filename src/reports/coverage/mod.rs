//! Coverage: whether what is open in a period can carry what is still to be won in it.

mod explain;
mod figures;
mod past;

use crate::book::period::Period;
use crate::book::snapshot::Snapshot;
use crate::deal::money::Currency;
use crate::table::{Report, Row};

use super::flags::{Flag, FlagError, FlagValues};
use super::forecast::figures::Figures as Forecast;
use super::forecast::odds::{METHOD, Odds, PROB};
use super::forecast::{forecasts, left_out, note};
use super::groups::{Slice, slices};
use super::horizon::{PERIOD, periods, refuse_spans};
use super::measure::{cells, table};
use super::money::{Sum, by_currency, currency, unit};
use super::notes::{Code, Notes, is_mixed, row_name};
use super::query::Query;
use super::{Reads, ReportBody, ReportSpec};

use explain::explain;
use figures::{Figures, MEASURES, VIEWS};
use past::Past;

pub const SPEC: ReportSpec = ReportSpec {
    name: "coverage",
    summary: "Is there enough open pipeline to reach a period's target?",
    definition: "Per period: remaining = target − closed; open = commit, best case and pipeline \
                 due to close in it. Coverage = open / remaining, weighted = Σ amount × p / \
                 remaining.\n\n\
                 Required = 1 / win rate by value of deals closed in the window, not a fixed 3; \
                 required open = remaining × required; gap = how far open falls short of it.\n\n\
                 Yield = what earlier periods of the same kind (complete, inside the window) won \
                 per amount open at their start.\n\n\
                 A target already reached shows `met`. Check segments too: in a total, one can \
                 hide another.",
    example: "deal report coverage --period 2026-Q4 --by segment",
    flags: FLAGS,
    reads: Reads::WithExcluded,
    run,
};

const FLAGS: &[Flag] = &[PERIOD, PROB, METHOD];

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    refuse_spans(query)?;
    let (periods, odds) = (periods(query, flags)?, Odds::of(query, flags)?);
    Ok(SPEC.report(query, flags, found(query, &periods, &odds)))
}

fn found<'a>(query: &Query<'a>, periods: &[Period], odds: &Odds) -> ReportBody {
    let deals = query.snapshots(query.as_of);
    let pasts: Vec<Vec<Past<'a>>> = periods
        .iter()
        .map(|period| Past::of(query, &deals, period))
        .collect();
    let mut notes = Notes::default();
    let (mut rows, mut explanations) = (Vec::new(), Vec::new());
    for slice in slices(&deals, query) {
        for (currency, slice) in by_currency(&slice, query.book) {
            for forecast in forecasts(&slice, query, periods, currency, odds) {
                let past = periods
                    .iter()
                    .position(|period| *period == forecast.period)
                    .and_then(|place| pasts.get(place));
                let figures = figures(
                    &slice,
                    query,
                    currency,
                    forecast,
                    past.map_or(&[], Vec::as_slice),
                );
                notes.row(
                    Code::NoClosed,
                    figures.win_rate().is_none(),
                    &row_name(&slice.group, None),
                );
                explanations.extend(query.explained(|| explain(&slice, currency, &figures)));
                rows.push(Row {
                    group: slice.group.clone(),
                    unit: unit(currency),
                    cells: cells(MEASURES, &figures),
                });
            }
        }
    }
    note(&mut notes, query, &deals, periods, odds);
    if is_mixed(&rows) {
        notes.add(Code::MixedCurrency);
    }
    ReportBody {
        basis: "open deals with a close date in each period, win rate of the window".to_owned(),
        deals: deals.len() as u64,
        left_out: left_out(query, &deals, periods),
        notes,
        table: table(MEASURES, VIEWS, rows),
        explanations,
    }
}

fn figures<'a>(
    slice: &Slice<'_, 'a>,
    query: &Query<'a>,
    row: Option<Currency>,
    forecast: Forecast,
    past: &[Past<'a>],
) -> Figures {
    let closed = |won: bool| {
        let of = slice
            .deals
            .iter()
            .filter(|deal| deal.closed_in(query.window) && deal.is_won() == won);
        Sum::of(of.copied(), query.book)
    };
    let in_row = |deal: &&Snapshot<'a>| {
        let group = query
            .by
            .filter(|_| slice.group.is_some())
            .map(|by| deal.group(by).map(str::to_owned));
        group == slice.group.clone().map(|(_, value)| value) && currency(deal, query.book) == row
    };
    let stood = Sum::of(
        past.iter().flat_map(|past| &past.stood).filter(in_row),
        query.book,
    );
    let brought = Sum::of(
        past.iter().flat_map(|past| &past.brought).filter(in_row),
        query.book,
    );
    Figures {
        forecast,
        won: closed(true),
        lost: closed(false),
        stood,
        brought,
    }
}
