//! How a command prints what it has for its reader: a list, a report, or one thing, in the format of
//! `--format`. A format is a file of `render`; which one it is, is asked here and nowhere else.
//!
//! The structs below have no doc comments: clap would print them as the description of every
//! command that flattens them.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde::Serialize;

use super::{Failure, Ui, list::List, wording::count};
use crate::deal::Day;
use crate::render::{self, Document, Format, Options};
use crate::table::{Report, Table};

/// `text` and `table` are one.
const ALL: [&str; 5] = ["table", "text", "json", "csv", "markdown"];
const OF_ONE: [&str; 3] = ["text", "table", "json"];

// Of a command that prints a list or a report.
#[derive(Debug, Clone, Copy, Default, clap::Args)]
pub struct Output {
    /// Output format: table, json, csv or markdown [default: table]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    #[arg(value_parser = PossibleValuesParser::new(ALL).map(|word| format(&word)))]
    format: Option<Format>,
    /// CSV: keep a spreadsheet from running text as a formula
    #[arg(long)]
    safe_csv: bool,
    /// CSV: start with a byte-order mark, which Excel needs for non-ASCII text
    #[arg(long)]
    bom: bool,
}

// Of a command that prints one thing.
#[derive(Debug, Clone, Copy, Default, clap::Args)]
pub struct OutputOfOne {
    /// Output format: text or json [default: text]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    #[arg(value_parser = PossibleValuesParser::new(OF_ONE).map(|word| format(&word)))]
    format: Option<Format>,
}

fn format(word: &str) -> Format {
    word.parse().unwrap_or(Format::Table)
}

impl OutputOfOne {
    pub fn is_json(self) -> bool {
        self.format == Some(Format::Json)
    }

    /// As [`Output::before_verb`].
    pub fn before_verb(self, deal: Option<&str>) -> Result<(), Failure> {
        before_verb(self.format, deal)
    }
}

impl Output {
    pub fn format(self) -> Format {
        self.format.unwrap_or(Format::Table)
    }

    /// Whether a person reads it, not a program.
    pub fn is_for_people(self) -> bool {
        matches!(self.format(), Format::Table | Format::Markdown)
    }

    pub fn is_table(self) -> bool {
        self.format() == Format::Table
    }

    /// For one thing instead of a list; `all` is the command that prints the list.
    pub fn of_one(self, all: &str) -> Result<OutputOfOne, Failure> {
        let format = self.format();
        if matches!(format, Format::Table | Format::Json) {
            return Ok(OutputOfOne {
                format: self.format,
            });
        }
        let failure = Failure::usage(format_args!(
            "{format} is not available for a single deal; use text or json"
        ));
        Err(failure.help(format_args!("for all deals, run {all} --format {format}")))
    }

    /// Refuses what stands before a subcommand and would be lost: a format, or the deal that it is
    /// about.
    pub fn before_verb(self, deal: Option<&str>) -> Result<(), Failure> {
        before_verb(self.format, deal)
    }

    /// Prints the rows of a list; `json` is what a machine gets, with stable keys of its own.
    pub fn list<T>(
        self,
        ui: &mut Ui,
        list: &List<T>,
        rows: &[T],
        json: &impl Serialize,
    ) -> Result<(), Failure> {
        self.table(ui, list.table(rows), list.spare, json)
    }

    /// Prints a table; on a terminal that is too narrow it goes without the `spare` columns, the
    /// first ones first.
    pub fn table(
        self,
        ui: &mut Ui,
        mut table: Table,
        spare: &[&str],
        json: &impl Serialize,
    ) -> Result<(), Failure> {
        let hidden = match ui.width().filter(|_| self.is_table()) {
            Some(width) => hide(&mut table, spare, width),
            None => Vec::new(),
        };
        let list = Document::List {
            table: &table,
            data: json,
        };
        self.write(ui, list, false)?;
        if !hidden.is_empty() {
            ui.hint(&format!(
                "columns not shown: {}; see --format csv",
                hidden.join(", ")
            ));
        }
        Ok(())
    }

    pub fn report(self, ui: &mut Ui, report: &Report, ascii: bool) -> Result<(), Failure> {
        self.write(ui, Document::Report(report), ascii)
    }

    fn write(self, ui: &mut Ui, document: Document<'_>, ascii: bool) -> Result<(), Failure> {
        let options = Options {
            width: ui.width(),
            safe_csv: self.safe_csv,
            bom: self.bom,
            ascii,
        };
        let out = match self.format() {
            Format::Csv => ui.verbatim(),
            _ => ui,
        };
        Ok(render::write(document, self.format(), options, out)?)
    }

    /// Says how many there are, so that an empty table is no riddle.
    pub fn tell_count(self, ui: &mut Ui, number: usize, noun: &str, as_of: Day) {
        if self.is_table() {
            ui.status(&format!("{} as of {as_of}", count(number, noun)));
        }
    }
}

fn before_verb(format: Option<Format>, deal: Option<&str>) -> Result<(), Failure> {
    match (format, deal) {
        (_, Some(deal)) => Err(Failure::usage(format_args!(
            "put `{deal}` after the subcommand"
        ))),
        (Some(format), _) => Err(Failure::usage(format_args!(
            "put `--format {format}` after the subcommand"
        ))),
        (None, None) => Ok(()),
    }
}

/// Takes out columns until the table fits; their titles.
fn hide(table: &mut Table, spare: &[&str], width: usize) -> Vec<&'static str> {
    let mut hidden = Vec::new();
    for key in spare {
        if render::fits(table, width) {
            break;
        }
        if let Some(index) = table.position(key) {
            for row in &mut table.rows {
                row.cells.remove(index);
            }
            hidden.push(table.columns.remove(index).title);
        }
    }
    hidden
}

/// One JSON value and a line end.
pub fn write_json(ui: &mut Ui, value: &impl Serialize) -> Result<(), Failure> {
    Ok(render::Data::write_json(value, ui)?)
}
