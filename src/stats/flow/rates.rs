//! The daily rates of one stage.

/// From this many exits on, a stage's own stays decide alone.
const OWN_EXITS: usize = 30;
/// How many days of stays, in stays of the expected length, and how many cases the book's
/// expectation is worth.
const PRIOR_STAYS: f64 = 10.0;
const PRIOR_CASES: f64 = 2.0;
/// The expected rates of all ways out together are at most this.
const MOST: f64 = 0.95;

/// A way out of a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Stage(usize),
    Won,
    Lost,
}

/// A stay in a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    pub stage: usize,
    /// Whole days.
    pub days: usize,
    /// How it ended; `None` while it lasts, and where it ended otherwise.
    pub exit: Option<Way>,
}

/// What a book expects of a stage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prior {
    pub days: f64,
    /// The chance of ever winning.
    pub probability: Option<f64>,
}

/// What is expected of the stays of a stage.
pub(super) struct Expected {
    days: f64,
    onward: f64,
    next: Way,
}

/// What the book's probabilities say of a stage: that so many go on to the next, the others are
/// lost.
pub(super) fn priors(priors: &[Prior], stage: usize) -> Expected {
    let own = priors.get(stage);
    let (next, after) = match priors.get(stage + 1) {
        Some(next) => (Way::Stage(stage + 1), next.probability),
        None => (Way::Won, Some(1.0)),
    };
    let onward = match (own.and_then(|own| own.probability), after) {
        (Some(own), Some(after)) if after != 0.0 => (own / after).min(1.0),
        _ => 0.5,
    };
    Expected {
        days: own.map_or(1.0, |own| own.days.max(1.0)),
        onward,
        next,
    }
}

/// One way out, day by day.
#[derive(Debug, Clone)]
pub(super) struct Rate {
    /// By day up to the longest stay.
    days: Vec<f64>,
    /// On any later day.
    later: f64,
}

impl Rate {
    pub fn at(&self, day: usize) -> f64 {
        self.days.get(day).copied().unwrap_or(self.later)
    }
}

/// The rates of a stage.
#[derive(Debug, Clone)]
pub(super) struct StageRates {
    exits: usize,
    /// The longest stay, one that still lasts included.
    pub longest: usize,
    ways: Vec<(Way, Rate)>,
    all: Rate,
}

impl StageRates {
    pub fn fit(stays: &[&Stay], expected: Expected, stages: usize) -> Self {
        let longest = stays.iter().map(|stay| stay.days).max().unwrap_or(0);
        let exits = stays.iter().filter(|stay| stay.exit.is_some()).count();
        let mut standing = vec![0_usize; longest + 2];
        for stay in stays {
            standing[stay.days] += 1;
        }
        for day in (0..=longest).rev() {
            standing[day] += standing[day + 1];
        }
        let all_ways = (0..stages).map(Way::Stage).chain([Way::Won, Way::Lost]);
        let hopes = hopes(stays, &expected, stages);
        let ways: Vec<(Way, Rate)> = all_ways
            .zip(hopes)
            .map(|(way, hope)| {
                let mut left = vec![0_usize; longest + 1];
                for stay in stays.iter().filter(|stay| stay.exit == Some(way)) {
                    left[stay.days] += 1;
                }
                let rate = |day: usize| match (left[day] as f64, standing[day] as f64) {
                    (left, standing) if exits >= OWN_EXITS => {
                        if standing > 0.0 {
                            left / standing
                        } else {
                            0.0
                        }
                    }
                    (left, standing) => (left + PRIOR_CASES * hope) / (standing + PRIOR_CASES),
                };
                let days = (0..=longest).map(rate).collect();
                let later = if exits >= OWN_EXITS { 0.0 } else { hope };
                (way, Rate { days, later })
            })
            .filter(|(_, rate)| rate.later > 0.0 || rate.days.iter().any(|rate| *rate > 0.0))
            .collect();
        let sum = |day: usize| ways.iter().map(|(_, rate)| rate.at(day)).sum();
        let all = Rate {
            days: (0..=longest).map(sum).collect(),
            later: sum(longest + 1),
        };
        Self {
            exits,
            longest,
            ways,
            all,
        }
    }

    /// Whether its own exits decide alone.
    pub fn is_own(&self) -> bool {
        self.exits >= OWN_EXITS
    }

    /// The ways out that occur.
    pub fn ways(&self) -> impl Iterator<Item = (Way, &Rate)> {
        self.ways.iter().map(|(way, rate)| (*way, rate))
    }

    /// The chance of leaving on that day of a stay.
    pub fn leaving(&self, day: usize) -> f64 {
        self.all.at(day)
    }

    /// What a deal that enters brings on each day of its stay, up to a horizon.
    pub fn table(&self, horizon: usize) -> Table {
        let mut there = 1.0;
        let standing: Vec<f64> = (1..=horizon)
            .map(|day| {
                there *= (1.0 - self.leaving(day - 1)).max(0.0);
                there
            })
            .collect();
        let weighted = |rate: &Rate| {
            let days = standing.iter().enumerate();
            days.map(|(index, there)| there * rate.at(index + 1))
                .collect()
        };
        let mut table = Table::default();
        for (way, rate) in self.ways() {
            match way {
                Way::Won => (table.won_at_once, table.won) = (rate.at(0), weighted(rate)),
                Way::Stage(next) => table.onward.push((next, weighted(rate))),
                Way::Lost => {}
            }
        }
        table
    }
}

/// What a book expects and what is seen of each way out, from its second day on.
fn hopes(stays: &[&Stay], expected: &Expected, stages: usize) -> Vec<f64> {
    let days: usize = stays.iter().map(|stay| stay.days).sum();
    let days = days as f64 + PRIOR_STAYS * expected.days;
    let hope = |way: Way| {
        let seen = stays
            .iter()
            .filter(|stay| stay.exit == Some(way) && stay.days >= 1);
        let share = match way {
            way if way == expected.next => expected.onward,
            Way::Lost => 1.0 - expected.onward,
            _ => 0.0,
        };
        (seen.count() as f64 + PRIOR_STAYS * share) / days
    };
    let ways = (0..stages).map(Way::Stage).chain([Way::Won, Way::Lost]);
    let hopes: Vec<f64> = ways.map(hope).collect();
    let sum: f64 = hopes.iter().sum();
    if sum > MOST {
        hopes.into_iter().map(|hope| hope * MOST / sum).collect()
    } else {
        hopes
    }
}

/// A stage by day: the chance of standing there so long and then going each way.
#[derive(Default)]
pub(super) struct Table {
    won_at_once: f64,
    /// From day 1 on.
    won: Vec<f64>,
    onward: Vec<(usize, Vec<f64>)>,
}

impl Table {
    /// The chance of a win by a day, moves on the day of entering left out.
    pub fn won_by(&self, day: usize, won: &[Vec<f64>]) -> f64 {
        let here: f64 = self.won.iter().take(day).sum();
        let onward = self.onward.iter().map(|(next, going)| {
            let then = won.get(*next).map_or(&[] as &[f64], Vec::as_slice);
            let then = then.iter().take(day).rev();
            going
                .iter()
                .zip(then)
                .map(|(going, then)| going * then)
                .sum::<f64>()
        });
        self.won_at_once + here + onward.sum::<f64>()
    }
}
