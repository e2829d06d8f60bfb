//! How long a stay in a stage typically lasts.

use super::kaplan_meier::{KaplanMeier, Observation};

/// From so many stays on, the median of the stays counts; before that, what the book expects.
pub const LEAST_STAYS: usize = 8;

/// A typical length in days, and where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Typical {
    pub days: i64,
    /// How many stays the median is of; `None` if it is what the book expects.
    pub stays: Option<usize>,
}

/// The Kaplan–Meier median of the stays (Kaplan and Meier 1958), unfinished ones counted as such,
/// if there are at least [`LEAST_STAYS`] and it is reached; else what is expected, in days. `None`
/// if neither is known.
pub fn typical(stays: &[Observation], expected: Option<i64>) -> Option<Typical> {
    if stays.len() >= LEAST_STAYS
        && let Some(days) = KaplanMeier::fit(stays).median()
    {
        return Some(Typical {
            days,
            stays: Some(stays.len()),
        });
    }
    expected.map(|days| Typical { days, stays: None })
}
