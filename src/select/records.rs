//! The records of the deals, which reports read.

use super::{Selection, Unmatched};
use crate::book::Snapshot;
use crate::deal::{
    Day, Deal, DealRecord, History,
    identity::{Identity, twins},
};
use crate::store::StoreError;

/// What is kept of the deals that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Load {
    /// What the files of the deals keep without a history.
    pub details: bool,
    /// The deals that the filter excludes, without details.
    pub excluded: bool,
}

/// Deals that were read.
#[derive(Debug, Default)]
pub struct LoadedDeals {
    pub records: Vec<DealRecord>,
    /// Those that the filter excludes, where they were asked for.
    pub excluded: Vec<DealRecord>,
    /// The words and values of the filter that no deal has.
    pub unmatched: Vec<Unmatched>,
}

impl Selection<'_> {
    /// Every deal that the filter matches on one of the days.
    pub fn records(&self, days: &[Day], load: Load) -> Result<LoadedDeals, StoreError> {
        let read = self.source.read_all(|file, mut deal| {
            self.search.look(&file.id, &deal);
            let history = History::taken(&mut deal);
            let mut record = self.book.record(&file.id, &deal, history);
            record.excluded_on = self.excluded_on(days, &record, &deal);
            let is_selected = record.excluded_on.len() < days.len();
            let details = (is_selected && load.details).then_some(deal);
            (is_selected || load.excluded).then(|| record.compacted(details))
        })?;
        // In place, as the records of many deals are large.
        let mut records: Vec<DealRecord> = read.into_iter().flatten().collect();
        let excluded = records
            .extract_if(.., |record| record.excluded_on.len() == days.len())
            .collect();
        mark_twins(&mut records);
        Ok(LoadedDeals {
            records,
            excluded,
            unmatched: self.unmatched()?,
        })
    }

    fn excluded_on(&self, days: &[Day], record: &DealRecord, deal: &Deal) -> Vec<Day> {
        if self.filter.is_empty() {
            return Vec::new();
        }
        let excludes = |day: &Day| {
            Snapshot::new(record, self.book, None, *day)
                .is_none_or(|snapshot| !self.filter.matches(&snapshot, deal))
        };
        days.iter().copied().filter(excludes).collect()
    }
}

/// Marks the deals that are there in two files. Nothing else needs their identities.
pub fn mark_twins(records: &mut [DealRecord]) {
    let twins = twins(records.iter().map(|record| &record.identity));
    for (position, record) in records.iter_mut().enumerate() {
        record.is_twin = twins.contains_key(&position);
        record.identity = Identity::default();
    }
}
