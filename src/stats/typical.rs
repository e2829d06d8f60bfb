//! How long a stay in a stage usually lasts.

use super::kaplan_meier::{KaplanMeier, Observation};

/// From so many stays on, what deals did counts, and before that what the book expects.
pub const LEAST_STAYS: usize = 8;

/// A usual length in days, and who says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Typical {
    pub days: i64,
    /// The stays behind the median; `None` where it is what the book expects.
    pub stays: Option<usize>,
}

/// The Kaplan–Meier median of the stays (Kaplan and Meier 1958), those that still last counted as
/// such, where there are at least [`LEAST_STAYS`] and it is reached; else what is expected, in
/// days. `None` where nobody knows.
pub fn typical(stays: &[Observation], expected: Option<i64>) -> Option<Typical> {
    let median = (stays.len() >= LEAST_STAYS)
        .then(|| KaplanMeier::fit(stays).median())
        .flatten();
    let known = median.map(|days| Typical {
        days,
        stays: Some(stays.len()),
    });
    known.or(expected.map(|days| Typical { days, stays: None }))
}
