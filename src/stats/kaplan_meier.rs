//! How long until the event, when it has not happened to some yet.
//!
//! The product-limit estimator of Kaplan and Meier (1958) of S(t), the share still without the
//! event after t. An observation that is still waiting ("censored") counts among those at risk up
//! to and including the last time seen. Leaving it out would make every duration look shorter.

use super::{
    interval::{Interval, at_most, log_log_interval},
    summary,
};

/// One stay: how long it was observed, in whole units, and whether it ended in the event or was
/// still running.
///
/// A time below 0 is taken as 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Observation {
    pub time: i64,
    pub event: bool,
}

/// What is known at one distinct time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    pub t: i64,
    /// Observed for at least `t`: an observation censored at `t` is still at risk there, the event
    /// comes first.
    pub at_risk: u64,
    pub events: u64,
    pub censored: u64,
    /// S(t) = Π (1 − d/n) over the times up to `t`.
    pub survival: f64,
    /// Σ d / (n(n − d)) (Greenwood 1926): the squared relative standard error of S; infinite once S
    /// is 0.
    pub greenwood: f64,
    /// 95% limits of S on the log(−log) scale: [1, 1] before the first event, none once S is 0,
    /// where a width of zero would feign certainty.
    pub band: Option<Interval>,
}

impl Step {
    /// Time 0, before anything has happened.
    fn origin(at_risk: usize) -> Self {
        Step {
            t: 0,
            at_risk: at_risk as u64,
            events: 0,
            censored: 0,
            survival: 1.0,
            greenwood: 0.0,
            band: Some(Interval { lo: 1.0, hi: 1.0 }),
        }
    }

    /// The next step, at which the observations `tied` end, all at the same time.
    fn followed_by(&self, tied: &[Observation]) -> Self {
        let at_risk = self.at_risk - self.events - self.censored;
        let events = tied.iter().filter(|o| o.event).count() as u64;
        let (n, d) = (at_risk as f64, events as f64);
        let survival = self.survival * ((n - d) / n);
        let greenwood = self.greenwood + d / n / (n - d);
        let mut step = Step {
            t: tied.first().map_or(self.t, |o| o.time),
            at_risk,
            events,
            censored: tied.len() as u64 - events,
            survival,
            greenwood,
            band: self.band,
        };
        if events > 0 {
            step.band = log_log_interval(survival, greenwood.sqrt());
        }
        step
    }
}

/// The estimated curve.
#[derive(Debug, Clone, PartialEq)]
pub struct KaplanMeier {
    steps: Vec<Step>,
}

impl KaplanMeier {
    pub fn fit(observations: &[Observation]) -> Self {
        let mut sorted: Vec<Observation> = observations
            .iter()
            .map(|o| Observation {
                time: o.time.max(0),
                ..*o
            })
            .collect();
        sorted.sort_unstable_by_key(|o| o.time);
        let origin = Step::origin(sorted.len());
        let mut steps = Vec::new();
        if sorted.first().is_some_and(|o| o.time > 0) {
            steps.push(origin);
        }
        let mut last = origin;
        for tied in sorted.chunk_by(|a, b| a.time == b.time) {
            last = last.followed_by(tied);
            steps.push(last);
        }
        KaplanMeier { steps }
    }

    /// Time 0 and every distinct time observed, in order; empty only without observations.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// How many were observed.
    pub fn n(&self) -> u64 {
        self.steps.first().map_or(0, |step| step.at_risk)
    }

    /// How many of them had the event.
    pub fn events(&self) -> u64 {
        self.steps.iter().map(|step| step.events).sum()
    }

    /// The longest time observed; nothing is known beyond it.
    pub fn t_max(&self) -> Option<i64> {
        self.steps.last().map(|step| step.t)
    }

    /// S(t), 1 before the first event; `None` beyond [`KaplanMeier::t_max`].
    pub fn survival_at(&self, t: i64) -> Option<f64> {
        if t > self.t_max()? {
            return None;
        }
        let passed = self.steps.partition_point(|step| step.t <= t);
        let last = passed.checked_sub(1).and_then(|i| self.steps.get(i));
        Some(last.map_or(1.0, |step| step.survival))
    }

    /// Smallest t with S(t) ≤ ½; `None` when fewer than half have had the event while observed.
    pub fn median(&self) -> Option<i64> {
        self.quantile(0.5)
    }

    /// Smallest t by which a share `q` has had the event: S(t) ≤ 1 − q.
    ///
    /// No midpoint is taken where S meets the threshold exactly; the answer is always a time that
    /// was observed.
    pub fn quantile(&self, q: f64) -> Option<i64> {
        self.first(|step| at_most(step.survival, 1.0 - q))
    }

    /// 95% limits of the median (Brookmeyer and Crowley 1982): where the lower, then where the
    /// upper limit of the band first reaches ½. Either may not be reached.
    pub fn median_ci(&self) -> (Option<i64>, Option<i64>) {
        (
            self.first(|step| step.band.is_some_and(|band| at_most(band.lo, 0.5))),
            self.first(|step| step.band.is_some_and(|band| at_most(band.hi, 0.5))),
        )
    }

    /// Restricted mean: the area under S from 0 to `tau`, which is the mean time without the event,
    /// each time counted up to `tau` at most (Irwin 1949). `None` for a `tau` beyond
    /// [`KaplanMeier::t_max`].
    pub fn rmst(&self, tau: i64) -> Option<f64> {
        if tau > self.t_max()? {
            return None;
        }
        let ends = self.steps.iter().skip(1).map(|step| step.t).chain([tau]);
        let areas = self
            .steps
            .iter()
            .zip(ends)
            .map(|(step, end)| step.survival * (end.min(tau) - step.t.min(tau)) as f64);
        Some(summary::sum(areas))
    }

    fn first(&self, reached: impl Fn(&Step) -> bool) -> Option<i64> {
        let step = self.steps.iter().find(|step| reached(step))?;
        Some(step.t)
    }
}
