//! How likely each of several endings is by a certain time, when some have not ended yet.
//!
//! The cumulative incidence of Aalen and Johansen (1978), for one cause among competing ones: an
//! ending by another cause takes an observation out for good. Treating it as censored instead (1 −
//! Kaplan–Meier) pretends that it could still end by this cause, and overstates. All observations
//! that end at one time are taken together, so the result is exact under ties; the common
//! alternative is to shift tied times at random.

use super::interval::{Interval, at_least, log_log_interval};

/// One stay: how long it was observed, in whole units, and what ended it, or `None` while it is
/// still running.
///
/// A time below 0 is taken as 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Observation<C> {
    pub time: i64,
    pub cause: Option<C>,
}

/// What is known at one distinct time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    pub t: i64,
    /// Observed for at least `t`, those censored at `t` included.
    pub at_risk: u64,
    /// Endings by any cause.
    pub events: u64,
    /// Endings by the cause in question.
    pub of_cause: u64,
    /// S(t): the share not ended by any cause.
    pub survival: f64,
    /// F(t): the share ended by this cause. Summed over all causes, F + S = 1 at every time.
    pub incidence: f64,
    /// Standard error of F by the delta method (Marubini and Valsecchi 1995; Collett 2003).
    pub error: f64,
    /// 95% limits of F on the log(−log) scale; none at 0 and 1.
    pub band: Option<Interval>,
}

/// The cumulative incidence of one cause.
#[derive(Debug, Clone, PartialEq)]
pub struct CumulativeIncidence {
    n: u64,
    steps: Vec<Step>,
}

impl CumulativeIncidence {
    /// Estimates the incidence of `cause`; every other cause competes with it.
    pub fn fit<C: Copy + PartialEq>(observations: &[Observation<C>], cause: C) -> Self {
        let mut sorted: Vec<Observation<C>> = observations
            .iter()
            .map(|o| Observation {
                time: o.time.max(0),
                ..*o
            })
            .collect();
        sorted.sort_by_key(|o| o.time);
        let n = sorted.len() as u64;
        let mut state = State::new(n);
        let steps = sorted
            .chunk_by(|a, b| a.time == b.time)
            .map(|tied| state.advance(tied, cause))
            .collect();
        CumulativeIncidence { n, steps }
    }

    /// Every distinct time observed, in order.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// How many were observed.
    pub fn n(&self) -> u64 {
        self.n
    }

    /// The longest time observed; nothing is known beyond it.
    pub fn t_max(&self) -> Option<i64> {
        self.steps.last().map(|step| step.t)
    }

    /// The state after everything up to `t`; before the first step F = 0 and S = 1. `None` beyond
    /// [`CumulativeIncidence::t_max`].
    pub fn at(&self, t: i64) -> Option<Step> {
        if t > self.t_max()? {
            return None;
        }
        let passed = self.steps.partition_point(|step| step.t <= t);
        Some(match passed.checked_sub(1) {
            Some(last) => self.steps[last],
            None => State::new(self.n).step(t, 0, 0),
        })
    }

    /// P(ended by this cause within `within` | not ended at `age`) = (F(age + within) − F(age)) /
    /// S(age).
    ///
    /// `None` when nothing is left at `age`, when `age + within` lies beyond what was observed, or
    /// below zero.
    pub fn conditional(&self, age: i64, within: i64) -> Option<f64> {
        if age < 0 || within < 0 {
            return None;
        }
        let now = self.at(age)?;
        let then = self.at(age.saturating_add(within))?;
        if now.survival <= 0.0 {
            return None;
        }
        let p = (then.incidence - now.incidence) / now.survival;
        Some(p.clamp(0.0, 1.0))
    }

    /// Median time of those that end by this cause within the time observed.
    pub fn median_given_cause(&self) -> Option<i64> {
        self.quantile_given_cause(0.5)
    }

    /// The time by which a share `q` of those that end by this cause has done so: smallest t with
    /// F(t) ≥ q·F(t_max).
    pub fn quantile_given_cause(&self, q: f64) -> Option<i64> {
        let last = self.steps.last()?;
        let share = (last.incidence > 0.0).then_some(q * last.incidence)?;
        let step = self
            .steps
            .iter()
            .find(|step| at_least(step.incidence, share))?;
        Some(step.t)
    }
}

/// The running sums from which each step is read.
///
/// The delta method's variance at t is a sum over all earlier times t_j of terms in F(t) − F(t_j),
/// so that a direct computation is quadratic. Each sum is instead moved forward when F grows by δ;
/// every term added is positive, so nothing cancels:   Σ(F − F_j)² g_j grows by 2δ·Σ(F − F_j) g_j +
/// δ²·Σ g_j, and Σ(F − F_j) g_j grows by δ·Σ g_j.
struct State {
    at_risk: u64,
    survival: f64,
    incidence: f64,
    /// Σ g_j, Σ(F − F_j) g_j and Σ(F − F_j)² g_j, where g = d / (n(n − d)) is Greenwood's term.
    greenwood: [f64; 3],
    /// Σ h_j and Σ(F − F_j) h_j, where h = S(t−) d_k / n².
    shared: [f64; 2],
    /// Σ S(t−)² d_k (n − d_k) / n³.
    own: f64,
}

impl State {
    fn new(at_risk: u64) -> Self {
        State {
            at_risk,
            survival: 1.0,
            incidence: 0.0,
            greenwood: [0.0; 3],
            shared: [0.0; 2],
            own: 0.0,
        }
    }

    /// Takes in the observations that end at one time and says what is known then.
    fn advance<C: PartialEq>(&mut self, tied: &[Observation<C>], cause: C) -> Step {
        let events = count(tied, |o| o.cause.is_some());
        let of_cause = count(tied, |o| o.cause.as_ref() == Some(&cause));
        let (n, d, k) = (self.at_risk as f64, events as f64, of_cause as f64);
        self.raise_incidence(self.survival * (k / n));
        self.own += self.survival * self.survival * (k / n) * ((n - k) / n) / n;
        self.shared[0] += self.survival * (k / n) / n;
        // After the last ending F cannot grow any more, so the infinite term of n = d is never
        // used.
        if events < self.at_risk {
            self.greenwood[0] += d / n / (n - d);
        }
        self.survival *= (n - d) / n;
        let time = tied.first().map_or(0, |o| o.time);
        let step = self.step(time, events, of_cause);
        self.at_risk -= tied.len() as u64;
        step
    }

    fn raise_incidence(&mut self, by: f64) {
        let [sum, first, _] = self.greenwood;
        self.greenwood[2] += 2.0 * by * first + by * by * sum;
        self.greenwood[1] += by * sum;
        self.shared[1] += by * self.shared[0];
        self.incidence += by;
    }

    fn step(&self, t: i64, events: u64, of_cause: u64) -> Step {
        let variance = self.greenwood[2] + self.own - 2.0 * self.shared[1];
        let error = variance.max(0.0).sqrt();
        Step {
            t,
            at_risk: self.at_risk,
            events,
            of_cause,
            survival: self.survival,
            incidence: self.incidence,
            error,
            band: log_log_interval(self.incidence, error / self.incidence),
        }
    }
}

fn count<C>(observations: &[Observation<C>], is_counted: impl Fn(&Observation<C>) -> bool) -> u64 {
    observations.iter().filter(|o| is_counted(o)).count() as u64
}
