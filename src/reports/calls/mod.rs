//! What became of what sellers said: the deals that were due in earlier periods, by their category.

mod columns;
mod figures;

use super::{
    FlagError, FlagValues, Query, Reads, ReportSpec, WindowUse,
    draft::{Draft, ReportBody},
    flags::Flag,
    formula::Line,
    groups::money_slices,
    lookback::{self, AT, LAST, PER, PastPeriod},
    query::refuse_periods,
};
use crate::book::Snapshot;
use crate::table::Report;
use columns::{MEASURES, VIEWS};
use figures::{Figures, called, rows};

pub const SPEC: ReportSpec = ReportSpec {
    name: "calls",
    summary: "What became of the deals that sellers said would close?",
    definition: "For each of the last periods that are over: the deals that were open the day before \
                 it (or with --at same, when as many of its days were over as of the present one) with \
                 a close date in the rest of it, by the forecast category that they had then.\n\n\
                 Of these, as known today: won by the end of the period, won later, lost, still open, \
                 or gone from the pipeline. Win rate = won / all of them (Wilson 1927). Called value \
                 has the amounts of that day, won value those of today.\n\n\
                 Owner, segment and other groups are those of that day. The last four rows are over all \
                 periods.",
    example: "deal report calls --per month --by owner",
    flags: FLAGS,
    window: WindowUse::Never,
    reads: Reads::AsOf,
    run,
};

const FLAGS: &[Flag] = &[PER, LAST, AT];

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    refuse_periods(query)?;
    let periods = lookback::periods(query, flags)?;
    Ok(SPEC.report(query, flags, body(query, &periods)))
}

fn body(query: &Query<'_>, periods: &[PastPeriod]) -> ReportBody {
    let then: Vec<Vec<Snapshot<'_>>> = periods.iter().map(|past| called(query, past)).collect();
    let mut draft = Draft::new(MEASURES, query);
    let all = then.iter().flatten();
    for slice in money_slices(all, query) {
        let rows = rows(&slice, query, periods);
        draft.explain(&slice, || rows.iter().map(explain).collect());
        for row in &rows {
            if row.past.is_none() {
                draft.notes.low_n(row.called, &row_name(&slice.name(), row));
            }
        }
        draft.add_all(&slice, &rows);
    }
    let deals = query.snapshots(query.as_of);
    draft.notes.of_deals(&deals);
    draft.notes.undated(&deals);
    draft.notes.unvalued(then.iter().flatten(), |_| true);
    ReportBody {
        basis: "open deals with a close date in a period that is over".to_owned(),
        deals: deals.len() as u64,
        ..draft.finish(VIEWS)
    }
}

fn row_name(group: &str, row: &Figures) -> String {
    let category = row.category.as_str();
    match group {
        "" => category.to_owned(),
        group => format!("{group} {category}"),
    }
}

fn explain(row: &Figures) -> Line {
    formula!(
        "{} {}: {} won of {} called = {}; {} won of {} called",
        row.past
            .map_or_else(|| "all periods".to_owned(), |past| past.period.to_string()),
        row.category.as_str(),
        row.won,
        row.called,
        crate::table::Cell::share(row.won, row.called),
        row.won_value.known_total(),
        row.called_value.known_total()
    )
}
