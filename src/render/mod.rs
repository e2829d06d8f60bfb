//! Lists, reports, findings and pages → bytes, into any [`Write`]. One file per format; none of
//! them computes a figure, knows a terminal, or decides what is printed.
//!
//! To add a format for lists and reports: its file with one function `write`, a word in [`Format`],
//! and its line in [`write`].

mod align;
mod board;
mod cell;
mod chart;
mod columns;
mod csv;
mod document;
mod findings;
mod grid;
mod html;
mod json;
mod markdown;
mod markup;
mod number;
mod paint;
mod precision;
mod report;
mod sections;
mod sheet;
mod steps;
mod table;
mod widths;
mod wrap;

pub use board::{BoardCard, BoardColumn, board};
pub use cell::text as text_cell;
pub use document::{Data, Document, Format, Options};
pub use findings::{FindingFormat, RuleText, Surroundings, as_error, findings};
pub use html::html;
pub use json::value as json;
pub use markdown::escaped as markdown_text;
pub use paint::{command, commands_from, diff, paint, painted, unpainted};
pub use sections::{Section, sections};
pub use sheet::{sheet_csv, sheet_jsonl};
pub use steps::{Step, fitting, steps};
pub use table::fits;
pub use wrap::wrapped;

use std::io::{self, Write};

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
