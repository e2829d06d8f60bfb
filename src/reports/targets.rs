//! The periods of a forecast, the book's targets for them, and its costs.

use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::{
    FlagError, FlagValues, Notes, Query, Slice, Window,
    flags::{Flag, Takes},
    notes::Code,
};
use crate::book::{Period, config::Cost, period::Per};
use crate::deal::{Amount, Currency};

pub const PERIOD: Flag = Flag::new(
    "period",
    Takes::Patterns("PERIOD"),
    "Period: 2026, 2026-Q2, 2026-05 or 2026-05-01..2026-05-15; repeatable [default: the current \
     quarter and the book's unfinished targets]",
);

/// The given periods; by default the current quarter and those of targets that are not over by the
/// as-of date. In order of their days, each once.
pub fn periods(query: &Query<'_>, flags: &FlagValues) -> Result<Vec<Period>, FlagError> {
    let mut periods: Vec<Period> = flags.list("period")?;
    if periods.is_empty() {
        periods.extend(with_target(query).filter(|period| period.to >= query.as_of));
        periods.push(Period::around(query.as_of, Per::Quarter));
    }
    periods.sort_by_key(|period| (period.from, period.to));
    periods.dedup_by(|a, b| a.covers_same(b));
    Ok(periods)
}

/// The periods for which the book has a target.
fn with_target(query: &Query<'_>) -> impl Iterator<Item = Period> {
    let targets = query.book.targets.iter();
    targets.filter_map(|target| target.period.parse().ok())
}

/// Refuses rows by month or quarter, since the rows are periods already.
pub fn refuse_spans(query: &Query<'_>) -> Result<(), FlagError> {
    if query.by.is_some_and(|by| by.is_period()) {
        let problem = "cannot group by month or quarter: the rows of this report are periods, \
                       set with --period";
        return Err(FlagError::new("by", problem));
    }
    Ok(())
}

/// The book's target for exactly this period, in a row's currency; only all deals together have
/// one.
pub fn target(query: &Query<'_>, slice: &Slice<'_, '_>, period: &Period) -> Option<Decimal> {
    if slice.group.is_some() {
        return None;
    }
    let mut sum = None;
    for target in &query.book.targets {
        let own: Option<Period> = target.period.parse().ok();
        if own.is_some_and(|own| own.covers_same(period))
            && let Some(value) = in_currency(query, target.won, target.currency, slice.currency)
        {
            sum = sum.unwrap_or(Decimal::ZERO).checked_add(value);
        }
    }
    sum
}

/// Notes if a part of the deals is compared with a target for all of them.
pub fn note_target(notes: &mut Notes, query: &Query<'_>, periods: &[Period]) {
    let mut targets = with_target(query);
    let has_target = targets.any(|own| periods.iter().any(|period| period.covers_same(&own)));
    if query.is_partial() && has_target {
        notes.add(Code::TargetOfBook);
    }
}

/// An amount of the book's file in a row's currency; `None` where it belongs to another row.
pub fn in_currency(
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

/// The part of a cost whose days are in a window, in a row's currency; `None` where it has no value
/// there.
pub fn spent_in(
    query: &Query<'_>,
    cost: &Cost,
    window: Window,
    row: Option<Currency>,
) -> Option<f64> {
    let period: Period = cost.period.parse().ok()?;
    let days = window.shared(Window::from(period)).days().max(0);
    let amount = in_currency(query, cost.amount, cost.currency, row)?;
    Some(amount.to_f64()? * days as f64 / period.days() as f64)
}
