//! Wins by the age of deals (cumulative incidence, Aalen and Johansen 1978).

use super::need::{Cohort, wins_by_age};
use crate::book::Period;
use crate::deal::Day;
use crate::reports::{Slice, Window, competing_risks::CompetingRisks, outcome::waits::waits};

/// When the deals of a row were created, and how long those of the window took.
pub struct Ages {
    created: Vec<Day>,
    risks: CompetingRisks,
}

impl Ages {
    pub fn new(slice: &Slice<'_, '_>, window: Window) -> Self {
        let in_window = slice.filter(|deal| deal.created_in(window));
        let deals = slice.deals.iter();
        Self {
            created: deals.filter_map(|deal| deal.created()).collect(),
            risks: CompetingRisks::fit(&waits(in_window, false)),
        }
    }

    /// The wins that the deals created so far are expected to bring in a period. Beyond the longest
    /// time observed no further wins are known, and none are counted.
    pub fn wins_in(&self, period: &Period) -> Option<f64> {
        let longest = self.risks.longest()?;
        let cohorts = self.created.iter().map(|created| Cohort {
            deals: 1.0,
            won_before: self.won_by(period.from.since(*created) - 1, longest),
            won_by_end: self.won_by(period.to.since(*created), longest),
        });
        Some(wins_by_age(cohorts))
    }

    /// The share won by an age.
    fn won_by(&self, age: i64, longest: i64) -> f64 {
        let point = self.risks.at(age.min(longest));
        point.forward().filter(|_| age >= 0).unwrap_or(0.0)
    }
}
