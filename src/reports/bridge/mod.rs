//! The bridge: how the pipeline of one day became that of another, every change in its bucket, to
//! the last cent.
//!
//! Two days are bridged from history alone, so that it can be done again for any two. Across
//! revisions each end has the files of its own, and a deal is the same where its id is. The
//! filters, the pipeline and the group are asked at both ends: a deal that changed hands goes out
//! of one owner's bridge and into the other's.

pub mod buckets;
mod ledger;
mod movement;

use crate::book::period::Period;
use crate::deal::day::Day;
use crate::deal::money::Currency;
use crate::table::{Chart, Explanation, Group, Report, Row};

use super::flags::{CHART, Flag, FlagError, FlagValues, Takes};
use super::groups::periods;
use super::notes::{Code, Notes, is_mixed};
use super::query::{Compared, Query, Window};
use super::{Reads, ReportBody, ReportSpec};

use buckets::Span;
use ledger::{Ledger, table};
use movement::{ledgers, movements};

pub const SPEC: ReportSpec = ReportSpec {
    name: "bridge",
    summary: "What changed the open pipeline between two dates?",
    definition: "Open deals at the end of --from (opening) and of --to (closing), and every \
                 change in between in one of thirteen buckets: opening + changes = closing, \
                 exactly. Deals that are new, reopened, pulled or pushed in, or transferred in \
                 enter with their final amount; won and lost deals leave with it, after a change \
                 of amount in its own bucket. A missing amount counts as 0 and is noted. Slippage \
                 = pushed out / opening.\n\n\
                 With --period, only deals whose close date is in it.\n\n\
                 Filters, --pipeline and --by apply at both ends; a deal that no longer matches \
                 is transferred.\n\n\
                 By month or quarter: one bridge each.\n\n\
                 With --revisions A..B, the opening comes from revision A and later dates from B \
                 (default: the work tree); both ends default to the as-of date. Deals are matched \
                 by id: one whose file is gone is removed, one not in A is new; won and lost mean \
                 closed in B but not in A. The current dealfile.yaml is used for both.",
    example: "deal report bridge --from 2026-03-31 --to 2026-06-30 --period 2026-Q2 --deals",
    flags: FLAGS,
    reads: Reads::EachDay(days),
    run,
};

const FLAGS: &[Flag] = &[
    Flag {
        name: "period",
        takes: Takes::Pattern("PERIOD"),
        default: None,
        help: "Only deals with a close date in it: 2026, 2026-Q2, 2026-05 or 2026-05-01..2026-05-15",
    },
    Flag {
        name: "revisions",
        takes: Takes::Pattern("A[..B]"),
        default: None,
        help: "From git revision A to B, or to the work tree; --from and --to default to the as-of date",
    },
    Flag {
        name: "deals",
        takes: Takes::Nothing,
        default: None,
        help: "List the deals in each bucket",
    },
    CHART,
];

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    let period = flags.maybe("period")?;
    let (found, charts) = found(query, period, flags.is_on("deals"));
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

/// The days whose ends are bridged, on which the filters are asked. Nothing is known behind as-of.
fn days(query: &Query<'_>) -> Vec<Day> {
    let mut days: Vec<Day> = spans(query, None)
        .into_iter()
        .flat_map(|(_, span)| [span.first, span.last])
        .collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// One bridge for each month or quarter, where those were asked for, then the whole.
fn spans(query: &Query<'_>, period: Option<Period>) -> Vec<(Option<String>, Span)> {
    let known = |day: Day| day.min(query.as_of);
    // The revisions differ where the whole begins; the days behind are all read from the last.
    let is_across = |window: Window| query.compared.is_some() && window.from == query.window.from;
    let span = |window: Window| Span {
        first: known(window.from),
        last: known(window.to),
        period,
        is_across_revisions: is_across(window),
    };
    let flows = Query {
        window: Window {
            from: query.window.from.plus(1),
            ..query.window
        },
        ..*query
    };
    let by = query
        .by
        .filter(|by| by.is_period() && flows.window.from <= flows.window.to);
    let parts = by
        .map(|by| periods(by, &flows, Some(flows.window.from)))
        .unwrap_or_default();
    let part = |(name, window): (String, Window)| {
        (
            Some(name),
            span(Window {
                from: window.from.plus(-1),
                ..window
            }),
        )
    };
    parts
        .into_iter()
        .map(part)
        .chain([(None, span(query.window))])
        .collect()
}

/// What has been made so far.
#[derive(Default)]
struct Draft {
    rows: Vec<Row>,
    explanations: Vec<Explanation>,
    /// Of all deals over the whole window, for each currency.
    charts: Vec<Chart>,
}

impl Draft {
    fn add(
        &mut self,
        group: &Group,
        currency: Option<Currency>,
        ledger: &Ledger,
        query: &Query<'_>,
        with_deals: bool,
    ) {
        self.rows.extend(ledger.rows(group, currency, with_deals));
        self.explanations
            .extend(query.explained(|| ledger.explain(group, currency)));
        if group.is_none() {
            let (first, last) = ends(query);
            self.charts
                .push(ledger.chart(currency, format!("from {first} to {last}")));
        }
    }
}

fn found(query: &Query<'_>, period: Option<Period>, with_deals: bool) -> (ReportBody, Vec<Chart>) {
    let (mut notes, mut draft) = (Notes::default(), Draft::default());
    for (name, span) in spans(query, period) {
        let movements = movements(query, &span);
        if let (None, Some(by)) = (&name, query.by.filter(|by| !by.is_period())) {
            for ((_, value, currency), ledger) in
                ledgers(&movements, &span, |seen| seen.group, &mut Notes::default())
            {
                draft.add(
                    &Some((by.as_str(), value.map(str::to_owned))),
                    currency,
                    &ledger,
                    query,
                    with_deals,
                );
            }
        }
        let group: Group = query
            .by
            .zip(name)
            .map(|(by, name)| (by.as_str(), Some(name)));
        let mut totals = ledgers(&movements, &span, |_| None, &mut notes);
        if totals.is_empty() {
            totals.insert((true, None, query.book.currency), Ledger::default());
        }
        for ((_, _, currency), ledger) in totals {
            draft.add(&group, currency, &ledger, query, with_deals);
        }
    }
    let whole = Query {
        pipeline: None,
        ..*query
    };
    let last = whole.snapshots(query.window.to.min(query.as_of));
    notes.of_deals(&last);
    if is_mixed(&draft.rows) {
        notes.add(Code::MixedCurrency);
    }
    let found = ReportBody {
        basis: basis(query, period),
        deals: last.len() as u64,
        left_out: vec![
            (
                notes.count(Code::Unpriced),
                "without an exchange rate (counted as 0)",
            ),
            (
                notes.count(Code::MissingAmount),
                "without an amount (counted as 0)",
            ),
        ],
        notes,
        table: table(with_deals, draft.rows),
        explanations: draft.explanations,
    };
    (found, draft.charts)
}

fn basis(query: &Query<'_>, period: Option<Period>) -> String {
    let (first, last) = ends(query);
    let due = period
        .map(|period| format!(", with a close date in {period}"))
        .unwrap_or_default();
    format!("open deals at the end of {first} and of {last}{due}")
}

/// Both ends in words: the day, and the revision where there are two.
fn ends(query: &Query<'_>) -> (String, String) {
    let Window { from, to } = query.window;
    match query.compared {
        Some(Compared { first, last, .. }) => {
            (format!("{from} in {first}"), format!("{to} in {last}"))
        }
        None => (from.to_string(), to.to_string()),
    }
}
