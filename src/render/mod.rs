//! Tables and reports → bytes. One file per format; none of them computes a figure.
//!
//! To add a format: its file, a word in [`Format`], and its line in [`report`].

mod board;
mod chart;
mod csv;
mod findings;
mod json;
mod markdown;
mod sheet;
mod steps;
mod table;
mod text;
mod widths;
mod wrap;

pub use board::{Lane, board};
pub use csv::write as csv;
pub use findings::{FindingFormat, findings};
pub use json::value as json;
pub use markdown::table as markdown_table;
pub use sheet::{Section, sections};
pub use steps::{Step, steps};
pub use table::{fits, table as text_table};
pub use text::cell as text_cell;
pub use wrap::wrapped;

use std::io::{self, Write};

use crate::table::Report;

keywords! {
    /// How data is printed.
    Format { Table = "table", Json = "json", Csv = "csv", Markdown = "markdown" }
}

/// What a format needs to know of its reader.
#[derive(Debug, Clone, Copy, Default)]
pub struct Style {
    /// Columns of the terminal; `None` where there is none, and nothing is to be wrapped.
    pub width: Option<usize>,
    /// Keep a spreadsheet from running a cell as a formula.
    pub safe_csv: bool,
    /// Begin CSV with a byte-order mark.
    pub bom: bool,
    /// Draw charts without the block characters of Unicode.
    pub ascii: bool,
}

/// Writes a report.
pub fn report(
    report: &Report,
    format: Format,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Table => table::report(report, style, out),
        Format::Json => json::report(report, out),
        Format::Csv => {
            out.write_all(if style.bom { "\u{feff}" } else { "" }.as_bytes())?;
            csv::write(
                report.table.unrolled().as_ref().unwrap_or(&report.table),
                style.safe_csv,
                out,
            )
        }
        Format::Markdown => markdown::report(report, style, out),
    }
}
