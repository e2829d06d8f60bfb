//! Deals on a day under a filter, from the work tree or a revision: the one reader behind lists,
//! reports and checks.
//!
//! A [`Selection`] reads. What comes back are values: what the caller makes of each deal
//! ([`Listed`]) or the records of all ([`LoadedDeals`]), with what the reader of the output has to
//! know beside them. Nothing is printed here, and no command line is known.

mod listed;
mod records;
mod search;

use crate::book::{Book, Snapshot, filter::Filter};
use crate::deal::{Day, Deal, DealRecord, History, Remarks};
use crate::store::{Read, Source, StoreError, files::DealFile};
use search::Search;

pub use listed::Listed;
pub use records::{Load, LoadedDeals, mark_twins};
pub use search::Unmatched;

/// Which deals are read, and on which day they are looked at.
pub struct Selection<'a> {
    pub source: Source<'a>,
    pub book: &'a Book,
    pub filter: Filter,
    pub as_of: Day,
    search: Search,
}

/// A deal that was read.
pub struct Selected<'a> {
    pub file: &'a DealFile,
    pub deal: &'a Deal,
    pub remarks: &'a Remarks,
    pub record: &'a DealRecord,
    /// `None` on a day before its first.
    pub snapshot: Option<Snapshot<'a>>,
}

impl Selected<'_> {
    /// Who owns it on the day.
    pub fn owner(&self) -> Option<&str> {
        self.snapshot.as_ref()?.state.owner
    }
}

impl<'a> Selection<'a> {
    pub fn new(source: Source<'a>, book: &'a Book, filter: Filter, as_of: Day) -> Self {
        Self {
            source,
            book,
            search: Search::new(&filter),
            filter,
            as_of,
        }
    }
}

impl Selection<'_> {
    /// Looks at every file, readable or not, whether the filter matches it or not.
    pub fn survey<T: Send>(
        &self,
        look: impl Fn(&DealFile, &[u8], Read<Selected<'_>>) -> T + Sync,
    ) -> Result<Vec<Read<T>>, StoreError> {
        self.source.survey(|file, bytes, parsed| {
            Ok(match parsed {
                Ok(parsed) => self.with(file, &parsed.deal, &parsed.remarks, |selected| {
                    look(file, bytes, Ok(selected))
                }),
                Err(problem) => look(file, bytes, Err(problem)),
            })
        })
    }

    /// Whether the filter matches the deal. Without terms it matches every deal, begun or not.
    pub fn matches(&self, selected: &Selected<'_>) -> bool {
        self.filter.is_empty() || self.has_match(selected)
    }

    /// Whether the deal had begun, and the filter matches it.
    fn has_match(&self, selected: &Selected<'_>) -> bool {
        let snapshot = selected.snapshot.as_ref();
        snapshot.is_some_and(|snapshot| self.filter.matches(snapshot, selected.deal))
    }

    /// What `f` makes of a deal that was read.
    fn with<T>(
        &self,
        file: &DealFile,
        deal: &Deal,
        remarks: &Remarks,
        f: impl FnOnce(Selected<'_>) -> T,
    ) -> T {
        self.search.look(&file.id, deal);
        let record = self.book.record(&file.id, deal, History::new(deal));
        let snapshot = Snapshot::new(&record, self.book, None, self.as_of);
        f(Selected {
            file,
            deal,
            remarks,
            record: &record,
            snapshot,
        })
    }
}
