//! Two ends that compete for a deal, over time: F(t) of each is the share that has come to it by t,
//! S(t) the share that still waits, and F + F + S = 1 at every t. Deals that still wait count for
//! as long as they have been watched.

use crate::stats::aalen_johansen::{CumulativeIncidence, Observation, Step};
use crate::stats::{Interval, kaplan_meier};
use crate::table::{Cell, Column, Kind, Term};

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

/// What is known of some waits (Aalen and Johansen 1978; S is that of Kaplan and Meier 1958).
#[derive(Debug, Clone, PartialEq)]
pub struct CompetingRisks {
    /// The longest wait of all, and how long each was, in order.
    days: Vec<i64>,
    ahead: CumulativeIncidence,
    lost: CumulativeIncidence,
    waiting: kaplan_meier::KaplanMeier,
}

/// What is known at a time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Days.
    pub t: i64,
    /// Waits of `t` days and more.
    pub at_risk: u64,
    /// `None` behind the longest wait.
    pub known: Option<Known>,
}

/// The shares at a time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Known {
    pub ahead: Step,
    pub lost: Step,
    /// 95 % limits of S on the scale of log(−log S).
    pub waiting: Option<Interval>,
}

impl CompetingRisks {
    pub fn fit(waits: &[Wait]) -> Self {
        let mut days: Vec<i64> = waits.iter().map(|wait| wait.time.max(0)).collect();
        days.sort_unstable();
        let single = |wait: &Wait| kaplan_meier::Observation {
            time: wait.time,
            event: wait.cause.is_some(),
        };
        Self {
            days,
            ahead: CumulativeIncidence::fit(waits, End::Forward),
            lost: CumulativeIncidence::fit(waits, End::Lost),
            waiting: kaplan_meier::KaplanMeier::fit(&waits.iter().map(single).collect::<Vec<_>>()),
        }
    }

    /// How many waits there are.
    pub fn n(&self) -> u64 {
        self.days.len() as u64
    }

    /// The longest wait; nothing is known behind it.
    pub fn longest(&self) -> Option<i64> {
        self.days.last().copied()
    }

    /// What is known at each time at which a wait ended, or at which it was last seen.
    pub fn points(&self) -> impl Iterator<Item = Point> {
        self.ahead.steps().iter().map(|step| self.at(step.t))
    }

    /// What is known at a time.
    pub fn at(&self, t: i64) -> Point {
        let at_risk = (self.days.len() - self.days.partition_point(|days| *days < t)) as u64;
        let passed = self.waiting.steps().partition_point(|step| step.t <= t);
        // Before the first wait is over S is 1 for certain.
        let band = passed
            .checked_sub(1)
            .and_then(|last| self.waiting.steps().get(last))
            .map(|step| step.band);
        let waiting = band.unwrap_or(Some(Interval { lo: 1.0, hi: 1.0 }));
        let known = self
            .ahead
            .at(t)
            .zip(self.lost.at(t))
            .map(|(ahead, lost)| Known {
                ahead,
                lost,
                waiting,
            });
        Point { t, at_risk, known }
    }

    /// F of an end by a time, step by step: `1 × 1/10 + 0.9 × 2/8 + … = 0.35`.
    pub fn sum(&self, end: End, t: i64) -> Vec<Term> {
        let of = |known: Known| {
            if end == End::Forward {
                known.ahead
            } else {
                known.lost
            }
        };
        let passed = self
            .points()
            .take_while(|point| point.t <= t)
            .filter_map(|point| point.known)
            .map(of);
        let mut before = 1.0;
        let steps = passed.map(|step| (std::mem::replace(&mut before, step.survival), step));
        let steps: Vec<(f64, Step)> = steps.filter(|(_, step)| step.of_cause > 0).collect();
        let mut line = Vec::new();
        for (place, (survival, step)) in steps.iter().take(STEPS_SHOWN).enumerate() {
            line.extend(line![
                if place == 0 { "" } else { " + " },
                Cell::Number(*survival),
                " × "
            ]);
            line.extend(line![
                Cell::Count(step.of_cause),
                "/",
                Cell::Count(step.at_risk)
            ]);
        }
        line.extend((steps.len() > STEPS_SHOWN).then_some(Term::Word(" + …")));
        let total = Cell::of(self.at(t).known.map(of), |step| {
            Cell::Number(step.incidence)
        });
        line.extend(line![if steps.is_empty() { "" } else { " = " }, total]);
        line
    }

    /// The median of the days to the end ahead, of those that come to it within the longest wait.
    pub fn median_ahead(&self) -> Option<i64> {
        self.ahead.median_given_cause()
    }

    /// 1 − Kaplan–Meier with losses taken for waits that last: what it would overstate F ahead to.
    pub fn naive_ahead(waits: &[Wait]) -> Option<f64> {
        let single = |wait: &Wait| kaplan_meier::Observation {
            time: wait.time,
            event: wait.cause == Some(End::Forward),
        };
        let curve = kaplan_meier::KaplanMeier::fit(&waits.iter().map(single).collect::<Vec<_>>());
        curve.steps().last().map(|step| 1.0 - step.survival)
    }
}

impl Point {
    /// The cells of a share of those `n`, and of its limits.
    pub fn ahead_cells(&self, n: u64) -> [Cell; 2] {
        share_cells(
            self.known
                .map(|known| (known.ahead.incidence, known.ahead.band)),
            n,
        )
    }

    pub fn lost_cells(&self, n: u64) -> [Cell; 2] {
        share_cells(
            self.known
                .map(|known| (known.lost.incidence, known.lost.band)),
            n,
        )
    }

    pub fn waiting_cells(&self, n: u64) -> [Cell; 2] {
        share_cells(
            self.known
                .map(|known| (known.ahead.survival, known.waiting)),
            n,
        )
    }

    /// Its cells under the columns that [`columns`] gives.
    pub fn cells(&self, n: u64) -> Vec<Cell> {
        let counts = [
            Cell::Count(self.t.unsigned_abs()),
            Cell::Count(self.at_risk),
        ];
        let shares = [
            self.ahead_cells(n),
            self.lost_cells(n),
            self.waiting_cells(n),
        ];
        counts
            .into_iter()
            .chain(shares.into_iter().flatten())
            .collect()
    }
}

fn share_cells(share: Option<(f64, Option<Interval>)>, n: u64) -> [Cell; 2] {
    let limits = share.and_then(|(_, band)| band);
    [
        Cell::of(share, |(value, _)| Cell::Rate { value, of: None }),
        Cell::of(limits, |limits| Cell::Interval {
            lo: limits.lo,
            hi: limits.hi,
            n,
        }),
    ]
}

/// The columns of a point, by the names of the two ends and of waiting.
pub const fn columns(keys: [&'static str; 6], titles: [&'static str; 3]) -> [Column; 8] {
    const fn column(key: &'static str, title: &'static str, kind: Kind) -> Column {
        Column { key, title, kind }
    }
    [
        column("t", "days", Kind::Count),
        column("n", "at risk", Kind::Count),
        column(keys[0], titles[0], Kind::Rate),
        column(keys[1], "95% CI", Kind::Interval),
        column(keys[2], titles[1], Kind::Rate),
        column(keys[3], "95% CI", Kind::Interval),
        column(keys[4], titles[2], Kind::Rate),
        column(keys[5], "95% CI", Kind::Interval),
    ]
}
