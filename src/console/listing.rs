//! Commands that print a table of things: `--format` and the printing, once.

use std::io::Write;

use serde::Serialize;

use crate::render::{self, Document, Format};
use crate::table::{Cell, Column, Kind, Row, Table};

use super::context::Context;
use super::failure::Failure;
use super::terminal;
use super::wording::count;

#[derive(Debug, Clone, Copy, clap::Args)]
pub struct Listing {
    /// table, json, csv or markdown
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
}

impl Listing {
    /// A table for people.
    pub const TABLE: Self = Self {
        format: Format::Table,
    };

    pub fn of(format: Format) -> Self {
        Self { format }
    }

    /// Prints the table, or for a machine the value, which has its own stable keys.
    pub fn print(
        self,
        context: &mut Context,
        table: &Table,
        json: &impl Serialize,
    ) -> Result<(), Failure> {
        let options = render::Options {
            width: context.width(),
            ..render::Options::default()
        };
        let list = Document::List { table, data: json };
        render::write(list, self.format, options, &mut context.out)?;
        // What is said on stderr afterwards stands below the table.
        context.out.flush()?;
        Ok(())
    }

    /// The same; on a terminal that is too narrow the columns of these keys are left out, the first
    /// ones first.
    pub fn print_sparing(
        self,
        context: &mut Context,
        table: &Table,
        json: &impl Serialize,
        spare: &[&str],
    ) -> Result<(), Failure> {
        let Some(width) = context.width().filter(|_| self.is_table()) else {
            return self.print(context, table, json);
        };
        let mut table = table.clone();
        let mut left_out = Vec::new();
        for key in spare {
            if !render::fits(&table, width) {
                left_out.extend(take_out(&mut table, key));
            }
        }
        self.print(context, &table, json)?;
        if !left_out.is_empty() {
            terminal::note(&format!(
                "a wider terminal and --format csv have also: {}",
                left_out.join(", ")
            ));
        }
        Ok(())
    }

    pub fn is_table(self) -> bool {
        self.format == Format::Table
    }

    /// Says on stderr how many there are, so that an empty table is no riddle.
    pub fn tell_count(self, context: &Context, number: usize, noun: &str) -> Result<(), Failure> {
        if self.is_table() {
            terminal::note(&format!(
                "{} as of {}",
                count(number, noun),
                context.as_of()?
            ));
        }
        Ok(())
    }
}

/// Takes a column out of a table; its title.
fn take_out(table: &mut Table, key: &str) -> Option<&'static str> {
    let index = table.position(key)?;
    for row in &mut table.rows {
        row.cells.remove(index);
    }
    Some(table.columns.remove(index).title)
}

/// A column by its stable key and its title for people.
pub fn column(key: &'static str, title: &'static str, kind: Kind) -> Column {
    Column { key, title, kind }
}

/// A table of rows that have no group and no currency of their own.
pub fn plain(columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Table {
    let rows = rows
        .into_iter()
        .map(|cells| Row {
            group: None,
            unit: None,
            cells,
        })
        .collect();
    Table {
        columns,
        rows,
        ..Table::default()
    }
}

/// A text that may be missing.
pub fn text(value: Option<impl Into<String>>) -> Cell {
    value.map_or(Cell::Missing, |value| Cell::Text(value.into()))
}

/// A day that may be missing.
pub fn day(value: Option<crate::deal::day::Day>) -> Cell {
    value.map_or(Cell::Missing, |day| Cell::Date(day.into()))
}
