//! What a period brings in: what is closed, what is open by category, and how likely which sum is.

use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::{
    calibrated::{Calibrated, Like},
    due::{Part, is_counted},
    odds::Odds,
    outlook::{Chance, Outlook},
};
use crate::book::Period;
use crate::deal::keywords::Forecast;
use crate::reports::{
    Query, Slice,
    flows::{NewOf, NotYetCreated},
    money::Sum,
    targets::target,
};

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
    /// Whether a deal has an amount and no probability: then nothing is said of the distribution.
    has_no_p: bool,
    /// What deals that do not exist yet will bring.
    pub new: Option<NotYetCreated>,
    pub new_parts: Vec<NewOf>,
    /// Of the row of all deals alone.
    pub calibrated: Option<Calibrated>,
    pub likes: Vec<Like>,
    /// As [`Figures::sd`], if the probability of a stage is itself an estimate and its deals err
    /// together.
    pub sd_shared: Option<f64>,
    outlook: Outlook,
}

/// The figures of a slice in each period; of a group only those of periods with deals.
pub fn forecasts<'a>(
    slice: &Slice<'_, 'a>,
    query: &Query<'a>,
    periods: &[Period],
    odds: &Odds<'a>,
) -> Vec<Figures> {
    periods
        .iter()
        .map(|period| Figures::new(slice, query, *period, odds))
        .filter(|figures| slice.group.is_none() || figures.has_anything())
        .collect()
}

impl Figures {
    pub fn new<'a>(
        slice: &Slice<'_, 'a>,
        query: &Query<'a>,
        period: Period,
        odds: &Odds<'a>,
    ) -> Self {
        let mut sums = Sums::default();
        let mut chances = Vec::new();
        let (mut open, mut has_no_p) = (0, false);
        for deal in &slice.deals {
            let part = Part::new(deal, &period);
            if let Some(part) = part {
                sums.of(part).add(deal.value());
            }
            if is_counted(deal, part, odds) {
                open += 1;
                let chance = Chance::new(deal, &period, odds);
                has_no_p |= chance.is_none() && deal.value().known().is_some();
                chances.extend(chance);
            }
        }
        chances.sort_by(|a, b| a.id.cmp(&b.id));
        let outlook = Outlook::new(&chances, slice.currency);
        let new = match odds {
            Odds::Flow(flows) => {
                flows.not_yet_created(&slice.deals, slice.currency, query, &period)
            }
            Odds::Stages(_) | Odds::Survival(_) => None,
        };
        let sd = outlook.sd();
        Self {
            period,
            target: target(query, slice, &period),
            sums,
            unweighted: open - chances.len() as u64,
            has_no_p,
            sd_shared: outlook
                .shared_sd(&chances, odds)
                .map(|shared| shared.max(sd)),
            outlook,
            chances,
            new: new.as_ref().map(|(new, _)| *new),
            new_parts: new.map(|(_, parts)| parts).unwrap_or_default(),
            calibrated: None,
            likes: Vec::new(),
        }
    }

    /// Whether a group has a row: something is closed, open and counted, or to come.
    fn has_anything(&self) -> bool {
        let is_counted = !self.chances.is_empty() || self.unweighted > 0;
        !self.sums.is_empty() || is_counted || self.new.is_some_and(|new| new.mean > 0.0)
    }

    /// The part of [`Self::weighted_open`] that is due in the period.
    pub fn weighted_due(&self) -> Option<f64> {
        self.known_outlook()?;
        let due = self.chances.iter().filter(|chance| chance.is_due);
        let amounts = due.map(|chance| Some(chance.amount.to_f64()? * chance.p));
        amounts.sum()
    }

    /// What deals that do not exist yet will bring.
    pub fn weighted_new(&self) -> Option<f64> {
        self.new.map(|new| new.mean)
    }

    /// What is to come, as far as it is known: open and not yet created.
    pub fn remaining(&self) -> f64 {
        self.weighted_open().unwrap_or(0.0) + self.weighted_new().unwrap_or(0.0)
    }

    /// What is closed, as far as it is known.
    pub fn closed(&self) -> Option<f64> {
        self.sums.closed.known_total()?.to_f64()
    }

    /// Closed, open and not yet created.
    pub fn expected_total(&self) -> Option<f64> {
        Some(self.weighted_total()? + self.weighted_new().unwrap_or(0.0))
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
        Some(self.distribution()?.sd())
    }

    /// The smallest sum of open deals that is not exceeded with probability `q`.
    pub fn quantile(&self, q: f64) -> Option<Decimal> {
        self.distribution()?.quantile(q)
    }

    /// The same with what is closed.
    pub fn quantile_total(&self, q: f64) -> Option<f64> {
        Some(self.closed()? + self.quantile(q)?.to_f64()?)
    }

    /// What is still to be won, not below 0.
    pub fn gap(&self) -> Option<Decimal> {
        Some(self.missing()?.max(Decimal::ZERO))
    }

    /// Whether enough earlier forecasts could be compared with what came.
    pub fn is_tested(&self) -> bool {
        self.calibrated.is_some_and(|own| own.mid.is_some())
    }

    /// Low, high and the chance of the target: as past forecasts went, or where these tell nothing
    /// of closed and open deals if they were independent.
    pub fn interval(&self) -> (Option<f64>, Option<f64>, Option<f64>) {
        match self.calibrated.filter(|_| self.is_tested()) {
            Some(own) => (own.low, own.high, own.p_reach_target),
            None => (
                self.quantile_total(0.1),
                self.quantile_total(0.9),
                self.reach(),
            ),
        }
    }

    /// The probability that closed and open deals together reach the target.
    pub fn reach_open(&self) -> Option<f64> {
        let missing = self.missing()?;
        match self.distribution() {
            Some(outlook) => Some(outlook.reach(missing)),
            // Nothing is known of the open deals, and nothing needs to be if the target is met.
            None => (missing <= Decimal::ZERO).then_some(1.0),
        }
    }

    /// The same with what is not created yet, as a compound Poisson sum of the same mean and
    /// variance that is independent of the open deals.
    pub fn reach(&self) -> Option<f64> {
        let open = self.reach_open()?;
        let Some(new) = self.new.filter(|new| new.mean > 0.0) else {
            return Some(open);
        };
        let missing = self.missing()?;
        match self.distribution() {
            Some(outlook) if missing > Decimal::ZERO => {
                Some(outlook.reach_with(missing.to_f64()?, new))
            }
            _ => Some(open),
        }
    }

    fn missing(&self) -> Option<Decimal> {
        self.target?.checked_sub(self.sums.closed.total()?)
    }

    /// What the open deals may bring in, in ascending order, each sum with its probability.
    pub fn masses(&self) -> impl Iterator<Item = (Decimal, f64)> {
        self.outlook.masses()
    }

    fn distribution(&self) -> Option<&Outlook> {
        self.known_outlook().filter(|_| !self.has_no_p)
    }

    fn known_outlook(&self) -> Option<&Outlook> {
        let is_known = self.unweighted == 0 || !self.chances.is_empty();
        is_known.then_some(&self.outlook)
    }
}
