//! The distribution with every different sum kept.

use super::{Bernoulli, Mass};

/// Above this many different sums exactness costs more than it tells: 40 amounts to the cent can make 2^40 of them.
const MOST_SUMS: usize = 1 << 20;

/// The possible sums in ascending order, or `None` when there are too many of them.
pub fn distribution(terms: &[Bernoulli]) -> Option<Vec<Mass>> {
    let mut points = vec![Mass { sum: 0, p: 1.0 }];
    for term in terms {
        points = convolve(&points, term);
        if points.len() > MOST_SUMS {
            return None;
        }
    }
    Some(points)
}

/// Adds one term: each sum once without its amount and once with it.
fn convolve(points: &[Mass], term: &Bernoulli) -> Vec<Mass> {
    let without = points.iter().map(|point| Mass { p: point.p * (1.0 - term.p), ..*point });
    let with = points.iter().map(|point| Mass { sum: point.sum.saturating_add(term.amount), p: point.p * term.p });
    let mut both: Vec<Mass> = without.chain(with).collect();
    // Two ascending runs: the standard stable sort finds them and merges in linear time.
    both.sort_by_key(|point| point.sum);
    both.dedup_by(|next, kept| {
        let same = next.sum == kept.sum;
        if same {
            kept.p += next.p;
        }
        same
    });
    both
}
