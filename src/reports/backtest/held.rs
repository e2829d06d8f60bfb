//! Whether intervals held.

use crate::reports::cells::wilson_interval;
use crate::table::Cell;

/// How many intervals had in them what came, of those that there were.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Held {
    pub held: u64,
    pub of: u64,
}

impl Held {
    /// `None` where there is no interval.
    pub fn new<T: PartialOrd>(limits: Option<(T, T)>, came: &T) -> Self {
        limits.map_or(Self::default(), |(low, high)| Self {
            held: u64::from(low <= *came && *came <= high),
            of: 1,
        })
    }

    pub fn and(self, other: Self) -> Self {
        Self {
            held: self.held + other.held,
            of: self.of + other.of,
        }
    }

    /// The limits of a share, for several intervals.
    pub fn ci(self, is_total: bool) -> Cell {
        if is_total {
            wilson_interval(self.held, self.of)
        } else {
            Cell::Missing
        }
    }

    /// `None` for a row that has no interval; a total counts none.
    pub fn count(self, is_total: bool) -> Cell {
        if self.of > 0 || is_total {
            Cell::Count(self.held)
        } else {
            Cell::Missing
        }
    }
}
