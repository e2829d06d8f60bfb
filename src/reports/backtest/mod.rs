//! What forecasts of earlier periods said, and what came.

mod columns;
mod explain;
mod fifths;
mod held;
mod history;
mod points;
mod rows;
mod wins;

use std::collections::BTreeSet;

use super::{
    FlagError, FlagValues, Notes, Query, Reads, ReportSpec, Slice, WindowUse,
    draft::{Draft, ReportBody},
    flags::{Flag, Takes},
    forecast::{
        method::Way,
        odds::{Method, PROB},
    },
    groups::slices,
    lookback::{self, AT, LAST, PER, PastPeriod},
    measure::Measure,
    targets::note_target,
};
use crate::book::{Period, Snapshot};
use crate::deal::Currency;
use crate::table::{Report, View};
use columns::{MEASURES, VIEWS, VIEWS_OF_METHODS};
use history::History;
use rows::Row;

pub const SPEC: ReportSpec = ReportSpec {
    name: "backtest",
    summary: "What did earlier forecasts say, and what came?",
    definition: "For each of the last periods that are over: the forecast that would have been made \
                 the day before it (or with --at same, when as many of its days were over as of \
                 the present one), from what the book knew then, and what was won after that day.\n\n\
                 Said = open deals + deals not yet created. Came = won after the day of the \
                 forecast, by how the deal stood on it: due, due on another day, past due, omitted, \
                 or new (created, reopened or brought in later). Closed = won in the period by then. \
                 Error = |said / came − 1|; the total's is the mean.\n\n\
                 Held = what came of the open deals lay between their P10 and P90, as it should in \
                 8 of 10 periods. As past forecasts went: the same for the interval that forecast \
                 prints.\n\n\
                 Brier = mean of (p − won)² over the deals that were open. Skill = 1 − Brier / the \
                 Brier score of the share that was won, said of every deal: above 0, the chances \
                 tell deals apart.\n\n\
                 --fifths sorts those deals by their p: what was said and what share was won.\n\n\
                 Filters and --pipeline take deals as they are today; only without them a forecast \
                 knows nothing of later days. A period before which fewer than 8 deals were decided \
                 is left out.",
    example: "deal report backtest --per month --method flow --method stage",
    flags: FLAGS,
    window: WindowUse::Never,
    reads: Reads::WithExcluded,
    run,
};

const METHODS: Flag = Flag::new(
    "method",
    Takes::Words(Method::WORDS),
    "The forecast's method; repeatable: rows of each",
)
.or("flow");

const FLAGS: &[Flag] = &[
    PER,
    LAST,
    AT,
    METHODS,
    PROB,
    Flag::switch(
        "fifths",
        "Show deals by their chance, in five parts, instead",
    ),
];

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    if let Some(by) = query.by {
        let problem = format!(
            "{} is not possible here; filter by it, or use --pipeline",
            by.as_str()
        );
        return Err(FlagError::new("by", problem));
    }
    let (ways, flags) = Way::all(flags)?;
    let periods = lookback::periods(query, &flags)?;
    let body = if flags.is_on("fifths") {
        body(query, &periods, &ways, fifths::MEASURES, &[], fifths::add)
    } else {
        let views = if ways.len() == 1 {
            VIEWS
        } else {
            VIEWS_OF_METHODS
        };
        body(query, &periods, &ways, MEASURES, views, add)
    };
    Ok(SPEC.report(query, &flags, body))
}

/// The rows that `add` makes of what each method said, for each currency.
fn body<T>(
    query: &Query<'_>,
    periods: &[PastPeriod],
    ways: &[Way],
    measures: &'static [Measure<T>],
    views: &'static [View],
    add: fn(&mut Draft<T>, &Slice<'_, '_>, Vec<Row>),
) -> ReportBody {
    let deals = query.snapshots(query.as_of);
    let histories: Vec<History> = ways
        .iter()
        .map(|way| History::new(*way, query, periods, &deals))
        .collect();
    let mut draft = Draft::new(measures, query);
    let mut few_decided = BTreeSet::new();
    for slice in by_currency(&deals, &histories, query) {
        for history in &histories {
            few_decided.extend(history.left_out(slice.currency));
            add(&mut draft, &slice, history.rows(slice.currency));
        }
    }
    note(&mut draft.notes, query, &deals, periods);
    let why = "periods before which fewer than 8 deals were decided";
    ReportBody {
        left_out: vec![(few_decided.len() as u64, why)],
        deals: deals.len() as u64,
        basis: "forecasts of periods that are over, and what was won in them".to_owned(),
        ..draft.finish(views)
    }
}

fn add(draft: &mut Draft<Row>, slice: &Slice<'_, '_>, rows: Vec<Row>) {
    draft.explain(slice, || explain::explain(&rows));
    draft.add_all(slice, &rows);
}

/// A row of all deals for each currency that they are or were in.
fn by_currency<'s, 'a: 's>(
    deals: &'s [Snapshot<'a>],
    histories: &[History],
    query: &Query<'a>,
) -> Vec<Slice<'s, 'a>> {
    let Some(all) = slices(deals, query).pop() else {
        return Vec::new();
    };
    let mut currencies: BTreeSet<Option<Currency>> = deals.iter().map(Snapshot::currency).collect();
    currencies.extend(histories.iter().flat_map(History::currencies));
    if currencies.is_empty() {
        currencies.insert(query.book.currency);
    }
    let slice = |currency| {
        let own = deals.iter().filter(|deal| deal.currency() == currency);
        all.with(currency, own.collect())
    };
    currencies.into_iter().map(slice).collect()
}

fn note(notes: &mut Notes, query: &Query<'_>, deals: &[Snapshot<'_>], periods: &[PastPeriod]) {
    notes.of_deals(deals);
    let won_then = |deal: &Snapshot<'_>| {
        let closed = deal.closed().filter(|_| deal.is_won());
        closed.is_some_and(|day| periods.iter().any(|past| past.period.has(day)))
    };
    notes.unvalued(deals, won_then);
    notes.undated(deals);
    let periods: Vec<Period> = periods.iter().map(|past| past.period).collect();
    note_target(notes, query, &periods);
}
