//! Which side's value of a tracked field holds: the one whose history says it of a later day.

use std::collections::BTreeMap;

use super::Sides;
use crate::deal::{Day, Deal, HistoryEntry, tracked::FIELDS};
use crate::key_path::{KeyPath, Step};
use crate::store::parse_deal;

/// The last day on which each side changed each tracked field, by lines that the base lacks.
pub struct Days(Option<Sides<BTreeMap<&'static str, Day>>>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Later {
    Ours,
    Theirs,
}

impl Days {
    /// Nothing is known where one of the texts is no deal.
    pub fn new(texts: &Sides<String>) -> Self {
        let deal = |text: &str| parse_deal("", text.as_bytes()).ok().map(|read| read.deal);
        let deals = texts.map(|text| deal(text));
        let (Some(ours), Some(theirs)) = (deals.ours, deals.theirs) else {
            return Self(None);
        };
        let base = deals.base.unwrap_or_default();
        Self(Some(Sides {
            base: BTreeMap::new(),
            ours: days(&ours, &base),
            theirs: days(&theirs, &base),
        }))
    }

    /// The side that changed the field later; `None` where it is no tracked field, the days are one,
    /// or a side says nothing of it.
    pub fn later(&self, at: &KeyPath) -> Option<Later> {
        let [Step::Key(key)] = at.0.as_slice() else {
            return None;
        };
        let days = self.0.as_ref()?;
        let (ours, theirs) = (days.ours.get(key.as_str())?, days.theirs.get(key.as_str())?);
        match ours.cmp(theirs) {
            std::cmp::Ordering::Greater => Some(Later::Ours),
            std::cmp::Ordering::Less => Some(Later::Theirs),
            std::cmp::Ordering::Equal => None,
        }
    }
}

fn days(deal: &Deal, base: &Deal) -> BTreeMap<&'static str, Day> {
    let is_new = |line: &&HistoryEntry| !base.history.contains(line);
    let mut days = BTreeMap::new();
    for line in deal.history.iter().filter(is_new) {
        let Some(day) = line.date else { continue };
        for field in FIELDS.iter().filter(|field| line.names(field)) {
            let last = days.entry(*field).or_insert(day);
            *last = day.max(*last);
        }
    }
    days
}
