//! A table as columns of text, view by view: on a screen and in Markdown alike.

use super::{cell, precision};
use crate::escape_controls::escape_controls;
use crate::table::{Cell, Column, Group, Kind, Table, Tone, Unit, View};

/// Columns that stand side by side.
pub struct TextView {
    pub title: &'static str,
    pub columns: Vec<TextColumn>,
}

/// A column, and the text of its cells.
pub struct TextColumn {
    pub title: String,
    pub kind: Kind,
    /// Whether it names its rows, and is repeated where a table is broken into several.
    pub names: bool,
    pub cells: Vec<String>,
    /// Those of the cells, or none at all.
    pub tones: Vec<Option<Tone>>,
}

impl TextColumn {
    /// A column that names its rows.
    pub fn of_names(title: &str, cells: Vec<String>) -> Self {
        Self {
            title: title.to_owned(),
            kind: Kind::Text,
            names: true,
            cells,
            tones: Vec::new(),
        }
    }

    fn new(table: &Table, index: usize, column: &Column) -> Self {
        Self {
            title: column.title.to_owned(),
            kind: column.kind,
            names: column.kind == Kind::Text,
            cells: precision::column(table, index),
            tones: table
                .rows
                .iter()
                .map(|row| row.cells.get(index).and_then(Cell::tone))
                .collect(),
        }
    }
}

/// The views of a table, or all its columns in one view. With `currency`, rows name theirs.
pub fn views(table: &Table, currency: bool) -> impl Iterator<Item = TextView> {
    let whole = table.views.is_empty().then(|| TextView {
        title: "",
        columns: columns(table, currency, |_| true),
    });
    // A view of a table within the rows has no columns of its own.
    let has_columns = |view: &&View| {
        let first = view.columns.first().and_then(|key| table.position(key));
        !first.is_some_and(|at| matches!(table.columns[at].kind, Kind::Rows(_)))
    };
    let views = table.views.iter().filter(has_columns);
    let views = views.map(move |view| TextView {
        title: view.title,
        columns: columns(table, currency, |key| view.columns.contains(&key)),
    });
    whole.into_iter().chain(views)
}

/// First the group and the currency, which name a row.
pub fn columns(
    table: &Table,
    currency: bool,
    is_shown: impl Fn(&'static str) -> bool,
) -> Vec<TextColumn> {
    let shown = table
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| is_shown(column.key) && !matches!(column.kind, Kind::Rows(_)))
        .map(|(index, column)| TextColumn::new(table, index, column));
    let currencies = (currency && table.has_money()).then(|| currencies(table));
    groups(table)
        .into_iter()
        .chain(currencies)
        .chain(shown)
        .collect()
}

fn groups(table: &Table) -> Option<TextColumn> {
    let names = table
        .rows
        .iter()
        .map(|row| group_name(&row.group).unwrap_or_else(|| "total".to_owned()));
    Some(TextColumn::of_names(table.grouped_by()?, names.collect()))
}

fn currencies(table: &Table) -> TextColumn {
    let codes = table.rows.iter().map(|row| match &row.unit {
        Some(unit) => unit.code.clone(),
        None => cell::MISSING.to_owned(),
    });
    TextColumn::of_names("currency", codes.collect())
}

/// The value of a group as a name; `(none)` for deals that have no value there.
pub fn group_name(group: &Group) -> Option<String> {
    let (_, value) = group.as_ref()?;
    Some(match value {
        Some(value) => escape_controls(value).into_owned(),
        None => "(none)".to_owned(),
    })
}

/// The currency of all rows, if they share one.
pub fn shared_currency(table: &Table) -> Option<&Unit> {
    let first = table.rows.first().filter(|_| table.has_money())?;
    let unit = first.unit.as_ref()?;
    table
        .rows
        .iter()
        .all(|row| row.unit.as_ref() == Some(unit))
        .then_some(unit)
}
