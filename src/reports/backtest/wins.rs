//! The wins that are known today.

use std::collections::HashMap;

use crate::book::Snapshot;
use crate::deal::{Day, DealRecord};
use crate::reports::lookback::PastPeriod;

/// When the deals that are won today were won. A record tells deals apart: two files may have one
/// id.
pub struct Wins<'d, 'a> {
    pub deals: Vec<(Day, &'d Snapshot<'a>)>,
    days: HashMap<*const DealRecord, Day>,
}

impl<'d, 'a> Wins<'d, 'a> {
    pub fn new(deals: &'d [Snapshot<'a>]) -> Self {
        let won = deals.iter().filter(|deal| deal.is_won());
        let deals: Vec<_> = won
            .filter_map(|deal| Some((deal.closed()?, deal)))
            .collect();
        let days = deals
            .iter()
            .map(|(day, deal)| (std::ptr::from_ref(deal.record), *day));
        Self {
            days: days.collect(),
            deals,
        }
    }

    pub fn is_won(&self, deal: &Snapshot<'_>, past: &PastPeriod) -> bool {
        let day = self.days.get(&std::ptr::from_ref(deal.record));
        day.is_some_and(|day| past.is_to_come(*day))
    }
}
