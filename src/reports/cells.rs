//! Cells that several reports have alike.

use crate::book::Stage;
use crate::stats::{Interval, kaplan_meier::KaplanMeier, proportion::wilson};
use crate::table::Cell;

/// A stage in a row, by its id and its title.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct StageName {
    pub id: String,
    pub title: String,
}

impl StageName {
    pub fn cell(&self) -> Cell {
        Cell::Named {
            id: self.id.clone(),
            title: self.title.clone(),
        }
    }
}

impl From<&Stage> for StageName {
    fn from(stage: &Stage) -> Self {
        Self {
            id: stage.id.clone(),
            title: stage.title().to_owned(),
        }
    }
}

/// A share from 0 to 1 that is no quotient of counts.
pub fn rate(share: Option<f64>) -> Cell {
    Cell::optional(share, |value| Cell::Rate { value, of: None })
}

pub fn days(days: Option<i64>) -> Cell {
    Cell::optional(days, |days| Cell::Days(days as f64))
}

/// 95% limits of a share that rests on `n` cases.
pub fn interval(limits: Option<Interval>, n: u64) -> Cell {
    Cell::optional(limits, |limits| Cell::Interval {
        lo: limits.lo,
        hi: limits.hi,
        n,
    })
}

/// 95% limits of `k` of `n` (Wilson 1927).
pub fn wilson_interval(k: u64, n: u64) -> Cell {
    interval(wilson(k, n), n)
}

/// The day by which a share has ended, or that the longest time observed is not enough.
pub fn quantile(curve: &KaplanMeier, share: f64) -> Cell {
    match (curve.quantile(share), curve.t_max()) {
        (Some(days), _) => Cell::Days(days as f64),
        (None, Some(longest)) => Cell::Beyond(longest),
        (None, None) => Cell::Missing,
    }
}
