//! W: the share of deals, or of their value, that is won.

use std::collections::BTreeMap;

use rust_decimal::prelude::ToPrimitive;

use crate::book::snapshot::Snapshot;
use crate::reports::cohort::{is_member, won_by_age};
use crate::reports::groups::Slice;
use crate::reports::loss_class::LossClass;
use crate::reports::money::{Sum, worth};
use crate::reports::query::Query;
use crate::stats::Interval;
use crate::stats::proportion::wilson;

use super::options::{Options, Win, WinBy};

/// The deals that W judges, and those of them that were won.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tally {
    pub won: u64,
    pub judged: u64,
    /// Judged and still open.
    pub undecided: u64,
    pub won_value: Sum,
    pub judged_value: Sum,
}

impl Tally {
    fn add(&mut self, deal: &Snapshot<'_>, won: bool, query: &Query<'_>) {
        let worth = worth(deal, query.book);
        self.judged += 1;
        self.judged_value.add(worth);
        self.undecided += u64::from(!won && deal.is_open());
        if won {
            self.won += 1;
            self.won_value.add(worth);
        }
    }

    fn rate(&self, by: WinBy) -> Option<f64> {
        match by {
            WinBy::Count => (self.judged > 0).then(|| self.won as f64 / self.judged as f64),
            WinBy::Value => {
                let (won, all) = (
                    self.won_value.known_total()?.to_f64()?,
                    self.judged_value.known_total()?.to_f64()?,
                );
                (all > 0.0).then_some(won / all)
            }
        }
    }
}

/// W of a row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WinRate {
    pub tally: Tally,
    /// 0 to 1; `None` where nothing is judged.
    pub rate: Option<f64>,
    /// Whether `rate` is the quotient of the counts.
    pub is_count: bool,
    /// What a standardized rate is the sum of.
    pub parts: Vec<Part>,
}

/// A segment of a standardized rate.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    pub segment: Option<String>,
    /// Its share among the deals that are judged, over all groups.
    pub weight: f64,
    /// `None` where the row has no deal of it.
    pub rate: Option<f64>,
}

impl WinRate {
    /// 95 % limits (Wilson); by value or standardized there are none.
    pub fn interval(&self) -> Option<Interval> {
        wilson(self.tally.won, self.tally.judged).filter(|_| self.is_count)
    }
}

/// Share of each segment among the deals that are judged, over all groups.
pub type Mix<'a> = BTreeMap<Option<&'a str>, f64>;

/// The mix of a row.
pub fn mix<'a>(slice: &Slice<'_, 'a>, query: &Query<'a>, options: &Options) -> Mix<'a> {
    let tallies = by_segment(slice, query, options);
    let judged: u64 = tallies.values().map(|tally| tally.judged).sum();
    let weigh =
        |(segment, tally): (Option<&'a str>, Tally)| (segment, tally.judged as f64 / judged as f64);
    tallies
        .into_iter()
        .filter(|(_, tally)| tally.judged > 0)
        .map(weigh)
        .collect()
}

/// W of a row; with a mix given, standardized to it: Σ weight × rate of the segment, `None` where a
/// segment is empty.
pub fn win_rate<'a>(
    slice: &Slice<'_, 'a>,
    query: &Query<'a>,
    options: &Options,
    mix: Option<&Mix<'a>>,
) -> WinRate {
    let mut tally = Tally::default();
    for deal in &slice.deals {
        if let Some(won) = judge(deal, slice, query, options) {
            tally.add(deal, won, query);
        }
    }
    let tallies = mix
        .map(|_| by_segment(slice, query, options))
        .unwrap_or_default();
    let part = |(segment, weight): (&Option<&str>, &f64)| Part {
        segment: segment.map(str::to_owned),
        weight: *weight,
        rate: tallies
            .get(segment)
            .and_then(|tally| tally.rate(options.win_by)),
    };
    let parts: Vec<Part> = mix.into_iter().flatten().map(part).collect();
    let rate = if mix.is_none() {
        tally.rate(options.win_by)
    } else {
        standardized(&parts)
    };
    WinRate {
        is_count: mix.is_none() && options.win_by == WinBy::Count,
        tally,
        rate,
        parts,
    }
}

fn standardized(parts: &[Part]) -> Option<f64> {
    let products: Option<Vec<f64>> = parts
        .iter()
        .map(|part| Some(part.weight * part.rate?))
        .collect();
    products
        .filter(|products| !products.is_empty())
        .map(crate::stats::summary::sum)
}

fn by_segment<'a>(
    slice: &Slice<'_, 'a>,
    query: &Query<'a>,
    options: &Options,
) -> BTreeMap<Option<&'a str>, Tally> {
    let mut tallies: BTreeMap<Option<&'a str>, Tally> = BTreeMap::new();
    for deal in &slice.deals {
        if let Some(won) = judge(deal, slice, query, options) {
            tallies
                .entry(deal.record.segment.as_deref())
                .or_default()
                .add(deal, won, query);
        }
    }
    tallies
}

/// Whether a deal counts as won; `None` where it is not judged at all.
fn judge(
    deal: &Snapshot<'_>,
    slice: &Slice<'_, '_>,
    query: &Query<'_>,
    options: &Options,
) -> Option<bool> {
    if is_left_out(deal, options) {
        return None;
    }
    match options.win {
        Win::Closed => deal.closed_in(slice.window).then(|| deal.is_won()),
        Win::Cohort => is_member(deal, slice.window).then(|| deal.is_won()),
        Win::Horizon(days) => won_by_age(deal, slice.window, query, days),
    }
}

/// A loss of a class that is taken for no closing.
pub fn is_left_out(deal: &Snapshot<'_>, options: &Options) -> bool {
    deal.is_lost() && options.without.contains(&LossClass::of(deal.reason))
}
