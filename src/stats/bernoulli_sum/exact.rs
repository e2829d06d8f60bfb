//! The distribution with every different sum kept.

use super::term::{Bernoulli, Mass};

/// The most sums kept: all of any 20 amounts. 40 amounts to the cent can have 2^40, and the digits
/// that exactness adds are not worth the seconds.
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

/// Adds one term: merges the sums without its amount and the sums with it, both ascending.
fn convolve(points: &[Mass], term: &Bernoulli) -> Vec<Mass> {
    let mut paid = points
        .iter()
        .map(|point| Mass {
            sum: point.sum.saturating_add(term.amount),
            p: point.p * term.p,
        })
        .peekable();
    let mut sums = Vec::with_capacity(2 * points.len());
    for &Mass { sum, p } in points {
        while let Some(lower) = paid.next_if(|paid| paid.sum < sum) {
            sums.push(lower);
        }
        let equal = paid
            .next_if(|paid| paid.sum == sum)
            .map_or(0.0, |paid| paid.p);
        sums.push(Mass {
            sum,
            p: p * (1.0 - term.p) + equal,
        });
    }
    sums.extend(paid);
    sums
}
