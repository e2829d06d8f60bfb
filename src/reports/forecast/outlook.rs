//! The distribution of the value that open deals may bring in.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};

use super::{
    due::Part,
    odds::{Odds, present_stage},
};
use crate::book::{Period, Snapshot, journey::StageRef};
use crate::deal::Currency;
use crate::reports::flows::NotYetCreated;
use crate::stats::{
    bernoulli_sum::{Bernoulli, BernoulliSum, shared},
    summary,
};

/// An open deal of known value and probability.
#[derive(Debug, Clone, PartialEq)]
pub struct Chance {
    pub id: String,
    pub amount: Decimal,
    pub p: f64,
    /// Whether its close date is in the period and still to come.
    pub is_due: bool,
    /// Days in its stage.
    pub age: Option<i64>,
    pub stage_name: String,
    stage: Option<StageRef>,
}

impl Chance {
    pub fn new(deal: &Snapshot<'_>, period: &Period, odds: &Odds<'_>) -> Option<Self> {
        Some(Self {
            id: deal.id().to_owned(),
            amount: deal.value().known()?,
            p: odds.of_deal(deal, period)?,
            is_due: Part::new(deal, period).is_some_and(Part::is_weighted),
            age: deal
                .journey
                .present_visit()
                .and_then(|visit| visit.days(deal.as_of)),
            stage_name: deal.state.stage.to_owned(),
            stage: present_stage(deal),
        })
    }
}

/// The sum of what the open deals may bring in.
#[derive(Debug, Clone)]
pub struct Outlook {
    sum: BernoulliSum,
    /// How many decimals its whole numbers stand for.
    digits: u32,
}

impl Outlook {
    pub fn new(chances: &[Chance], currency: Option<Currency>) -> Self {
        let digits = chances
            .iter()
            .map(|chance| chance.amount.normalize().scale())
            .chain(currency.map(Currency::minor_units))
            .max()
            .unwrap_or(0);
        let terms: Vec<Bernoulli> = chances
            .iter()
            .map(|chance| Bernoulli {
                amount: whole(chance.amount, digits),
                p: chance.p,
            })
            .collect();
        Self {
            sum: BernoulliSum::new(&terms),
            digits,
        }
    }

    pub fn mean(&self) -> f64 {
        self.money(self.sum.moments().mean)
    }

    pub fn sd(&self) -> f64 {
        self.money(self.sum.moments().sd())
    }

    /// As [`Self::sd`], if the deals of a stage err together: √ of the sum over the stages of
    /// E[p(1 − p)] Σa² + Var(p) (Σa)², with p as its closed deals suggest. `None` where a
    /// probability does not come from closed deals.
    pub fn shared_sd(&self, chances: &[Chance], odds: &Odds<'_>) -> Option<f64> {
        let mut stages: BTreeMap<StageRef, Vec<i128>> = BTreeMap::new();
        for chance in chances {
            let amounts = stages.entry(chance.stage?).or_default();
            amounts.push(whole(chance.amount, self.digits));
        }
        let variances: Vec<f64> = stages
            .into_iter()
            .map(|(stage, amounts)| Some(shared(&amounts, odds.of_stage(stage)?.belief?).variance))
            .collect::<Option<_>>()?;
        (!variances.is_empty()).then(|| self.money(summary::sum(variances).sqrt()))
    }

    /// The smallest sum that is not exceeded with probability `q`.
    pub fn quantile(&self, q: f64) -> Option<Decimal> {
        Decimal::try_from_i128_with_scale(self.sum.quantile(q), self.digits).ok()
    }

    /// The probability of at least so much.
    pub fn reach(&self, amount: Decimal) -> f64 {
        self.sum.at_least(whole(amount, self.digits))
    }

    /// The probability of at least so much together with what is not created yet: its number of wins
    /// is Poisson's, each of the same amount, so that mean and variance are right.
    pub fn reach_with(&self, missing: f64, new: NotYetCreated) -> f64 {
        let (each, wins) = (new.variance / new.mean, new.mean * new.mean / new.variance);
        let most = wins + 40.0 * wins.sqrt() + 100.0;
        let (mut sum, mut logarithm, mut count) = (0.0, -wins, 0.0);
        while count <= most {
            let chance = f64::exp(logarithm);
            if chance >= 1e-16 {
                let open = missing * (1.0 - 1e-9) - each * count;
                sum += chance * self.reach_float(open);
            } else if count > wins {
                break;
            }
            count += 1.0;
            logarithm += wins.ln() - f64::ln(count);
        }
        f64::min(sum, 1.0)
    }

    fn reach_float(&self, amount: f64) -> f64 {
        if amount <= 0.0 {
            return 1.0;
        }
        Decimal::from_f64_retain(amount).map_or(0.0, |amount| self.reach(amount))
    }

    /// Every possible sum in ascending order, with its probability.
    pub fn masses(&self) -> impl Iterator<Item = (Decimal, f64)> {
        self.sum.points().iter().map(|mass| {
            let sum = Decimal::try_from_i128_with_scale(mass.sum, self.digits);
            (sum.unwrap_or(Decimal::MAX), mass.p)
        })
    }

    fn money(&self, wholes: f64) -> f64 {
        wholes / 10_f64.powi(self.digits as i32)
    }
}

/// An amount in units of its last digit, rounded up to one where it has more digits: a target is
/// reached or it is not.
fn whole(amount: Decimal, digits: u32) -> i128 {
    let amount = amount
        .round_dp_with_strategy(digits, RoundingStrategy::ToPositiveInfinity)
        .normalize();
    let missing = digits.saturating_sub(amount.scale());
    amount
        .mantissa()
        .saturating_mul(10_i128.saturating_pow(missing))
}
