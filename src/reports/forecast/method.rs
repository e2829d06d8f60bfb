//! How a forecast is made: by which method, as of which day, and of which deals.

use super::odds::{Method, Odds, Prob, method};
use crate::book::{Period, Snapshot};
use crate::deal::Day;
use crate::reports::{FlagError, FlagValues, Query};

/// What the flags ask for.
#[derive(Debug, Clone, Copy)]
pub struct Way {
    pub method: Method,
    pub prob: Prob,
}

/// A book as of a day: what a forecast of that day knows.
pub struct Stand<'a> {
    pub query: Query<'a>,
    pub deals: Vec<Snapshot<'a>>,
    pub odds: Odds<'a>,
}

impl Way {
    pub fn new(flags: &FlagValues) -> Result<Self, FlagError> {
        let (method, prob) = method(flags)?;
        Ok(Self { method, prob })
    }

    /// The book as it stood on an earlier day, for a forecast of a period. Deals of which nobody
    /// knows since when there have been any are left out.
    pub fn stand<'a>(&self, query: &Query<'a>, day: Day, period: &Period) -> Stand<'a> {
        let query = Query {
            as_of: day,
            by: None,
            ..*query
        };
        let mut deals = query.snapshots(day);
        deals.retain(|deal| deal.created().is_some());
        Stand {
            odds: Odds::new(&query, self.method, self.prob, period.to),
            deals,
            query,
        }
    }
}
