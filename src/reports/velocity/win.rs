//! W: the share of deals, or of their value, that is won.

use std::collections::BTreeMap;

use super::{
    closed::is_excluded,
    options::{Options, Win, WinBy},
};
use crate::book::Snapshot;
use crate::reports::{
    Query, Slice,
    cohort::{is_member, won_by_age},
    money::Sum,
};
use crate::stats::{Interval, proportion::wilson, summary};

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
    fn new<'s, 'a: 's>(judged: impl IntoIterator<Item = (&'s Snapshot<'a>, bool)>) -> Self {
        let mut tally = Self::default();
        for (deal, won) in judged {
            tally.add(deal, won);
        }
        tally
    }

    fn add(&mut self, deal: &Snapshot<'_>, won: bool) {
        self.judged += 1;
        self.judged_value.add(deal.value());
        self.undecided += u64::from(!won && deal.is_open());
        if won {
            self.won += 1;
            self.won_value.add(deal.value());
        }
    }

    fn rate(&self, by: WinBy) -> Option<f64> {
        match by {
            WinBy::Count => (self.judged > 0).then(|| self.won as f64 / self.judged as f64),
            WinBy::Value => self.won_value.share_of(&self.judged_value),
        }
    }
}

/// W of a row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WinRate {
    pub tally: Tally,
    /// 0 to 1; `None` where no deal is judged.
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
    /// Its share of the judged deals, over all groups.
    pub weight: f64,
    /// `None` where the row has no deal of it.
    pub rate: Option<f64>,
}

/// The share of each segment among the judged deals, over all groups.
pub type Mix<'a> = BTreeMap<Option<&'a str>, f64>;

impl WinRate {
    /// W of a row; with a mix, standardized to it.
    pub fn new<'a>(
        slice: &Slice<'_, 'a>,
        query: &Query<'a>,
        options: &Options,
        mix: Option<&Mix<'a>>,
    ) -> Self {
        let tally = Tally::new(judged(slice, query, options));
        let Some(mix) = mix else {
            return Self {
                rate: tally.rate(options.win_by),
                is_count: options.win_by == WinBy::Count,
                tally,
                parts: Vec::new(),
            };
        };
        let parts = parts(mix, &by_segment(slice, query, options), options.win_by);
        Self {
            tally,
            rate: standardized(&parts),
            is_count: false,
            parts,
        }
    }

    /// 95% limits (Wilson); by value or standardized there are none.
    pub fn interval(&self) -> Option<Interval> {
        wilson(self.tally.won, self.tally.judged).filter(|_| self.is_count)
    }
}

/// The mix of a row.
pub fn mix<'a>(slice: &Slice<'_, 'a>, query: &Query<'a>, options: &Options) -> Mix<'a> {
    let tallies = by_segment(slice, query, options);
    let all: u64 = tallies.values().map(|tally| tally.judged).sum();
    tallies
        .into_iter()
        .map(|(segment, tally)| (segment, tally.judged as f64 / all as f64))
        .collect()
}

fn parts(mix: &Mix<'_>, tallies: &BTreeMap<Option<&str>, Tally>, by: WinBy) -> Vec<Part> {
    mix.iter()
        .map(|(segment, weight)| Part {
            segment: segment.map(str::to_owned),
            weight: *weight,
            rate: tallies.get(segment).and_then(|tally| tally.rate(by)),
        })
        .collect()
}

/// Σ weight × rate of the segment; `None` where a segment has no deals.
fn standardized(parts: &[Part]) -> Option<f64> {
    let products: Vec<f64> = parts
        .iter()
        .map(|part| Some(part.weight * part.rate?))
        .collect::<Option<_>>()?;
    (!products.is_empty()).then(|| summary::sum(products))
}

fn by_segment<'a>(
    slice: &Slice<'_, 'a>,
    query: &Query<'a>,
    options: &Options,
) -> BTreeMap<Option<&'a str>, Tally> {
    let mut tallies: BTreeMap<Option<&'a str>, Tally> = BTreeMap::new();
    for (deal, won) in judged(slice, query, options) {
        let segment = deal.record.segment.as_deref();
        tallies.entry(segment).or_default().add(deal, won);
    }
    tallies
}

/// The deals of a row that W judges, each with whether it counts as won.
fn judged<'s, 'a>(
    slice: &Slice<'s, 'a>,
    query: &Query<'a>,
    options: &Options,
) -> impl Iterator<Item = (&'s Snapshot<'a>, bool)> {
    slice
        .filter(|deal| !is_excluded(deal, options))
        .filter_map(|deal| {
            let won = match options.win {
                Win::Closed => deal.closed_in(slice.window).then(|| deal.is_won()),
                Win::Cohort => is_member(deal, slice.window).then(|| deal.is_won()),
                Win::Horizon(days) => won_by_age(deal, slice.window, query, days),
            };
            Some((deal, won?))
        })
}
