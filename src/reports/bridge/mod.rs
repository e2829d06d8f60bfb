//! The bridge: how the pipeline of one day became that of another, every change in its bucket, to the last cent.
//!
//! It is made from history alone, so that it can be run again for any two days. The filters, the pipeline and the
//! group are asked at both ends: a deal that changed hands goes out of one owner's bridge and into the other's.

mod ledger;
pub mod posts;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::book::journey::Status;
use crate::book::period::Period;
use crate::deal::day::Day;
use crate::deal::life::Life;
use crate::deal::money::Currency;
use crate::table::{Explanation, Group, Report, Row};

use super::case::Case;
use super::choices::{ChoiceError, Choices, Flag, Takes};
use super::groups::periods;
use super::notes::{Code, Notes, is_mixed};
use super::purse::{Worth, currency, worth};
use super::query::{Query, Window};
use super::{About, Found, Reads};

use ledger::{Ledger, table};
use posts::{Bucket, End, Span, Standing};

pub const ABOUT: About = About {
    name: "bridge",
    summary: "How did the pipeline of one day become that of another?",
    definition: "Open deals at the end of --from (opening) and of --to (closing), and between them every change in one \
                 of thirteen buckets: opening + all of them = closing, exactly, and the closing is the opening of the \
                 next bridge. With --period only deals whose close date lies in it; without, all. New, reopened, pulled \
                 or pushed in and transferred in come with their amount at the end; what is won or lost leaves with \
                 it, after a change of amount that has its own bucket. Filters, --pipeline and the group of --by are \
                 asked at both ends, and what no longer meets them is transferred. A missing amount is 0 and noted. \
                 Slippage is pushed out / opening. By month or quarter: one bridge each.",
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
        help: "Only deals that are to close in it: 2026, 2026-Q2, 2026-05 or 2026-05-01..2026-05-15",
    },
    Flag { name: "deals", takes: Takes::Nothing, default: None, help: "List the deals behind each bucket" },
];

fn run(query: &Query<'_>, choices: &Choices) -> Result<Report, ChoiceError> {
    let period = choices.maybe("period")?;
    Ok(ABOUT.report(query, choices, found(query, period, choices.is_on("deals"))))
}

/// The days whose ends are bridged, on which the filters are asked. Nothing is known behind as-of.
fn days(query: &Query<'_>) -> Vec<Day> {
    let mut days: Vec<Day> = spans(query, None).into_iter().flat_map(|(_, span)| [span.first, span.last]).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// One bridge for each month or quarter, where those were asked for, then the whole.
fn spans(query: &Query<'_>, period: Option<Period>) -> Vec<(Option<String>, Span)> {
    let known = |day: Day| day.min(query.as_of);
    let span = |window: Window| Span { first: known(window.from), last: known(window.to), period };
    let flows = Query { window: Window { from: query.window.from.plus(1), ..query.window }, ..*query };
    let by = query.by.filter(|by| by.is_period() && flows.window.from <= flows.window.to);
    let parts = by.map(|by| periods(by, &flows, Some(flows.window.from))).unwrap_or_default();
    let part = |(name, window): (String, Window)| (Some(name), span(Window { from: window.from.plus(-1), ..window }));
    parts.into_iter().map(part).chain([(None, span(query.window))]).collect()
}

/// A deal on one day, with the row that it belongs to.
struct Seen<'a> {
    end: End,
    worth: Worth,
    group: Option<&'a str>,
    currency: Option<Currency>,
}

/// A deal at both ends.
struct Passage<'a> {
    id: &'a str,
    before: Option<Seen<'a>>,
    after: Option<Seen<'a>>,
}

