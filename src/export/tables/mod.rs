//! A book as tables for a database: plain SQL over them gives the figures of the reports.

mod book_tables;
mod entries;
mod states;

use super::Exported;
use crate::book::Book;
use crate::deal::Day;
use crate::table::Sheet;

/// Every table, in the order in which they are described.
pub fn tables(deals: &[Exported], book: &Book, on: Day) -> Vec<Sheet> {
    let mut tables = vec![states::deals(deals, book, on), states::states(deals, book)];
    tables.extend(book_tables::tables(book, on));
    tables.extend(entries::tables(deals, book, on));
    tables
}
