//! What a target takes of a funnel.

use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::{
    funnel::Funnel,
    need::{chances, entrants, expected_wins, latest_entries},
    options::Options,
};
use crate::book::Period;
use crate::deal::Day;
use crate::reports::{Query, Slice, flows::Flows, money::Sum, targets::target};

pub struct Plan {
    pub period: Period,
    /// In major units of the row's currency.
    pub target: Option<f64>,
    pub closed: Option<f64>,
    pub won_value: Option<f64>,
    pub wins: Option<f64>,
    /// Wins beyond what is closed in the period.
    pub wins_left: Option<f64>,
    pub chances: Vec<Option<f64>>,
    /// The wins that the open deals are good for within the period, from each stage on.
    expected: Vec<f64>,
    /// The end of the period less the median days of the stages left.
    pub latest: Vec<Option<Day>>,
}

impl Plan {
    pub fn new(
        slice: &Slice<'_, '_>,
        query: &Query<'_>,
        period: Period,
        options: &Options,
        funnel: &Funnel<'_, '_>,
        flows: &Flows<'_>,
    ) -> Self {
        let won =
            slice.filter(|deal| deal.is_won() && deal.closed().is_some_and(|day| period.has(day)));
        let target = match options.target {
            Some(amount) => Some(amount.0),
            None => target(query, slice, &period),
        };
        let closed = float(Sum::new(won).total());
        let in_stage = funnel.stages.iter().map(|stage| {
            let chances = stage
                .open
                .iter()
                .filter_map(|deal| flows.chance(deal, &period));
            chances.sum()
        });
        let expected = expected_wins(&in_stage.collect::<Vec<f64>>());
        Self::of_funnel(period, float(target), closed, expected, funnel)
    }

    fn of_funnel(
        period: Period,
        target: Option<f64>,
        closed: Option<f64>,
        expected: Vec<f64>,
        funnel: &Funnel<'_, '_>,
    ) -> Self {
        let stages = funnel.stages.iter();
        let conversions: Vec<_> = stages.clone().map(|stage| stage.conversion()).collect();
        let days: Vec<_> = stages.map(|stage| stage.median_days).collect();
        let chances = chances(&conversions);
        let won_value = funnel.won_value();
        let left = target
            .zip(closed)
            .map(|(target, closed)| (target - closed).max(0.0));
        Self {
            period,
            target,
            closed,
            won_value,
            wins: target.zip(won_value).map(|(target, value)| target / value),
            wins_left: left.zip(won_value).map(|(left, value)| left / value),
            expected,
            latest: latest_entries(period.to, &days),
            chances,
        }
    }

    /// How many must enter a stage for all wins.
    pub fn needed(&self, stage: usize) -> Option<f64> {
        entrants(self.wins?, *self.chances.get(stage)?)
    }

    /// The wins that deals in a stage and in later ones bring within the period: Σ p.
    pub fn open_wins(&self, stage: usize) -> Option<f64> {
        self.expected.get(stage).copied()
    }

    /// How many more must enter a stage, after the deals in it and in later ones:
    /// (wins − Σ p) / chance, at least 0.
    pub fn still_needed(&self, stage: usize) -> Option<f64> {
        let left = (self.wins_left? - self.open_wins(stage)?).max(0.0);
        entrants(left, *self.chances.get(stage)?)
    }

    /// Wins that neither closed nor open deals give.
    pub fn wins_missing(&self) -> Option<f64> {
        Some((self.wins_left? - self.open_wins(0)?).max(0.0))
    }
}

/// A decimal as a float, for what is an estimate anyway.
fn float(amount: Option<Decimal>) -> Option<f64> {
    amount?.to_f64()
}
