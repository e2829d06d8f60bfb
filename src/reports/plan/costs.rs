//! What each stage cost in some days.

use rust_decimal::prelude::ToPrimitive;

use crate::book::{Period, Pipeline, Stage, config::Cost};
use crate::deal::Currency;
use crate::reports::{Query, Slice, Window, targets::in_currency};

/// The cost of each stage in the days of the spending. The book's costs cover all its deals, so for
/// a part of them they are unknown, as they are if the book has none.
pub fn costs(
    query: &Query<'_>,
    slice: &Slice<'_, '_>,
    pipeline: &Pipeline,
    spent: Window,
) -> Vec<Option<f64>> {
    let is_known = slice.group.is_none() && !query.filtered && !query.book.costs.is_empty();
    pipeline
        .stages
        .iter()
        .map(|stage| cost(query, stage, spent, slice.currency).filter(|_| is_known))
        .collect()
}

/// `None` if some of it has no value in the row's currency.
fn cost(query: &Query<'_>, stage: &Stage, spent: Window, row: Option<Currency>) -> Option<f64> {
    let mut sum = 0.0;
    for cost in &query.book.costs {
        if cost.stage == stage.id || stage.aliases.contains(&cost.stage) {
            sum += share(query, cost, spent, row)?;
        }
    }
    Some(sum)
}

/// The part of a cost whose days are among those of the spending.
fn share(query: &Query<'_>, cost: &Cost, spent: Window, row: Option<Currency>) -> Option<f64> {
    let period: Period = cost.period.parse().ok()?;
    let days = spent.shared(Window::from(period)).days().max(0);
    let amount = in_currency(query, cost.amount, cost.currency, row)?;
    Some(amount.to_f64()? * days as f64 / period.days() as f64)
}
