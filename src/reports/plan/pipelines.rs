//! The pipelines that are planned.

use rust_decimal::Decimal;

use crate::book::{Period, Pipeline};
use crate::reports::{Query, targets::has_own_target};

/// The one that was asked for; else each with a target of its own in one of the periods; else the
/// one with the most open value, the first of those that are equal.
pub fn planned<'a>(query: &Query<'a>, periods: &[Period]) -> Vec<&'a Pipeline> {
    let all = || query.book.pipelines.iter();
    if let Some(pipeline) = query.pipeline {
        return vec![pipeline];
    }
    let targeted: Vec<&Pipeline> = all()
        .filter(|own| {
            periods
                .iter()
                .any(|period| has_own_target(query, own, period))
        })
        .collect();
    if !targeted.is_empty() {
        return targeted;
    }
    let mut most: Option<(&Pipeline, Decimal)> = None;
    for pipeline in all() {
        let value = open_value(query, pipeline);
        if most.is_none_or(|(_, other)| value > other) {
            most = Some((pipeline, value));
        }
    }
    most.into_iter().map(|(pipeline, _)| pipeline).collect()
}

/// In the book's currency, as far as it is known.
fn open_value(query: &Query<'_>, pipeline: &Pipeline) -> Decimal {
    let deals = query.snapshots(query.as_of);
    let own = deals
        .iter()
        .filter(|deal| deal.is_open() && deal.pipeline.is_some_and(|own| own.id == pipeline.id));
    let amounts = own.filter_map(|deal| {
        let amount = deal.state.amount?;
        query.book.in_own_currency(amount, deal.state.currency)
    });
    amounts.fold(Decimal::ZERO, |sum, amount| sum.saturating_add(amount.0))
}