fn found(query: &Query<'_>, period: Option<Period>, with_deals: bool) -> Found {
    let mut notes = Notes::default();
    let (mut rows, mut explanations) = (Vec::new(), Vec::new());
    for (name, span) in spans(query, period) {
        let passages: Vec<Passage<'_>> = query.lives.iter().map(|life| Passage::of(life, query, &span)).collect();
        let is_part = name.is_some();
        if let (false, Some(by)) = (is_part, query.by.filter(|by| !by.is_period())) {
            for ((_, value, currency), ledger) in ledgers(&passages, &span, |seen| seen.group, &mut Notes::default()) {
                let group = Some((by.as_str(), value.map(str::to_owned)));
                write(&group, currency, &ledger, with_deals, &mut rows, &mut explanations);
            }
        }
        let group: Group = query.by.filter(|_| is_part).map(|by| (by.as_str(), name));
        let mut totals = ledgers(&passages, &span, |_| None, &mut notes);
        if totals.is_empty() {
            totals.insert((true, None, query.book.currency), Ledger::default());
        }
        for ((_, _, currency), ledger) in totals {
            write(&group, currency, &ledger, with_deals, &mut rows, &mut explanations);
        }
    }
    let last = Case::all(&Query { pipeline: None, ..*query }, query.window.to.min(query.as_of));
    notes.of_cases(&last);
    if is_mixed(&rows) {
        notes.add(Code::MixedCurrency);
    }
    Found {
        basis: basis(query, period),
        deals: last.len() as u64,
        left_out: vec![
            (notes.count(Code::Unpriced), "without a rate, as 0"),
            (notes.count(Code::MissingAmount), "without an amount, as 0"),
        ],
        notes,
        table: table(with_deals, rows),
        explanations,
    }
}

fn write(
    group: &Group,
    currency: Option<Currency>,
    ledger: &Ledger,
    with_deals: bool,
    rows: &mut Vec<Row>,
    explanations: &mut Vec<Explanation>,
) {
    rows.extend(ledger.rows(group, currency, with_deals));
    explanations.push(ledger.explain(group, currency));
}

impl<'a> Passage<'a> {
    fn of(life: &'a Life, query: &Query<'a>, span: &Span) -> Self {
        let whole = Query { pipeline: None, ..*query };
        let seen = |day: Day| Some(Seen::of(&Case::of(life, &whole, day)?, query, day));
        Self { id: &life.id, before: seen(span.first), after: seen(span.last) }
    }
}

impl<'a> Seen<'a> {
    fn of(case: &Case<'a>, query: &Query<'a>, day: Day) -> Self {
        let own = query.book.pipeline_of(&case.state).map(|own| &own.id);
        let standing = match case.journey.status {
            Status::Won => Standing::Closed(Bucket::Won, case.journey.ended),
            Status::Lost => Standing::Closed(Bucket::Lost, case.journey.ended),
            Status::Open | Status::Transferred => Standing::Open,
        };
        let worth = worth(case, query.book);
        let end = End {
            is_taken: case.life.is_taken_on(day) && query.pipeline.is_none_or(|scope| own == Some(&scope.id)),
            standing,
            close_date: case.state.close_date,
            value: if let Worth::Known(value) = worth { value } else { Decimal::ZERO },
        };
        let group = query.by.and_then(|by| case.group(by, query));
        Self { end, worth, group, currency: currency(case, query.book) }
    }
}

/// Whether its group has no name, which comes last; the name; the currency.
type Key<'a> = (bool, Option<&'a str>, Option<Currency>);

/// A ledger for each group and currency. One that a deal leaves for another is asked of it like a filter.
fn ledgers<'a>(
    passages: &[Passage<'a>],
    span: &Span,
    group: impl Fn(&Seen<'a>) -> Option<&'a str>,
    notes: &mut Notes,
) -> BTreeMap<Key<'a>, Ledger> {
    let key = |seen: &Seen<'a>| (group(seen).is_none(), group(seen), seen.currency);
    let mut ledgers: BTreeMap<Key<'a>, Ledger> = BTreeMap::new();
    for passage in passages {
        let (before, after) = (passage.before.as_ref(), passage.after.as_ref());
        let mut keys: Vec<Key<'a>> = before.iter().chain(&after).map(|seen| key(seen)).collect();
        keys.dedup();
        for own in keys {
            let end = |seen: &Seen<'a>| End { is_taken: seen.end.is_taken && key(seen) == own, ..seen.end };
            let (first, last) = (before.map(end), after.map(end));
            if ledgers.entry(own).or_default().add(passage.id, span, first.as_ref(), last.as_ref()) {
                let lacks = |worth| [before, after].into_iter().flatten().any(|seen| seen.worth == worth);
                [(Code::MissingAmount, Worth::Missing), (Code::Unpriced, Worth::Unpriced)]
                    .into_iter()
                    .filter(|(_, worth)| lacks(*worth))
                    .for_each(|(code, _)| notes.id(code, passage.id));
            }
        }
    }
    ledgers.retain(|_, ledger| !ledger.is_empty());
    ledgers
}

fn basis(query: &Query<'_>, period: Option<Period>) -> String {
    let Window { from, to } = query.window;
    let due = period.map(|period| format!(", to close in {period}")).unwrap_or_default();
    format!("open deals at the end of {from} and of {to}{due}")
}
