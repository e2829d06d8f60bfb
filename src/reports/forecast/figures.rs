//! What a period brings in: what is closed, what is open by category, and how likely which sum is.

use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::{
    due::Part,
    odds::Odds,
    outlook::{Chance, Outlook},
};
use crate::book::Period;
use crate::deal::keywords::Forecast;
use crate::reports::{Query, Slice, money::Sum, targets::target};

/// The deals of a period by how they belong to it.
#[derive(Debug, Clone, Default)]
pub struct Sums {
    pub closed: Sum,
    pub commit: Sum,
    pub best_case: Sum,
    pub pipeline: Sum,
    pub omitted: Sum,
    pub past_due: Sum,
}

impl Sums {
    fn of(&mut self, part: Part) -> &mut Sum {
        match part {
            Part::Closed => &mut self.closed,
            Part::Due(Forecast::Commit) => &mut self.commit,
            Part::Due(Forecast::BestCase) => &mut self.best_case,
            Part::Due(Forecast::Pipeline) => &mut self.pipeline,
            Part::Due(Forecast::Omitted) => &mut self.omitted,
            Part::PastDue => &mut self.past_due,
        }
    }

    /// Commit, best case and pipeline: what is open and forecast, without what is closed.
    pub fn open_pipeline(&self) -> Sum {
        self.commit.and(self.best_case).and(self.pipeline)
    }

    fn is_empty(&self) -> bool {
        let all = self.closed.and(self.omitted).and(self.past_due);
        all.and(self.open_pipeline()).is_empty()
    }
}

/// What a row's deals bring in, in one period.
#[derive(Debug, Clone)]
pub struct Figures {
    pub period: Period,
    pub target: Option<Decimal>,
    pub sums: Sums,
    pub chances: Vec<Chance>,
    /// How many deals have an unknown value or probability, and are in no weighted sum.
    unweighted: u64,
    /// As [`Figures::sd`], if the probability of a stage is itself an estimate and its deals err
    /// together.
    pub sd_shared: Option<f64>,
    outlook: Outlook,
}

/// The figures of a slice in each period; of a group only those of periods with deals.
pub fn forecasts(
    slice: &Slice<'_, '_>,
    query: &Query<'_>,
    periods: &[Period],
    odds: &Odds,
) -> Vec<Figures> {
    periods
        .iter()
        .map(|period| Figures::new(slice, query, *period, odds))
        .filter(|figures| slice.group.is_none() || !figures.sums.is_empty())
        .collect()
}

impl Figures {
    fn new(slice: &Slice<'_, '_>, query: &Query<'_>, period: Period, odds: &Odds) -> Self {
        let mut sums = Sums::default();
        let mut chances = Vec::new();
        let mut open = 0;
        for deal in &slice.deals {
            let Some(part) = Part::new(deal, &period) else {
                continue;
            };
            sums.of(part).add(deal.value());
            if part.is_weighted() {
                open += 1;
                chances.extend(Chance::new(deal, &period, odds));
            }
        }
        chances.sort_by(|a, b| a.id.cmp(&b.id));
        let outlook = Outlook::new(&chances, slice.currency);
        Self {
            period,
            target: target(query, slice, &period),
            sums,
            unweighted: open - chances.len() as u64,
            sd_shared: outlook.shared_sd(&chances, odds),
            outlook,
            chances,
        }
    }

    /// Σ amount × p; `None` where there are deals and nothing is known of any.
    pub fn weighted_open(&self) -> Option<f64> {
        Some(self.known_outlook()?.mean())
    }

    pub fn weighted_total(&self) -> Option<f64> {
        Some(self.sums.closed.total()?.to_f64()? + self.weighted_open()?)
    }

    /// √Σ amount²·p(1 − p): the standard deviation of independent deals.
    pub fn sd(&self) -> Option<f64> {
        Some(self.known_outlook()?.sd())
    }

    /// The smallest sum of open deals that is not exceeded with probability `q`.
    pub fn quantile(&self, q: f64) -> Option<Decimal> {
        self.known_outlook()?.quantile(q)
    }

    /// The probability that closed and open deals together reach the target.
    pub fn reach(&self) -> Option<f64> {
        let missing = self.target?.checked_sub(self.sums.closed.total()?)?;
        match self.known_outlook() {
            Some(outlook) => Some(outlook.reach(missing)),
            // Nothing is known of the open deals, and nothing needs to be if the target is met.
            None => (missing <= Decimal::ZERO).then_some(1.0),
        }
    }

    /// What the open deals may bring in, in ascending order, each sum with its probability.
    pub fn masses(&self) -> impl Iterator<Item = (Decimal, f64)> {
        self.outlook.masses()
    }

    fn known_outlook(&self) -> Option<&Outlook> {
        let is_known = self.unweighted == 0 || !self.chances.is_empty();
        is_known.then_some(&self.outlook)
    }
}
