//! The periods that lie ahead, and what is to be won in them.

use rust_decimal::Decimal;

use crate::book::period::{Per, Period};
use crate::deal::money::{Amount, Currency};
use crate::table::Group;

use super::flags::{Flag, FlagError, FlagValues, Takes};
use super::notes::{Code, Notes};
use super::query::Query;

/// Which periods; the flag may be given several times.
pub const PERIOD: Flag = Flag {
    name: "period",
    takes: Takes::Patterns("PERIOD"),
    default: None,
    help: "Period: 2026, 2026-Q2, 2026-05 or 2026-05-01..2026-05-15; repeatable [default: the \
           current quarter and the book's unfinished targets]",
};

/// The periods that were asked for; by default the current quarter and those of targets that are
/// not over by as-of. In order of their days, each once.
pub fn periods(query: &Query<'_>, flags: &FlagValues) -> Result<Vec<Period>, FlagError> {
    let mut periods: Vec<Period> = flags.list("period")?;
    if periods.is_empty() {
        let targets = query
            .book
            .targets
            .iter()
            .filter_map(|target| target.period.parse().ok());
        periods = targets
            .filter(|period: &Period| period.to >= query.as_of)
            .collect();
        periods.push(Period::around(query.as_of, Per::Quarter));
    }
    periods.sort_by_key(|period| (period.from, period.to));
    periods.dedup_by(|a, b| a.covers_same(b));
    Ok(periods)
}

/// Refuses rows by month or quarter where the rows are periods already.
pub fn refuse_spans(query: &Query<'_>) -> Result<(), FlagError> {
    let problem =
        "cannot group by month or quarter: the rows of this report are periods, set with --period"
            .to_owned();
    match query.by {
        Some(by) if by.is_period() => Err(FlagError {
            flag: "by".to_owned(),
            problem,
        }),
        _ => Ok(()),
    }
}

/// What the book wants to win in exactly this period, in a row's currency; it says so of all deals
/// together only.
pub fn target(
    query: &Query<'_>,
    group: &Group,
    period: &Period,
    currency: Option<Currency>,
) -> Option<Decimal> {
    let wanted = query.book.targets.iter().filter(|_| group.is_none());
    let same = wanted.filter(|target| {
        target
            .period
            .parse()
            .is_ok_and(|own: Period| own.covers_same(period))
    });
    let values = same.filter_map(|target| in_row(query, target.won, target.currency, currency));
    values.fold(None, |sum: Option<Decimal>, value| {
        sum.unwrap_or_default().checked_add(value)
    })
}

/// Notes where a part of the deals stands against a target that all are meant for.
pub fn note_target(notes: &mut Notes, query: &Query<'_>, periods: &[Period]) {
    let is_theirs = |period: &Period| periods.iter().any(|own| own.covers_same(period));
    let mut targets = query
        .book
        .targets
        .iter()
        .filter_map(|target| target.period.parse().ok());
    if query.is_partial() && targets.any(|period| is_theirs(&period)) {
        notes.add(Code::TargetOfBook);
    }
}

/// An amount of the book's file in a row's currency; `None` where it is of another row.
pub fn in_row(
    query: &Query<'_>,
    amount: Amount,
    own: Option<Currency>,
    row: Option<Currency>,
) -> Option<Decimal> {
    let own = own.or(query.book.currency);
    match (&query.book.rates, own) {
        (Some(rates), Some(own)) => rates.convert(amount, own).map(|value| value.0),
        _ => (own == row).then_some(amount.0),
    }
}
