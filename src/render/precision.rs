//! How money reads in a column: whole units where nobody counts cents, millions where seven digits
//! would hide what they say.

use rust_decimal::prelude::ToPrimitive;

use super::{
    cell,
    number::{decimal, float},
};
use crate::table::{Cell, Digits, Table, Unit};

/// From this on a column is in millions, if its least figure is at least a tenth of one.
const MANY: f64 = 1e7;
const LEAST: f64 = 1e5;
/// Below this, means and quotients keep their cents.
const FEW: f64 = 100.0;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Precision {
    Minor,
    Whole,
    Millions,
}

/// The text of each cell of a column.
pub fn column(table: &Table, index: usize) -> Vec<String> {
    let precision = precision(table, index);
    let rows = table.rows.iter();
    rows.map(|row| match row.cells.get(index) {
        Some(cell) => text(cell.bare(), row.unit.as_ref(), precision),
        None => String::new(),
    })
    .collect()
}

fn precision(table: &Table, index: usize) -> Precision {
    let cells = table.rows.iter().filter_map(|row| row.cells.get(index));
    let amounts: Vec<f64> = cells.filter_map(amount).filter(|own| *own > 0.0).collect();
    let most = amounts.iter().copied().fold(0.0, f64::max);
    let least = amounts.iter().copied().fold(f64::INFINITY, f64::min);
    match table.digits {
        Digits::All => Precision::Minor,
        Digits::Few if most >= MANY && least >= LEAST => Precision::Millions,
        _ if has_cents(table) || (most > 0.0 && most < FEW) => Precision::Minor,
        _ => Precision::Whole,
    }
}

/// Whether an exact sum somewhere in the table has more than whole units.
fn has_cents(table: &Table) -> bool {
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    cells
        .filter_map(|cell| match cell.bare() {
            Cell::Money(amount) => Some(amount),
            _ => None,
        })
        .any(|amount| !amount.fract().is_zero())
}

fn amount(cell: &Cell) -> Option<f64> {
    match cell.bare() {
        Cell::Money(amount) => amount.abs().to_f64(),
        Cell::MoneyRate(amount) => Some(amount.abs()),
        _ => None,
    }
}

fn text(cell: &Cell, unit: Option<&Unit>, precision: Precision) -> String {
    let whole = |amount: f64| match precision {
        Precision::Millions => format!("{} M", float(amount / 1e6, 1)),
        _ => float(amount, 0),
    };
    match (cell, precision) {
        (_, Precision::Minor) => cell::text(cell, unit),
        (Cell::Money(amount), Precision::Whole) => decimal(*amount, Some(0)),
        (Cell::Money(amount), Precision::Millions) => whole(amount.to_f64().unwrap_or_default()),
        (Cell::MoneyRate(amount), _) => whole(*amount),
        _ => cell::text(cell, unit),
    }
}
