//! The distribution with the sums rounded to a grid, for many terms.
//!
//! The grid has at most 10,000 cells over the total of the amounts, and fewer where the amounts are
//! all multiples of something coarser; then nothing is rounded. Rounding each amount to the nearest
//! cell would shift the mean whenever many amounts are alike, because all of them would go the same
//! way. So each goes up or down such that the mean of the terms so far stays within half a cell.
//!
//! Among 100,000 terms most amounts are far below a cell. Above 1,000 terms, therefore, those under
//! a thousandth of the total are added as one normal variable with their mean and variance: either
//! they have a spread of many cells, and the central limit theorem holds (Lyapunov 1901), or of a
//! few, and their shape is too small to matter. At most 1,000 terms can remain, so the work is
//! bounded whatever their number.

use super::term::{Bernoulli, Mass};
use crate::stats::summary;

const MOST_CELLS: i128 = 10_000;

/// Up to this many terms each is convolved by itself, however small.
const MANY_TERMS: usize = 1_000;

/// The possible sums in ascending order, and how far one may have been rounded down.
pub fn distribution(terms: &[Bernoulli]) -> (Vec<Mass>, i128) {
    let grid = Grid::over(terms);
    let (small, large): (Vec<Bernoulli>, Vec<Bernoulli>) = terms
        .iter()
        .partition(|term| terms.len() > MANY_TERMS && grid.is_small(term));
    let mut masses = grid.normal(&small);
    for (cells, p) in grid.round(&large) {
        masses = convolve(&masses, cells, p);
    }
    let points = masses
        .into_iter()
        .enumerate()
        .filter(|(_, p)| *p > 0.0)
        .map(|(cell, p)| Mass {
            sum: grid.sum(cell),
            p,
        });
    (points.collect(), grid.slack())
}

/// `cells` steps from 0 to `total`.
struct Grid {
    total: i128,
    cells: i128,
    /// The largest amount of which all amounts are multiples.
    common: i128,
}

impl Grid {
    fn over(terms: &[Bernoulli]) -> Self {
        let amounts = terms.iter().map(|term| term.amount);
        let (total, common) = amounts.fold((0_i128, 0), |(total, common), amount| {
            let common = greatest_common_divisor(common, amount);
            (total.saturating_add(amount), common)
        });
        let (total, common) = (total.max(1), common.max(1));
        Grid {
            total,
            cells: (total / common).min(MOST_CELLS),
            common,
        }
    }

    /// Whether an amount is under a thousandth of the total.
    fn is_small(&self, term: &Bernoulli) -> bool {
        term.amount.saturating_mul(MANY_TERMS as i128) < self.total
    }

    /// The amount that `cell` stands for, to the nearest whole.
    fn sum(&self, cell: usize) -> i128 {
        let twice = (cell as i128).saturating_mul(self.total).saturating_mul(2);
        twice.saturating_add(self.cells) / self.cells.saturating_mul(2)
    }

    /// An amount in cells.
    fn measure(&self, amount: i128) -> f64 {
        amount as f64 / self.total as f64 * self.cells as f64
    }

    fn slack(&self) -> i128 {
        let exact = self.total / self.common == self.cells;
        if exact {
            0
        } else {
            self.total / self.cells / 2
        }
    }

    /// Each amount in whole cells, up or down, whichever keeps the mean of all so far closer.
    fn round(&self, terms: &[Bernoulli]) -> Vec<(usize, f64)> {
        let mut owed = 0.0;
        let mut rounded = Vec::with_capacity(terms.len());
        for term in terms {
            let scaled = term.amount.saturating_mul(self.cells);
            let rest = (scaled % self.total) as f64 / self.total as f64;
            let up = owed + term.p * (rest - 0.5) > 0.0;
            owed += term.p * (rest - f64::from(u8::from(up)));
            let cells = (scaled / self.total) as usize + usize::from(up);
            rounded.push((cells, term.p));
        }
        rounded
    }

    /// The sum of many small terms as a normal distribution over the cells, at least one cell wide;
    /// all of it at 0 when there are none.
    fn normal(&self, terms: &[Bernoulli]) -> Vec<f64> {
        let terms: Vec<(f64, f64)> = terms
            .iter()
            .map(|term| (self.measure(term.amount), term.p))
            .collect();
        let mean = summary::sum(terms.iter().map(|(a, p)| a * p));
        let variance = summary::sum(terms.iter().map(|(a, p)| a * a * p * (1.0 - p)));
        let last = summary::sum(terms.iter().map(|(a, _)| *a)).ceil() as usize;
        let spread = 2.0 * variance.max(1.0);
        let mut masses: Vec<f64> = (0..=last)
            .map(|cell| (-(cell as f64 - mean).powi(2) / spread).exp())
            .collect();
        let total = summary::sum(masses.iter().copied());
        masses.iter_mut().for_each(|mass| *mass /= total);
        masses
    }
}

/// Adds one term: each cell once in place and once moved up by the term's cells.
fn convolve(masses: &[f64], cells: usize, p: f64) -> Vec<f64> {
    let mut sums = vec![0.0; masses.len() + cells];
    for (sum, mass) in sums.iter_mut().zip(masses) {
        *sum = mass * (1.0 - p);
    }
    for (sum, mass) in sums.iter_mut().skip(cells).zip(masses) {
        *sum += mass * p;
    }
    sums
}

/// Euclid's algorithm; the divisor of 0 and `b` is `b`.
fn greatest_common_divisor(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
