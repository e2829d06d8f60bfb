//! L: how long a deal takes.

use super::options::{CycleOf, CycleStat, Options};
use crate::book::Snapshot;
use crate::reports::{Slice, competing_risks::End, outcome::waits::waits};
use crate::stats::{
    aalen_johansen::CumulativeIncidence,
    kaplan_meier::{KaplanMeier, Observation},
    summary,
};

/// The lengths of a row's deals, in days open.
pub struct Cycle {
    pub deals: u64,
    pub total_days: f64,
    pub mean: Option<f64>,
    pub median: Option<f64>,
    /// Of all deals with a known start, open ones included (Kaplan and Meier 1958).
    pub curve: KaplanMeier,
    /// Median days to the win of those of them that are won (Aalen and Johansen 1978).
    pub win_median: Option<i64>,
    /// The one of them that `--cycle-stat` names.
    pub days: Option<f64>,
}

impl Cycle {
    pub fn new(slice: &Slice<'_, '_>, options: &Options) -> Self {
        let days = ended_days(slice, options);
        let curve = KaplanMeier::fit(&observations(slice, options));
        let waits = waits(cohort(slice), options.exclude_hold);
        let (mean, median) = (summary::mean(&days), summary::median(&days));
        Self {
            deals: days.len() as u64,
            total_days: days.iter().sum(),
            mean,
            median,
            days: match options.cycle_stat {
                CycleStat::Mean => mean,
                CycleStat::Median => median,
                CycleStat::Km => curve.median().map(|days| days as f64),
            },
            win_median: CumulativeIncidence::fit(&waits, End::Forward).median_given_cause(),
            curve,
        }
    }

    /// Whether a few long deals make the mean.
    pub fn is_skewed(&self) -> bool {
        self.mean
            .zip(self.median)
            .is_some_and(|(mean, median)| mean - 1.5 * median > 1e-9)
    }

    /// Whether velocity is calculated with one day instead.
    pub fn is_floored(&self) -> bool {
        self.days.is_some_and(|days| days < 1.0)
    }

    /// Whether fewer than half have ended within the longest time observed.
    pub fn is_not_reached(&self) -> bool {
        self.curve.n() > 0 && self.curve.median().is_none()
    }
}

fn ended_days(slice: &Slice<'_, '_>, options: &Options) -> Vec<f64> {
    let ended = slice.filter(|deal| ends(deal, options) && deal.closed_in(slice.window));
    ended
        .filter_map(|deal| deal.open_days(options.exclude_hold))
        .map(|days| days as f64)
        .collect()
}

fn ends(deal: &Snapshot<'_>, options: &Options) -> bool {
    deal.is_won() || (options.cycle == CycleOf::Closed && deal.is_lost())
}

/// A period's row has the deals created in it, so that periods compare as cohorts.
fn cohort<'s, 'a>(slice: &Slice<'s, 'a>) -> impl Iterator<Item = &'s Snapshot<'a>> {
    slice.filter(|deal| !slice.is_period() || deal.created_in(slice.window))
}

fn observations(slice: &Slice<'_, '_>, options: &Options) -> Vec<Observation> {
    cohort(slice)
        .filter_map(|deal| {
            Some(Observation {
                time: deal.open_days(options.exclude_hold)?,
                event: ends(deal, options),
            })
        })
        .collect()
}
