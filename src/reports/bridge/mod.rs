//! The bridge: how the pipeline of one day became that of another, every change in its bucket, to
//! the last cent.
//!
//! Two days are bridged from history alone, so that it can be done again for any two. Across
//! revisions each end has the files of its own, and a deal is the same where its id is. The
//! filters, the pipeline and the group apply at both ends: a deal that changed hands goes out of
//! one owner's bridge and into the other's.

pub mod buckets;
mod ledger;
mod movement;
mod spans;

use std::collections::BTreeMap;

use super::{
    FlagError, FlagValues, Notes, Query, Reads, ReportSpec, Window, WindowUse,
    draft::{Draft, ReportBody},
    flags::{CHART, Flag, Takes},
    money::{Sum, in_words},
    notes::Code,
    query::Compared,
};
use crate::book::{Period, Snapshot};
use crate::deal::Currency;
use crate::table::{Cell, Group, Report, Row};
use ledger::{Figures, Ledger, MEASURES, MEASURES_WITH_DEALS};
use movement::{ledgers, movements};
use spans::{days, spans};

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
    window: WindowUse::Always,
    reads: Reads::EachDay(days),
    run,
};

const FLAGS: &[Flag] = &[
    Flag::new(
        "period",
        Takes::Pattern("PERIOD"),
        "Only deals with a close date in it: 2026-Q2, 2026-05, this-quarter and so on",
    ),
    Flag::new(
        "revisions",
        Takes::Pattern("A[..B]"),
        "From git revision A to B, or to the work tree; --from and --to default to the as-of date",
    ),
    Flag::switch("deals", "List the deals in each bucket"),
    Flag::switch("detail", "Show buckets without deals as well"),
    CHART,
];

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    let period = query.maybe_period(flags)?;
    let body = body(query, period, flags.is_on("deals"));
    Ok(SPEC.report(query, flags, body))
}

fn body(query: &Query<'_>, period: Option<Period>, with_deals: bool) -> ReportBody {
    let measures = match with_deals {
        true => MEASURES_WITH_DEALS,
        false => MEASURES,
    };
    let mut draft = Draft::new(measures, query);
    let by = query.by.map(|by| by.as_str());
    for (name, span) in spans(query, period) {
        let movements = movements(query, &span);
        if let (None, Some(by)) = (&name, by.filter(|_| !has_periods(query))) {
            let groups = ledgers(&movements, &span, true, &mut Notes::default());
            for ((_, value, currency), ledger) in groups {
                let group = Some((by, value.map(str::to_owned)));
                add(&mut draft, query, group, currency, &ledger, with_deals);
            }
        }
        let group = by.zip(name).map(|(by, name)| (by, Some(name)));
        let mut totals = ledgers(&movements, &span, false, &mut draft.notes);
        if totals.is_empty() {
            totals.insert((true, None, query.book.currency), Ledger::default());
        }
        for ((_, _, currency), ledger) in totals {
            add(
                &mut draft,
                query,
                group.clone(),
                currency,
                &ledger,
                with_deals,
            );
        }
    }
    finish(draft, query, period)
}

fn has_periods(query: &Query<'_>) -> bool {
    query.by.is_some_and(|by| by.is_period())
}

/// Adds the rows of a ledger.
fn add(
    draft: &mut Draft<Figures>,
    query: &Query<'_>,
    group: Group,
    currency: Option<Currency>,
    ledger: &Ledger,
    with_deals: bool,
) {
    for figures in ledger.figures(with_deals) {
        draft.add_row(&group, currency, &figures);
    }
    draft.explain_row(&group, currency, || ledger.explain());
    if group.is_none() {
        let (first, last) = ends(query);
        let chart = ledger.chart(currency, format!("from {first} to {last}"));
        draft.charts.push(chart);
    }
}

fn finish(mut draft: Draft<Figures>, query: &Query<'_>, period: Option<Period>) -> ReportBody {
    let whole = Query {
        pipeline: None,
        ..*query
    };
    let last = whole.snapshots(query.window.to.min(query.as_of));
    let notes = &mut draft.notes;
    notes.of_deals(&last);
    note_undated(notes, &last);
    let mut body = ReportBody {
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
        ..draft.finish(&[])
    };
    // Buckets into which nothing went tell a person nothing.
    let rows = body.table.rows.iter().enumerate();
    let empty = rows.filter(|(_, row)| is_empty(row)).map(|(at, _)| at);
    body.table.details = empty.collect();
    body
}

/// Whether it is of a bucket between opening and closing into which no deal went.
fn is_empty(row: &Row) -> bool {
    let is_end = row.cells.iter().any(|cell| {
        matches!(cell, Cell::Named { id, .. } if ["opening", "closing"].contains(&id.as_str()))
    });
    !is_end && row.cells.contains(&Cell::Count(0))
}

/// Open deals of which nobody knows since when are there at both ends.
fn note_undated(notes: &mut Notes, deals: &[Snapshot<'_>]) {
    let undated = |deal: &&Snapshot<'_>| deal.is_open() && deal.created().is_none();
    let mut sums: BTreeMap<Option<Currency>, Sum> = BTreeMap::new();
    for deal in deals.iter().filter(undated) {
        notes.deal(Code::MissingCreated, deal);
        sums.entry(deal.currency()).or_default().add(deal.value());
    }
    for (currency, sum) in sums {
        let total = in_words(sum.known_total(), currency);
        let (deals, have) = match sum.count() {
            1 => ("deal", "has no day of creation and counts"),
            _ => ("deals", "have no day of creation and count"),
        };
        notes.say(
            Code::MissingCreated,
            format!(
                "{} {deals} of {total} in all {have} as open on every day",
                sum.count()
            ),
        );
    }
}

fn basis(query: &Query<'_>, period: Option<Period>) -> String {
    let (first, last) = ends(query);
    let due = period.map(|period| format!(", with a close date in {period}"));
    let due = due.unwrap_or_default();
    format!("open deals at the end of {first} and of {last}{due}")
}

/// Both ends in words: the day, and the revision if there are two.
fn ends(query: &Query<'_>) -> (String, String) {
    let Window { from, to } = query.window;
    match query.compared {
        Some(Compared { first, last, .. }) => {
            (format!("{from} in {first}"), format!("{to} in {last}"))
        }
        None => (from.to_string(), to.to_string()),
    }
}
