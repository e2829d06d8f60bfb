//! Coverage: whether what is open in a period can carry what is still to be won in it.

mod explain;
pub mod figures;
mod past;

use super::{
    FlagError, FlagValues, Query, Reads, ReportSpec, WindowUse,
    draft::{Draft, ReportBody},
    flags::Flag,
    forecast::{
        due::{left_out, note},
        figures::forecasts,
        odds::{METHOD_OF_DUE, Odds, PROB},
    },
    groups::money_slices,
    notes::Code,
    targets::{PERIOD, periods, refuse_spans},
};
use crate::book::{Period, Snapshot};
use crate::table::Report;
use explain::explain;
use figures::{Figures, MEASURES, VIEWS};
use past::Past;

pub const SPEC: ReportSpec = ReportSpec {
    name: "coverage",
    summary: "Is there enough open pipeline to reach a period's target?",
    definition: "Per period: remaining = target − closed; open = commit, best case and pipeline \
                 due to close in it. Coverage = open / remaining, weighted = Σ amount × p / \
                 remaining.\n\n\
                 Required = 1 / win rate by value of deals closed in the window (by count where \
                 more than a fifth of them have no amount), not a fixed 3; \
                 required open = remaining × required; gap = how far open falls short of it.\n\n\
                 Yield = what earlier periods of the same kind (complete, inside the window) won \
                 per amount open at their start.\n\n\
                 A target already reached shows `met`. Check segments too: in a total, one can \
                 hide another.",
    example: "deal report coverage --period 2026-Q4 --by segment",
    flags: FLAGS,
    window: WindowUse::Always,
    reads: Reads::WithExcluded,
    run,
};

const FLAGS: &[Flag] = &[PERIOD, PROB, METHOD_OF_DUE];

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    refuse_spans(query)?;
    let periods = periods(query, flags)?;
    let (method, prob) = (flags.one("method")?, flags.one("prob")?);
    let odds = Odds::new(query, method, prob, query.as_of);
    Ok(SPEC.report(query, flags, body(query, &periods, &odds)))
}

fn body<'a>(query: &Query<'a>, periods: &[Period], odds: &Odds<'a>) -> ReportBody {
    let deals = query.snapshots(query.as_of);
    let pasts: Vec<(&Period, Past<'_>)> = periods
        .iter()
        .map(|period| (period, Past::new(query, &deals, period)))
        .collect();
    let mut draft = Draft::new(MEASURES, query);
    for slice in money_slices(&deals, query) {
        for (period, past) in &pasts {
            for forecast in forecasts(&slice, query, &[**period], odds) {
                let figures = Figures::new(&slice, query, forecast, past);
                let has_no_rate = figures.win_rate().is_none();
                let code = if figures.closed().is_empty() {
                    Code::NoClosed
                } else {
                    Code::NoClosedAmount
                };
                draft.notes.row(code, has_no_rate, &slice.name());
                let is_by_count = figures.is_by_count();
                draft
                    .notes
                    .row(Code::RateByCount, is_by_count, &slice.name());
                draft.explain(&slice, || explain(&figures));
                draft.add(&slice, &figures);
            }
        }
    }
    note(&mut draft.notes, query, &deals, periods, odds);
    let closed = |deal: &Snapshot<'_>| deal.closed_in(query.window);
    draft.notes.unvalued(&deals, closed);
    ReportBody {
        basis: "open deals with a close date in each period, win rate of the window".to_owned(),
        deals: deals.len() as u64,
        left_out: left_out(&deals, periods, odds),
        ..draft.finish(VIEWS)
    }
}
