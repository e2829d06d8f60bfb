//! What each stage cost in some days.

use crate::book::{Pipeline, Stage};
use crate::deal::Currency;
use crate::reports::{Query, Slice, Window, targets::spent_in};

/// The cost of each stage in the days of the spending. The book's costs cover all its deals, so for
/// a part of them they are unknown, as they are if the book has none.
pub fn costs(
    query: &Query<'_>,
    slice: &Slice<'_, '_>,
    pipeline: &Pipeline,
    spent: Window,
) -> Vec<Option<f64>> {
    let mut of_stages = query.book.costs.iter().filter(|cost| cost.stage.is_some());
    let is_known = slice.group.is_none() && !query.filtered && of_stages.next().is_some();
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
        let own = cost.stage.as_ref();
        if own.is_some_and(|own| *own == stage.id || stage.aliases.contains(own)) {
            sum += spent_in(query, cost, spent, row)?;
        }
    }
    Some(sum)
}
