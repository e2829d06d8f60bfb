//! What a period brings: what is closed, what is open by category, and how likely which sum is.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::book::journey::StageRef;
use crate::book::period::Period;
use crate::book::snapshot::Snapshot;
use crate::deal::day::Day;
use crate::deal::keywords::Forecast;
use crate::deal::money::Currency;
use crate::reports::groups::Slice;
use crate::reports::money::{DealValue, Sum, worth};
use crate::reports::query::Query;
use crate::stats::bernoulli_sum::{self, Bernoulli, BernoulliSum};
use crate::stats::summary;

use super::odds::{self, Odds};

/// Whether and how a deal belongs to a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Won in the period.
    Closed,
    /// Open, with a close date in the period that is still to come.
    Due(Forecast),
    /// Open, with a close date in the period that is over.
    PastDue,
}

impl Part {
    pub fn of(deal: &Snapshot<'_>, period: &Period, as_of: Day) -> Option<Self> {
        if deal.is_won() {
            return deal
                .journey
                .ended
                .filter(|day| period.has(*day))
                .map(|_| Part::Closed);
        }
        let due = deal
            .state
            .close_date
            .filter(|day| deal.is_open() && period.has(*day))?;
        Some(if due < as_of {
            Part::PastDue
        } else {
            Part::Due(deal.state.forecast())
        })
    }

    /// Whether it is weighted: what is omitted is in no forecast.
    pub fn is_weighted(self) -> bool {
        matches!(self, Part::Due(category) if category != Forecast::Omitted)
    }
}

/// An open deal of known worth and probability.
#[derive(Debug, Clone, PartialEq)]
pub struct Chance {
    pub id: String,
    pub amount: Decimal,
    pub p: f64,
    pub stage: Option<StageRef>,
}

/// What a row's deals bring in one period.
#[derive(Debug, Clone)]
pub struct Figures {
    pub period: Period,
    pub target: Option<Decimal>,
    pub closed: Sum,
    pub commit: Sum,
    pub best_case: Sum,
    pub pipeline: Sum,
    pub omitted: Sum,
    pub past_due: Sum,
    pub chances: Vec<Chance>,
    /// How many deals have an unknown worth or probability, and are in no weighted sum.
    pub unweighted: u64,
    /// As [`Figures::sd`], where the probability of a stage is itself estimated and its deals err
    /// together.
    pub sd_shared: Option<f64>,
    outlook: Outlook,
}

/// The sum of what the open deals may bring.
#[derive(Debug, Clone)]
struct Outlook {
    sum: BernoulliSum,
    /// How many digits behind the point its whole numbers stand for.
    digits: u32,
}

