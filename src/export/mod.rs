//! What a book becomes elsewhere: a sheet with one row per deal ([`flat`]), tables for a database
//! ([`tables`]), a calendar ([`calendar`]). Pure: deals → rows → bytes; knows no files.
//!
//! The fold of history, aliases and defaults are done here, so that nobody interprets YAML elsewhere.

pub mod calendar;
pub mod flat;
mod row;
pub mod tables;

use crate::book::{Book, Snapshot};
use crate::deal::{Day, Deal, DealRecord};

/// A deal as it is exported.
#[derive(Debug)]
pub struct Exported {
    /// The path of its file.
    pub path: String,
    pub deal: Deal,
    pub record: DealRecord,
}

impl Exported {
    /// As it stood on a day; `None` before its first.
    fn snapshot<'a>(&'a self, book: &'a Book, on: Day) -> Option<Snapshot<'a>> {
        Snapshot::new(&self.record, book, None, on)
    }
}
