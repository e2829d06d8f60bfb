//! The forecast: what a period brings in, by forecast category and by probability.

pub mod calibrated;
mod chart;
mod columns;
pub mod due;
mod explain;
pub mod figures;
pub mod method;
pub mod odds;
mod outlook;
pub mod past;

use super::{
    FlagError, FlagValues, Query, Reads, ReportSpec, WindowUse,
    draft::{Draft, ReportBody},
    flags::{CHART, Flag},
    groups::money_slices,
    targets::{PERIOD, periods, refuse_spans},
};
use crate::book::Period;
use crate::table::Report;
use chart::chart;
use columns::{MEASURES, VIEWS};
use due::{basis, left_out, note, note_method};
use explain::{explain, stages};
use figures::forecasts;
use method::Way;
use odds::{METHOD, Odds, PROB};
use past::Past;

pub const SPEC: ReportSpec = ReportSpec {
    name: "forecast",
    summary: "What will a period bring, and what is the chance of reaching the target?",
    definition: "Per period: closed = won in it; commit, best case, pipeline and omitted = open \
                 deals with a close date in it, separately and cumulative.\n\n\
                 Open = Σ amount × p over all open deals that are not omitted, whatever their close \
                 date; of it due = the part with a close date in the period. p = the chance of a win \
                 within the period, from the deal's stage, the days it has been there and the days \
                 that are left: daily rates of leaving each stage, from all stays in the book's \
                 pipeline (a stage with fewer than 30 exits is drawn towards its configured \
                 probability and expected days).\n\n\
                 Not yet created = what new deals bring, at the rate at which deals came in over \
                 the last 90 days. Forecast = closed + open + not yet created.\n\n\
                 P(target) is the chance that closed, open and new deals reach the target, for \
                 independent deals. As past forecasts went: the forecasts of up to 8 earlier \
                 periods, made when as many days were over, against what came; low to high holds \
                 in 8 of 10 periods if this one is like them. Where fewer than 4 can be compared, \
                 the first table takes low, high and P(target) of independent deals.\n\n\
                 --method stage takes p as ever won, of a deal that has just come to the stage: \
                 (won + 10 × configured) / (won + lost + 10). --method survival takes the age of \
                 the deal and the days left. Both count deals due in the period alone. ± shared is \
                 the SD if the deals of a stage err together.\n\n\
                 The target is that of exactly the period: the book's, or with one owner, segment or \
                 pipeline its own; an owner without one has the goal in won value.",
    example: "deal report forecast --period 2026-Q3 --period 2026-Q4",
    flags: FLAGS,
    window: WindowUse::Never,
    reads: Reads::WithExcluded,
    run,
};

const FLAGS: &[Flag] = &[PERIOD, PROB, METHOD, CHART];

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    refuse_spans(query)?;
    let periods = periods(query, flags)?;
    let (ways, flags) = Way::all(flags)?;
    let [way] = ways[..] else {
        return Err(FlagError::new("method", "name one method"));
    };
    Ok(SPEC.report(query, &flags, body(query, &periods, way)))
}

fn body<'a>(query: &Query<'a>, periods: &[Period], way: Way) -> ReportBody {
    let last = periods.iter().map(|period| period.to).max();
    let odds = &Odds::new(query, way.method, way.prob, last.unwrap_or(query.as_of));
    let deals = query.snapshots(query.as_of);
    let mut past = Past::new(way, query);
    let mut draft = Draft::new(MEASURES, query);
    // Before the first row, since they hold for all.
    let mut probabilities = match odds {
        Odds::Stages(_) => stages(query, odds),
        Odds::Flow(_) | Odds::Survival(_) => Vec::new(),
    };
    for slice in money_slices(&deals, query) {
        let mut forecasts = forecasts(&slice, query, periods, odds);
        if slice.group.is_none() {
            past.hold_against(&mut forecasts, slice.currency, &mut draft.notes);
        }
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
    note_method(&mut draft.notes, query, &deals, periods, odds);
    ReportBody {
        basis: basis(odds).to_owned(),
        deals: deals.len() as u64,
        left_out: left_out(&deals, periods, odds),
        ..draft.finish(VIEWS)
    }
}
