//! Which words of a filter no deal has.

use std::sync::atomic::{AtomicBool, Ordering};

use super::Selection;
use crate::book::filter::{Filter, Sought};
use crate::deal::Deal;
use crate::nearest::nearest;
use crate::store::StoreError;

/// What a filter seeks, and whether any deal that was read has it.
pub struct Search(Vec<(Sought, AtomicBool)>);

/// A word or a value that no deal has.
#[derive(Debug, Clone)]
pub struct Unmatched {
    /// As it may be typed in a filter.
    pub term: String,
    /// The id that was meant, where one is near.
    pub nearest: Option<String>,
}

impl Search {
    pub fn new(filter: &Filter) -> Self {
        let sought = filter.sought();
        Self(
            sought
                .map(|sought| (sought, AtomicBool::new(false)))
                .collect(),
        )
    }

    pub fn look(&self, id: &str, deal: &Deal) {
        for (sought, is_found) in &self.0 {
            if !is_found.load(Ordering::Relaxed) && sought.is_in(id, deal) {
                is_found.store(true, Ordering::Relaxed);
            }
        }
    }
}

impl Selection<'_> {
    /// The words and values of the filter that no deal has, of those read so far.
    pub fn unmatched(&self) -> Result<Vec<Unmatched>, StoreError> {
        let sought = self.search.0.iter();
        let missing = sought.filter(|(_, is_found)| !is_found.load(Ordering::Relaxed));
        missing
            .map(|(sought, _)| self.unmatched_one(sought))
            .collect()
    }

    fn unmatched_one(&self, sought: &Sought) -> Result<Unmatched, StoreError> {
        let files = match sought.is_search() {
            true => self.source.files()?.files,
            false => Vec::new(),
        };
        let ids = files.iter().map(|file| file.id.as_str());
        Ok(Unmatched {
            term: sought.to_string(),
            nearest: nearest(&sought.word, ids).map(str::to_owned),
        })
    }
}
