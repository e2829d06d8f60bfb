//! How many deals a target takes, stage by stage. Numbers in, numbers out; the stages stand in
//! their order.

use crate::deal::Day;

/// The chance of a win from each stage: the product of the conversions from there on; `None` from
/// where one is unknown backwards.
pub fn chances(conversions: &[Option<f64>]) -> Vec<Option<f64>> {
    backwards(conversions.iter().copied(), 1.0, |behind, own| behind * own)
}

/// How many have to enter a stage for so many wins; `None` where none of them is ever won.
pub fn entrants(wins: f64, chance: Option<f64>) -> Option<f64> {
    chance
        .filter(|chance| *chance > 0.0)
        .map(|chance| wins / chance)
}

/// How many wins the open deals are good for, counted from each stage on: those of the deals in it
/// and in later ones.
pub fn expected_wins(of_stages: &[f64]) -> Vec<f64> {
    let known = backwards(of_stages.iter().copied().map(Some), 0.0, |behind, own| {
        behind + own
    });
    known.into_iter().flatten().collect()
}

/// Some deals that were created together, and the share of such deals that is won by the age that
/// they have when a period begins and when it ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cohort {
    pub deals: f64,
    pub won_before: f64,
    pub won_by_end: f64,
}

/// The wins that deals bring in a period by their age alone: Σ deals × (F(age at its end) − F(age
/// at its beginning)). Rates without the time that they take would bring them all at once.
pub fn wins_by_age(cohorts: impl IntoIterator<Item = Cohort>) -> f64 {
    cohorts
        .into_iter()
        .map(|cohort| cohort.deals * (cohort.won_by_end - cohort.won_before))
        .sum()
}

/// The last day on which a deal can enter each stage and still be won by `end`: `end` − Σ days of
/// the stages left.
pub fn latest_entries(end: Day, days: &[Option<i64>]) -> Vec<Option<Day>> {
    backwards(days.iter().copied(), 0, |behind, own| behind + own)
        .into_iter()
        .map(|left| left.map(|left| end.plus(-left)))
        .collect()
}

/// What the values come to from each stage to the last; `None` from where one is unknown
/// backwards.
fn backwards<T: Copy>(
    values: impl ExactSizeIterator<Item = Option<T>> + DoubleEndedIterator,
    start: T,
    add: fn(T, T) -> T,
) -> Vec<Option<T>> {
    let mut behind = Some(start);
    let mut totals = vec![None; values.len()];
    for (total, own) in totals.iter_mut().zip(values).rev() {
        behind = behind.zip(own).map(|(behind, own)| add(behind, own));
        *total = behind;
    }
    totals
}

/// Whole deals: rounded up, once and at the end, because rounding at every stage inflates. What
/// float noise adds to a whole number is no further deal.
pub fn whole(exact: f64) -> u64 {
    (exact - 1e-9).ceil().max(0.0) as u64
}

/// What was spent in each stage, where that is known, and on how many.
#[derive(Debug, Clone, PartialEq)]
pub struct Spending {
    pub costs: Vec<Option<f64>>,
    pub entrants: Vec<u64>,
    pub wins: u64,
}

impl Spending {
    pub fn cost(&self, stage: usize) -> Option<f64> {
        self.costs.get(stage).copied().flatten()
    }

    /// C_i / n_i.
    pub fn per_entrant(&self, stage: usize) -> Option<f64> {
        ratio(self.cost(stage)?, *self.entrants.get(stage)?)
    }

    /// What it cost to bring one deal as far as the stage: Σ of the stages before it / n.
    pub fn to_reach(&self, stage: usize) -> Option<f64> {
        ratio(
            sum(self.costs.iter().take(stage))?,
            *self.entrants.get(stage)?,
        )
    }

    /// C_i / wins: these add up to the cost of acquisition.
    pub fn per_win(&self, stage: usize) -> Option<f64> {
        ratio(self.cost(stage)?, self.wins)
    }

    pub fn total(&self) -> Option<f64> {
        sum(self.costs.iter())
    }

    /// The cost of acquiring a customer: all spending / wins.
    pub fn cac(&self) -> Option<f64> {
        ratio(self.total()?, self.wins)
    }
}

fn sum<'c>(costs: impl Iterator<Item = &'c Option<f64>>) -> Option<f64> {
    costs.copied().try_fold(0.0, |sum, cost| Some(sum + cost?))
}

fn ratio(cost: f64, count: u64) -> Option<f64> {
    (count > 0).then(|| cost / count as f64)
}
