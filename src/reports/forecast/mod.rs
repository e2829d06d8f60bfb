//! The forecast: what a period brings in, by forecast category and by probability.

mod chart;
mod columns;
pub mod due;
mod explain;
pub mod figures;
pub mod odds;
mod outlook;

use super::{
    FlagError, FlagValues, Query, Reads, ReportSpec,
    draft::{Draft, ReportBody},
    flags::{CHART, Flag},
    groups::money_slices,
    targets::{PERIOD, periods, refuse_spans},
};
use crate::book::Period;
use crate::table::Report;
use chart::chart;
use columns::{MEASURES, VIEWS};
use due::{left_out, note};
use explain::{explain, stages};
use figures::forecasts;
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
    let periods = periods(query, flags)?;
    let odds = Odds::new(query, flags)?;
    Ok(SPEC.report(query, flags, body(query, &periods, &odds)))
}

fn body(query: &Query<'_>, periods: &[Period], odds: &Odds) -> ReportBody {
    let deals = query.snapshots(query.as_of);
    let mut draft = Draft::new(MEASURES, query);
    // Before the first row, since they hold for all.
    let mut probabilities = match odds {
        Odds::Stages(_) => stages(query, odds),
        Odds::Survival(_) => Vec::new(),
    };
    for slice in money_slices(&deals, query) {
        let forecasts = forecasts(&slice, query, periods, odds);
        for figures in &forecasts {
            let head = std::mem::take(&mut probabilities).into_iter();
            draft.explain(&slice, || head.chain(explain(figures)).collect());
        }
        draft.add_all(&slice, &forecasts);
        if slice.group.is_none() {
            draft.charts.push(chart(slice.currency, &forecasts));
        }
    }
    note(&mut draft.notes, query, &deals, periods, odds);
    ReportBody {
        basis: "deals won in each period, and open deals with a close date in it".to_owned(),
        deals: deals.len() as u64,
        left_out: left_out(&deals, periods),
        ..draft.finish(VIEWS)
    }
}
