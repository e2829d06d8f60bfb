//! L: how long a deal takes.

use crate::book::snapshot::Snapshot;
use crate::reports::groups::Slice;
use crate::stats::kaplan_meier::{KaplanMeier, Observation};
use crate::stats::summary;

use super::options::{CycleOf, CycleStat, Options};

/// The lengths of a row's deals, in days open.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cycle {
    pub deals: u64,
    pub total_days: i64,
    pub mean: Option<f64>,
    pub median: Option<f64>,
    /// Of all deals whose beginning is known, those still open included (Kaplan and Meier 1958).
    pub km_median: Option<i64>,
    /// The longest time that the Kaplan–Meier curve has seen, where it did not come down to half.
    pub km_beyond: Option<i64>,
    /// The one of them that was chosen.
    pub days: Option<f64>,
}

impl Cycle {
    pub fn of(slice: &Slice<'_, '_>, options: &Options) -> Self {
        let ended = slice
            .deals
            .iter()
            .filter(|deal| is_of_cycle(deal, slice, options));
        let days: Vec<i64> = ended
            .filter_map(|deal| deal.open_days(options.exclude_hold))
            .collect();
        let floats: Vec<f64> = days.iter().map(|days| *days as f64).collect();
        let curve = KaplanMeier::fit(&observations(slice, options));
        let (mean, median, km_median) = (
            summary::mean(&floats),
            summary::median(&floats),
            curve.median(),
        );
        Self {
            deals: days.len() as u64,
            total_days: days.iter().sum(),
            mean,
            median,
            km_median,
            km_beyond: curve.t_max().filter(|_| km_median.is_none()),
            days: match options.cycle_stat {
                CycleStat::Mean => mean,
                CycleStat::Median => median,
                CycleStat::Km => km_median.map(|days| days as f64),
            },
        }
    }

    /// Whether a few long deals make the mean.
    pub fn is_skewed(&self) -> bool {
        self.mean
            .zip(self.median)
            .is_some_and(|(mean, median)| mean - 1.5 * median > 1e-9)
    }

    /// Whether velocity has to be computed with one day instead.
    pub fn is_floored(&self) -> bool {
        self.days.is_some_and(|days| days < 1.0)
    }
}

fn is_of_cycle(deal: &Snapshot<'_>, slice: &Slice<'_, '_>, options: &Options) -> bool {
    let ends = deal.is_won() || options.cycle == CycleOf::Closed;
    ends && deal.closed_in(slice.window)
}

/// The deals of a period's row are those created in it, so that periods can be compared as cohorts.
fn observations(slice: &Slice<'_, '_>, options: &Options) -> Vec<Observation> {
    let cohort = |deal: &&&Snapshot<'_>| !slice.is_period() || deal.created_in(slice.window);
    let observe = |deal: &&Snapshot<'_>| {
        let time = deal.open_days(options.exclude_hold)?;
        let event = deal.is_won() || (options.cycle == CycleOf::Closed && deal.is_lost());
        Some(Observation { time, event })
    };
    slice
        .deals
        .iter()
        .filter(cohort)
        .filter_map(observe)
        .collect()
}
