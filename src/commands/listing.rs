//! Commands that print a table of things: `--format` and the printing, once.

use serde::Serialize;

use crate::render::{self, Format};
use crate::table::{Cell, Column, Kind, Row, Table};

use super::context::Context;
use super::failure::Failure;
use super::format::write_json;

#[derive(Debug, Clone, Copy, clap::Args)]
pub struct Listing {
    /// table, json, csv or markdown
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
}

impl Listing {
    /// A table for people.
    pub const TABLE: Self = Self { format: Format::Table };

    /// Prints the table, or for a machine the value, which has its own stable keys.
    pub fn print(self, context: &mut Context, table: &Table, json: &impl Serialize) -> Result<(), Failure> {
        let width = context.width().and_then(|width| u16::try_from(width).ok());
        match self.format {
            Format::Json => write_json(context, json)?,
            Format::Csv => render::csv(table, false, &mut context.out)?,
            Format::Markdown => render::markdown_table(table, &mut context.out)?,
            Format::Table if table.rows.is_empty() => {}
            Format::Table => render::text_table(table, width, &mut context.out)?,
        }
        Ok(())
    }

    pub fn is_table(self) -> bool {
        self.format == Format::Table
    }
}

/// A column by its stable key and its title for people.
pub fn column(key: &'static str, title: &'static str, kind: Kind) -> Column {
    Column { key, title, kind }
}

/// A table of rows that have no group and no currency of their own.
pub fn plain(columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Table {
    let rows = rows.into_iter().map(|cells| Row { group: None, unit: None, cells }).collect();
    Table { columns, rows, views: &[] }
}

/// A text that may be missing.
pub fn text(value: Option<impl Into<String>>) -> Cell {
    value.map_or(Cell::Missing, |value| Cell::Text(value.into()))
}

/// A day that may be missing.
pub fn day(value: Option<crate::deal::day::Day>) -> Cell {
    value.map_or(Cell::Missing, |day| Cell::Date(day.into()))
}
