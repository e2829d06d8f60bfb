//! A column of a report and how its cell is taken from the row's figures, on one line.

use crate::table::{Cell, Column, Kind, Row, Table, View};

/// A figure that a report prints of `T`.
pub struct Measure<T> {
    pub key: &'static str,
    pub title: &'static str,
    pub kind: Kind,
    pub cell: fn(&T) -> Cell,
}

/// A figure by its key, its title, its kind, and the cell of it.
pub const fn measure<T>(
    key: &'static str,
    title: &'static str,
    kind: Kind,
    cell: fn(&T) -> Cell,
) -> Measure<T> {
    Measure {
        key,
        title,
        kind,
        cell,
    }
}

/// Every figure of some rows.
pub fn cells<T>(measures: &[Measure<T>], figures: &T) -> Vec<Cell> {
    measures
        .iter()
        .map(|measure| (measure.cell)(figures))
        .collect()
}

/// A table of these rows, whose cells are in the order of the measures.
pub fn table<T>(measures: &[Measure<T>], views: &'static [View], rows: Vec<Row>) -> Table {
    let column = |measure: &Measure<T>| Column {
        key: measure.key,
        title: measure.title,
        kind: measure.kind,
    };
    Table {
        columns: measures.iter().map(column).collect(),
        rows,
        views,
        ..Table::default()
    }
}
