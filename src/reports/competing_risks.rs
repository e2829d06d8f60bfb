//! Two ends that compete for a deal, over time: F(t) of each is the share that has come to it by t,
//! S(t) the share that still waits, and F + F + S = 1 at every t. Deals that still wait count for
//! as long as they were observed.

use super::{
    cells::interval,
    formula::{Line, join},
    measure::{Measure, count, measure, rate},
};
use crate::stats::{
    Interval,
    aalen_johansen::{CumulativeIncidence, Observation, Step},
    kaplan_meier::{self, KaplanMeier},
};
use crate::table::{Cell, Kind};

/// More steps than this are not written out; the rows have them all.
const STEPS_SHOWN: usize = 8;

/// How a wait ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Won, or advanced.
    Forward,
    Lost,
}

/// One wait: its days, and its end; `None` while it lasts, and where it ended in neither way.
pub type Wait = Observation<End>;

/// What some waits show (Aalen and Johansen 1978; S is that of Kaplan and Meier 1958).
#[derive(Debug, Clone, PartialEq)]
pub struct CompetingRisks {
    /// How long each wait was, in order.
    days: Vec<i64>,
    forward: CumulativeIncidence,
    lost: CumulativeIncidence,
    waiting: KaplanMeier,
}

/// What is known at a time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Days.
    pub t: i64,
    /// How many waits there are.
    pub n: u64,
    /// Waits of at least `t` days.
    pub at_risk: u64,
    /// `None` beyond the longest wait.
    pub known: Option<Known>,
}

/// The shares at a time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Known {
    pub forward: Step,
    pub lost: Step,
    /// 95% limits of S on the scale of log(−log S).
    pub waiting: Option<Interval>,
}

impl CompetingRisks {
    pub fn fit(waits: &[Wait]) -> Self {
        let mut days: Vec<i64> = waits.iter().map(|wait| wait.time.max(0)).collect();
        days.sort_unstable();
        Self {
            days,
            forward: CumulativeIncidence::fit(waits, End::Forward),
            lost: CumulativeIncidence::fit(waits, End::Lost),
            waiting: survival(waits, |cause| cause.is_some()),
        }
    }

    /// How many waits there are.
    pub fn n(&self) -> u64 {
        self.days.len() as u64
    }

    /// The longest wait; nothing is known beyond it.
    pub fn longest(&self) -> Option<i64> {
        self.days.last().copied()
    }

    /// What is known at each time at which a wait ended, or at which it was last seen.
    pub fn points(&self) -> impl Iterator<Item = Point> {
        self.forward.steps().iter().map(|step| self.at(step.t))
    }

    /// What is known at a time.
    pub fn at(&self, t: i64) -> Point {
        let shares = self.forward.at(t).zip(self.lost.at(t));
        Point {
            t,
            n: self.n(),
            at_risk: (self.days.len() - self.days.partition_point(|days| *days < t)) as u64,
            known: shares.map(|(forward, lost)| Known {
                forward,
                lost,
                waiting: self.waiting_band(t),
            }),
        }
    }

    fn waiting_band(&self, t: i64) -> Option<Interval> {
        let steps = self.waiting.steps();
        match steps.partition_point(|step| step.t <= t).checked_sub(1) {
            Some(last) => steps.get(last)?.band,
            // Before the first wait ends, S is 1 for certain.
            None => Some(Interval { lo: 1.0, hi: 1.0 }),
        }
    }

    /// F of an end by a time, step by step: `1 × 1/10 + 0.9 × 2/8 + … = 0.35`.
    pub fn sum(&self, end: End, t: i64) -> Line {
        let mut parts = Vec::new();
        let mut before = 1.0;
        for known in self
            .points()
            .take_while(|point| point.t <= t)
            .filter_map(|point| point.known)
        {
            let step = known.step(end);
            if step.of_cause > 0 {
                parts.push(formula!("{} × {}/{}", before, step.of_cause, step.at_risk));
            }
            before = step.survival;
        }
        let total = self.at(t).known.map(|known| known.step(end).incidence);
        if parts.is_empty() {
            return formula!("{}", total);
        }
        if parts.len() > STEPS_SHOWN {
            parts.truncate(STEPS_SHOWN);
            parts.push(formula!("…"));
        }
        formula!("{} = {}", join(" + ", parts), total)
    }

    /// The median days to the end ahead, of those that come to it within the longest wait.
    pub fn median_forward(&self) -> Option<i64> {
        self.forward.median_given_cause()
    }
}

/// 1 − Kaplan–Meier with losses counted as waits that last: what it would overstate F to.
pub fn naive_forward(waits: &[Wait]) -> Option<f64> {
    let curve = survival(waits, |cause| cause == Some(End::Forward));
    curve.steps().last().map(|step| 1.0 - step.survival)
}

fn survival(waits: &[Wait], is_event: impl Fn(Option<End>) -> bool) -> KaplanMeier {
    let observations: Vec<_> = waits
        .iter()
        .map(|wait| kaplan_meier::Observation {
            time: wait.time,
            event: is_event(wait.cause),
        })
        .collect();
    KaplanMeier::fit(&observations)
}

impl Known {
    fn step(&self, end: End) -> Step {
        match end {
            End::Forward => self.forward,
            End::Lost => self.lost,
        }
    }
}

impl Point {
    pub fn forward(&self) -> Option<f64> {
        self.known.map(|known| known.forward.incidence)
    }

    pub fn forward_interval(&self) -> Cell {
        interval(self.known.and_then(|known| known.forward.band), self.n)
    }

    pub fn lost(&self) -> Option<f64> {
        self.known.map(|known| known.lost.incidence)
    }

    pub fn lost_interval(&self) -> Cell {
        interval(self.known.and_then(|known| known.lost.band), self.n)
    }

    pub fn waiting(&self) -> Option<f64> {
        self.known.map(|known| known.forward.survival)
    }

    fn waiting_interval(&self) -> Cell {
        interval(self.known.and_then(|known| known.waiting), self.n)
    }
}

/// The columns of a point, by the names of the two ends and of waiting.
pub const fn measures(keys: [&'static str; 6], titles: [&'static str; 3]) -> [Measure<Point>; 8] {
    [
        count("t", "days", |point| point.t.unsigned_abs()),
        count("n", "at risk", |point| point.at_risk),
        rate(keys[0], titles[0], Point::forward),
        measure(keys[1], "95% CI", Kind::Interval, Point::forward_interval),
        rate(keys[2], titles[1], Point::lost),
        measure(keys[3], "95% CI", Kind::Interval, Point::lost_interval),
        rate(keys[4], titles[2], Point::waiting),
        measure(keys[5], "95% CI", Kind::Interval, Point::waiting_interval),
    ]
}
