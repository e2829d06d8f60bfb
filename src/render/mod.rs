//! Lists, reports, findings and pages → bytes, into any [`Write`]. One file per format; none of them
//! computes a figure, knows a terminal, or decides what is printed.
//!
//! To add a format for lists and reports: its file with one function `write`, a word in [`Format`],
//! and its line in [`write`].

mod align;
mod board;
mod cell;
mod chart;
mod columns;
mod csv;
mod findings;
mod grid;
mod json;
mod markdown;
mod number;
mod report;
mod sections;
mod steps;
mod table;
mod widths;
mod wrap;

pub use board::{BoardColumn, board};
pub use cell::text as text_cell;
pub use findings::{FindingFormat, as_error, findings};
pub use json::{Data, value as json};
pub use sections::{Section, sections};
pub use steps::{Step, steps};
pub use table::fits;
pub use wrap::wrapped;

use std::io::{self, Write};

use crate::table::{Report, Table};

keywords! {
    /// How lists and reports are printed.
    Format { Table = "table", Json = "json", Csv = "csv", Markdown = "markdown" }
}

/// What a format needs to know of its reader.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Columns of the terminal; `None` where there is none, and nothing is to be wrapped.
    pub width: Option<usize>,
    /// Keep a spreadsheet from running a cell as a formula.
    pub safe_csv: bool,
    /// Begin CSV with a byte-order mark.
    pub bom: bool,
    /// Draw charts without the block characters of Unicode.
    pub ascii: bool,
}

/// What is written.
#[derive(Clone, Copy)]
pub enum Document<'a> {
    /// A table for people and spreadsheets; JSON is made of `data`, whose keys are stable.
    List {
        table: &'a Table,
        data: &'a dyn Data,
    },
    Report(&'a Report),
}

/// Writes a list or a report in a format.
pub fn write(
    document: Document<'_>,
    format: Format,
    options: Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Table => table::write(document, options, out),
        Format::Json => json::write(document, out),
        Format::Csv => csv::write(document, options, out),
        Format::Markdown => markdown::write(document, options, out),
    }
}
