//! What reports read of a deal: what it is sorted by, and its history. Small, so that 100,000 fit
//! in memory.

use super::Deal;
use super::day::Day;
use super::history::{History, Outcome, State};

/// A deal as reports see it.
#[derive(Debug, Clone, PartialEq)]
pub struct DealRecord {
    pub id: String,
    pub account: Option<String>,
    pub source: Option<String>,
    pub segment: Option<String>,
    pub product: Option<String>,
    pub history: History,
    /// The days on which the buyer spoke with us, in order.
    pub two_way: Vec<Day>,
    /// Whether the top of the file says something else than the fold of its history, which the book
    /// decides.
    pub mismatch: bool,
    /// The days, of those that a report asks about, on which the reader's filters do not take it.
    pub left_out_on: Vec<Day>,
}

impl DealRecord {
    pub fn new(id: &str, deal: &Deal, history: History) -> Self {
        let mut two_way: Vec<Day> = deal.two_way_days().collect();
        two_way.sort_unstable();
        two_way.shrink_to_fit();
        Self {
            id: id.to_owned(),
            account: deal.account.clone(),
            source: deal.source.clone(),
            segment: deal.segment.clone(),
            product: deal.product.clone(),
            history,
            two_way,
            mismatch: false,
            left_out_on: Vec::new(),
        }
    }

    /// The state at the end of a day; `None` before the creation.
    pub fn on(&self, day: Day) -> Option<State<'_>> {
        self.history.on(day)
    }

    /// Whether the reader's filters take it as it was at the end of a day.
    pub fn is_taken_on(&self, day: Day) -> bool {
        !self.left_out_on.contains(&day)
    }

    /// Open, won or lost at the end of a day; `None` before the creation.
    pub fn outcome_on(&self, day: Day) -> Option<Outcome> {
        self.on(day).map(|state| state.outcome())
    }
}
