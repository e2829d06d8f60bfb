//! What is written, in which format, for which reader.

use std::io::{self, Write};

use serde::Serialize;

use crate::escape_controls::escape_json;
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

/// A value with stable keys of its own.
pub trait Data {
    fn write_json(&self, out: &mut dyn Write) -> io::Result<()>;
}

impl<T: Serialize> Data for T {
    fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        let text = serde_json::to_string_pretty(self)?;
        writeln!(out, "{}", escape_json(&text))
    }
}
