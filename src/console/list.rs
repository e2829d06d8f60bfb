//! Columns of a list: each says its key, its title, what it holds, and its cell, once.

use super::Failure;
use crate::deal::{Currency, Day};
use crate::table::{self, Cell, Kind, Row, Table, Unit};

/// A list of `T`s as a table.
pub struct List<T: 'static> {
    pub columns: &'static [Column<T>],
    /// Keys of the columns that a narrow terminal goes without, the first ones first.
    pub spare: &'static [&'static str],
    /// The currency of a row's money.
    pub unit: fn(&T) -> Option<Unit>,
}

/// One column of it.
pub struct Column<T> {
    head: table::Column,
    cell: fn(&T) -> Cell,
}

/// A column by its stable key, its title for people, what it holds, and its cell.
pub const fn column<T>(
    key: &'static str,
    title: &'static str,
    kind: Kind,
    cell: fn(&T) -> Cell,
) -> Column<T> {
    let head = table::Column::new(key, title, kind);
    Column { head, cell }
}

impl<T> List<T> {
    /// Nothing but what a list says itself.
    pub const EMPTY: Self = Self {
        columns: &[],
        spare: &[],
        unit: |_| None,
    };

    pub fn table(&self, rows: &[T]) -> Table {
        Table {
            columns: self
                .columns
                .iter()
                .map(|column| column.head.clone())
                .collect(),
            rows: rows.iter().map(|row| self.row(row)).collect(),
            ..Table::default()
        }
    }

    /// Sorts by a column: the largest figure first, days and words in their own order; `-COLUMN`
    /// turns it round.
    pub fn sort(&self, rows: &mut [T], word: &str) -> Result<(), Failure> {
        let (key, is_reverse) = table::sort_key(word);
        let known = self.columns.iter().map(|column| column.head.key);
        let Some(column) = self.columns.iter().find(|column| column.head.key == key) else {
            return Err(no_column(key, known));
        };
        rows.sort_by(|a, b| {
            table::order(Some(&(column.cell)(a)), Some(&(column.cell)(b)), is_reverse)
        });
        Ok(())
    }

    fn row(&self, row: &T) -> Row {
        Row {
            group: None,
            unit: (self.unit)(row),
            cells: self
                .columns
                .iter()
                .map(|column| (column.cell)(row))
                .collect(),
        }
    }
}

/// A column to sort by that is not there.
pub fn no_column<'a>(key: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> Failure {
    let message = format!("--sort: there is no column `{key}`");
    Failure::unknown(message, key, known)
}

/// A currency as that of a row.
pub fn unit(currency: Currency) -> Unit {
    Unit {
        code: currency.code().to_owned(),
        minor_units: currency.minor_units(),
    }
}

/// A text that may be missing.
pub fn text(value: Option<impl Into<String>>) -> Cell {
    value.map_or(Cell::Missing, |value| Cell::Text(value.into()))
}

/// Several texts, parted by commas; missing where there are none.
pub fn texts(values: &[impl AsRef<str>]) -> Cell {
    let values: Vec<&str> = values.iter().map(AsRef::as_ref).collect();
    text((!values.is_empty()).then(|| values.join(", ")))
}

/// A day that may be missing.
pub fn day(value: Option<Day>) -> Cell {
    value.map_or(Cell::Missing, |day| Cell::Date(day.into()))
}
