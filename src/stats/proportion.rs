//! Intervals of a proportion and of the difference of two, honest for small counts.

use super::interval::{Interval, Z95};

/// 95% score interval of the proportion `k / n`; `None` when `n` is 0 or `k` exceeds it.
///
/// The set of true proportions that a normal test of the observed one would not reject (Wilson
/// 1927), without a continuity correction. It stays inside [0, 1] and has a width even at 0 of n
/// and n of n.
pub fn wilson(k: u64, n: u64) -> Option<Interval> {
    wilson_at(k, n, Z95)
}

/// [`wilson`] at another level: `z` is the normal quantile of half the interval, 1.645 for 90%.
///
/// center = (p + z²/2n) / (1 + z²/n), half width = z/(1 + z²/n) · √(p(1−p)/n + z²/4n²).
pub fn wilson_at(k: u64, n: u64, z: f64) -> Option<Interval> {
    let p = share(k, n)?;
    let n_f = n as f64;
    let stretch = 1.0 + z * z / n_f;
    let center = (p + z * z / (2.0 * n_f)) / stretch;
    let half = z / stretch * (p * (1.0 - p) / n_f + z * z / (4.0 * n_f * n_f)).sqrt();
    // On paper the limits at the ends are 0 and 1; float noise would print −1e-17.
    let lo = if k == 0 { 0.0 } else { center - half };
    let hi = if k == n { 1.0 } else { center + half };
    Some(Interval {
        lo: lo.max(0.0),
        hi: hi.min(1.0),
    })
}

/// The difference of two proportions, with its 95% interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    pub difference: f64,
    pub interval: Interval,
}

impl Difference {
    /// Whether the interval leaves out 0, so that the two proportions can be told apart.
    pub fn is_clear(&self) -> bool {
        !self.interval.contains(0.0)
    }
}

/// `k1 / n1 − k2 / n2` with its 95% interval; `None` when either proportion has none.
///
/// Square-and-add of the two Wilson intervals (Newcombe 1998, method 10): the distance from each
/// proportion to its own limit, combined like the legs of a right triangle.
pub fn newcombe(k1: u64, n1: u64, k2: u64, n2: u64) -> Option<Difference> {
    let (p1, p2) = (share(k1, n1)?, share(k2, n2)?);
    let (w1, w2) = (wilson(k1, n1)?, wilson(k2, n2)?);
    let difference = p1 - p2;
    let interval = Interval {
        lo: difference - (p1 - w1.lo).hypot(w2.hi - p2),
        hi: difference + (w1.hi - p1).hypot(p2 - w2.lo),
    };
    Some(Difference {
        difference,
        interval,
    })
}

fn share(k: u64, n: u64) -> Option<f64> {
    (n > 0 && k <= n).then(|| k as f64 / n as f64)
}