impl Figures {
    pub fn of(
        slice: &Slice<'_, '_>,
        query: &Query<'_>,
        period: Period,
        currency: Option<Currency>,
        odds: &Odds,
    ) -> Self {
        let parts: Vec<(&Snapshot<'_>, Part)> = slice
            .deals
            .iter()
            .filter_map(|deal| Some((*deal, Part::of(deal, &period, query.as_of)?)))
            .collect();
        let sum = |wanted: Part| {
            let of = parts.iter().filter(|(_, part)| *part == wanted);
            Sum::of(of.map(|(deal, _)| *deal), query.book)
        };
        let open = || {
            parts
                .iter()
                .filter(|(_, part)| part.is_weighted())
                .map(|(deal, _)| *deal)
        };
        let mut chances: Vec<Chance> = open()
            .filter_map(|deal| chance(deal, query, &period, odds))
            .collect();
        chances.sort_by(|a, b| a.id.cmp(&b.id));
        let outlook = Outlook::of(&chances, currency);
        Self {
            period,
            target: None,
            closed: sum(Part::Closed),
            commit: sum(Part::Due(Forecast::Commit)),
            best_case: sum(Part::Due(Forecast::BestCase)),
            pipeline: sum(Part::Due(Forecast::Pipeline)),
            omitted: sum(Part::Due(Forecast::Omitted)),
            past_due: sum(Part::PastDue),
            unweighted: open().count() as u64 - chances.len() as u64,
            sd_shared: shared_variance(&chances, odds, outlook.digits)
                .map(|variance| outlook.money(variance.sqrt())),
            outlook,
            chances,
        }
    }

    /// Commit, best case and pipeline: what is open and forecast, without what is closed.
    pub fn open_pipeline(&self) -> Sum {
        self.commit.and(self.best_case).and(self.pipeline)
    }

    /// Σ amount × p; `None` where there are deals and nothing is known of any.
    pub fn weighted_open(&self) -> Option<f64> {
        let is_known = self.unweighted == 0 || !self.chances.is_empty();
        is_known.then(|| self.outlook.money(self.outlook.sum.moments().mean))
    }

    pub fn weighted_total(&self) -> Option<f64> {
        Some(self.closed.total()?.to_f64()? + self.weighted_open()?)
    }

    /// √Σ amount²·p(1 − p): the standard deviation of independent deals.
    pub fn sd(&self) -> Option<f64> {
        self.weighted_open()
            .map(|_| self.outlook.money(self.outlook.sum.moments().sd()))
    }

    /// The smallest sum of open deals that is not exceeded with probability `q`.
    pub fn quantile(&self, q: f64) -> Option<Decimal> {
        self.weighted_open()?;
        Decimal::try_from_i128_with_scale(self.outlook.sum.quantile(q), self.outlook.digits).ok()
    }

    /// The probability that closed and open deals together reach the target.
    pub fn reach(&self) -> Option<f64> {
        let missing = self.target?.checked_sub(self.closed.total()?)?;
        if self.weighted_open().is_none() {
            // Nothing is known of the open deals, and nothing has to be where the target is met.
            return (missing <= Decimal::ZERO).then_some(1.0);
        }
        Some(
            self.outlook
                .sum
                .at_least(whole(missing, self.outlook.digits)),
        )
    }

    /// What the open deals may bring, in ascending order, each sum with its probability.
    pub fn masses(&self) -> impl Iterator<Item = (Decimal, f64)> {
        let money = |sum| {
            Decimal::try_from_i128_with_scale(sum, self.outlook.digits).unwrap_or(Decimal::MAX)
        };
        self.outlook
            .sum
            .points()
            .iter()
            .map(move |mass| (money(mass.sum), mass.p))
    }

    /// Whether the row would say nothing.
    pub fn is_empty(&self) -> bool {
        let sums = [
            self.closed,
            self.omitted,
            self.past_due,
            self.open_pipeline(),
        ];
        sums.iter().all(Sum::is_empty)
    }
}

fn chance(deal: &Snapshot<'_>, query: &Query<'_>, period: &Period, odds: &Odds) -> Option<Chance> {
    let DealValue::Known(amount) = worth(deal, query.book) else {
        return None;
    };
    let p = odds.of_case(deal, query.as_of, period.to)?;
    Some(Chance {
        id: deal.id().to_owned(),
        amount,
        p,
        stage: odds::stage_of(deal),
    })
}

/// Σ over the stages of E[p(1 − p)] Σa² + Var(p) (Σa)², p of each stage as its closed deals let
/// believe; `None` where no probability comes from closed deals.
fn shared_variance(chances: &[Chance], odds: &Odds, digits: u32) -> Option<f64> {
    let mut stages: BTreeMap<StageRef, Vec<i128>> = BTreeMap::new();
    for chance in chances {
        stages
            .entry(chance.stage?)
            .or_default()
            .push(whole(chance.amount, digits));
    }
    let variance = |(stage, amounts): (StageRef, Vec<i128>)| {
        Some(bernoulli_sum::shared(&amounts, odds.of_stage(stage)?.belief?).variance)
    };
    let variances: Vec<f64> = stages.into_iter().map(variance).collect::<Option<_>>()?;
    (!variances.is_empty()).then(|| summary::sum(variances))
}

impl Outlook {
    fn of(chances: &[Chance], currency: Option<Currency>) -> Self {
        let scales = chances
            .iter()
            .map(|chance| chance.amount.normalize().scale());
        let digits = scales
            .chain(currency.map(Currency::minor_units))
            .max()
            .unwrap_or(0);
        let term = |chance: &Chance| Bernoulli {
            amount: whole(chance.amount, digits),
            p: chance.p,
        };
        Self {
            sum: BernoulliSum::new(&chances.iter().map(term).collect::<Vec<_>>()),
            digits,
        }
    }

    fn money(&self, wholes: f64) -> f64 {
        wholes / 10_f64.powi(self.digits as i32)
    }
}

/// An amount in units of its last digit, rounded up to one where it has more digits: a target is
/// reached or it is not.
fn whole(amount: Decimal, digits: u32) -> i128 {
    use rust_decimal::RoundingStrategy::ToPositiveInfinity;
    let amount = amount
        .round_dp_with_strategy(digits, ToPositiveInfinity)
        .normalize();
    amount
        .mantissa()
        .saturating_mul(10_i128.saturating_pow(digits.saturating_sub(amount.scale())))
}
