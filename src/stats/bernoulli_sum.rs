//! The sum of independent all-or-nothing amounts: its whole distribution, not only its mean.
//!
//! Each term pays its amount with its probability, or nothing. The distribution is built term by
//! term (the convolution of two-point distributions), so there are no random numbers and no seed.
//!
//! Up to 40 uncertain terms it is exact, equal sums merged. Above that, or when even so there are
//! too many different sums, amounts are rounded to a grid of at most 10,000 cells over their total;
//! `grid.rs` says how the mean is kept and what becomes of thousands of small terms. Mean and
//! variance are always those of the unrounded terms.

mod exact;
mod grid;
mod term;

pub use term::{Bernoulli, Mass};

use std::cell::OnceCell;

use super::{shrink::Beta, summary};

/// Above this many uncertain terms the amounts are rounded to a grid.
const EXACT_TERMS: usize = 40;

/// What the sum of so many probabilities may be off by. Less than elsewhere: here two sums that do
/// differ can be close.
const ROUNDING: f64 = 1e-12;

/// Mean and variance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moments {
    pub mean: f64,
    pub variance: f64,
}

impl Moments {
    /// Standard deviation.
    pub fn sd(&self) -> f64 {
        self.variance.sqrt()
    }
}

/// The distribution of the sum.
#[derive(Debug, Clone, PartialEq)]
pub struct BernoulliSum {
    certain: i128,
    uncertain: Vec<Bernoulli>,
    moments: Moments,
    /// Made when it is first asked for: mean and variance do not need it.
    distribution: OnceCell<Distribution>,
}

#[derive(Debug, Clone, PartialEq)]
struct Distribution {
    points: Vec<Mass>,
    /// Half a cell of the grid: how far a sum may have been rounded down. 0 when the sums are
    /// exact.
    slack: i128,
}

impl BernoulliSum {
    pub fn new(terms: &[Bernoulli]) -> Self {
        let (certain, uncertain) = split(terms);
        let moments = moments(certain, &uncertain);
        BernoulliSum {
            certain,
            uncertain,
            moments,
            distribution: OnceCell::new(),
        }
    }

    fn distribution(&self) -> &Distribution {
        self.distribution.get_or_init(|| {
            let uncertain = &self.uncertain;
            let exact = (uncertain.len() <= EXACT_TERMS).then(|| exact::distribution(uncertain));
            let (mut points, slack) = match exact.flatten() {
                Some(points) => (points, 0),
                None => grid::distribution(uncertain),
            };
            for point in &mut points {
                point.sum = point.sum.saturating_add(self.certain);
            }
            Distribution { points, slack }
        })
    }

    /// The possible sums in ascending order, with their probabilities, which add up to 1.
    pub fn points(&self) -> &[Mass] {
        &self.distribution().points
    }

    /// Mean Σ a·p and variance Σ a²·p(1 − p).
    pub fn moments(&self) -> Moments {
        self.moments
    }

    /// The smallest sum x with P(sum ≤ x) ≥ `q`.
    pub fn quantile(&self, q: f64) -> i128 {
        let mut below = 0.0;
        for point in self.points() {
            below += point.p;
            if below >= q - ROUNDING {
                return point.sum;
            }
        }
        self.points().last().map_or(0, |point| point.sum)
    }

    /// P(sum ≥ `x`). Sums that were rounded to a grid count as reaching what they reach to the
    /// nearest cell.
    pub fn at_least(&self, x: i128) -> f64 {
        let Distribution { points, slack } = self.distribution();
        let first = points.partition_point(|point| point.sum.saturating_add(*slack) < x);
        summary::sum(points[first..].iter().map(|point| point.p)).min(1.0)
    }
}

/// Moments of the sum of amounts that share one probability, itself estimated and so uncertain.
///
/// Variance = E\[p(1 − p)\] Σa² + Var(p) (Σa)², by the law of total variance. The second part is
/// what independence leaves out: if the probability was guessed too high, it is too high for all of
/// them at once.
pub fn shared(amounts: &[i128], belief: Beta) -> Moments {
    let total = summary::sum(amounts.iter().map(|a| *a as f64));
    let squares = summary::sum(amounts.iter().map(|a| (*a as f64).powi(2)));
    Moments {
        mean: belief.mean() * total,
        variance: belief.trial_variance() * squares + belief.variance() * total * total,
    }
}

fn moments(certain: i128, uncertain: &[Bernoulli]) -> Moments {
    let means = uncertain.iter().map(Bernoulli::mean);
    Moments {
        mean: summary::sum(means.chain([certain as f64])),
        variance: summary::sum(uncertain.iter().map(Bernoulli::variance)),
    }
}

/// Splits the terms into the sum of what is certain and the uncertain rest, with positive amounts,
/// largest first.
///
/// A negative amount that is paid with p is that amount for certain, and its opposite with 1 − p.
/// The order fixes the result to the last bit, whatever order the terms came in.
fn split(terms: &[Bernoulli]) -> (i128, Vec<Bernoulli>) {
    let mut certain: i128 = 0;
    let mut uncertain = Vec::new();
    for term in terms {
        let paid = probability(term.p);
        let p = if term.amount < 0 { 1.0 - paid } else { paid };
        let amount = term.amount.saturating_abs();
        certain = certain.saturating_add(term.amount.min(0));
        if p >= 1.0 {
            certain = certain.saturating_add(amount);
        } else if p > 0.0 && amount > 0 {
            uncertain.push(Bernoulli { amount, p });
        }
    }
    uncertain.sort_unstable_by(|a, b| b.amount.cmp(&a.amount).then(b.p.total_cmp(&a.p)));
    (certain, uncertain)
}

fn probability(p: f64) -> f64 {
    if p > 0.0 { p.min(1.0) } else { 0.0 }
}
