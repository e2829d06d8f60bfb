//! JSON: every figure at full precision, `null` where there is none.

use std::{
    io::{self, Write},
    str::FromStr,
};

use rust_decimal::Decimal;
use serde_json::{Map, Number, Value, json};

use super::{
    document::{Data, Document},
    report::explanations,
};
use crate::table::{Cell, Column, Kind, Note, Report, Row, Table};

/// Writes the data of a list, or a report in its envelope.
pub fn write(document: Document<'_>, out: &mut dyn Write) -> io::Result<()> {
    match document {
        Document::List { data, .. } => data.write_json(out),
        Document::Report(report) => envelope(report).write_json(out),
    }
}

fn envelope(report: &Report) -> Value {
    let options: Map<String, Value> = report
        .options
        .iter()
        .map(|(key, cell)| ((*key).to_owned(), value(cell)))
        .collect();
    let mut envelope = json!({
        "report": report.name,
        "version": report.version,
        "as_of": report.as_of.to_string(),
        "from": report.window.map(|window| window.0.to_string()),
        "to": report.window.map(|window| window.1.to_string()),
        "options": options,
        "notes": report.notes.iter().map(note).collect::<Vec<_>>(),
        "rows": rows(&report.table),
    });
    if !report.explanations.is_empty() {
        envelope["explain"] = explanations(report).flatten().collect();
    }
    envelope
}

fn note(note: &Note) -> Value {
    json!({"code": note.code, "message": note.message, "deals": note.deals})
}

fn rows(table: &Table) -> Vec<Map<String, Value>> {
    let has_money = table.has_money();
    table
        .rows
        .iter()
        .map(|row| object(table, row, has_money))
        .collect()
}

fn object(table: &Table, row: &Row, has_money: bool) -> Map<String, Value> {
    let mut object = Map::new();
    let mut group = Map::new();
    if let Some((key, name)) = &row.group {
        group.insert((*key).to_owned(), json!(name));
    }
    object.insert("group".to_owned(), group.into());
    if has_money {
        let code = row.unit.as_ref().map(|unit| &unit.code);
        object.insert("currency".to_owned(), json!(code));
    }
    for (column, cell) in table.columns.iter().zip(&row.cells) {
        insert(&mut object, &column.name(), value_in(column, cell));
    }
    object
}

/// Puts a figure under its key; `single.closed` is `closed` in the object `single`.
fn insert(object: &mut Map<String, Value>, key: &str, value: Value) {
    let Some((outer, inner)) = key.split_once('.') else {
        object.insert(key.to_owned(), value);
        return;
    };
    let whole = object.entry(outer).or_insert_with(|| json!({}));
    if let Value::Object(whole) = whole {
        whole.insert(inner.to_owned(), value);
    }
}

/// A cell as data, the rows within it with the keys of their columns.
fn value_in(column: &Column, cell: &Cell) -> Value {
    let (Kind::Rows(columns), Cell::Rows(rows)) = (column.kind, cell) else {
        return value(cell);
    };
    rows.iter().map(|cells| inner(columns, cells)).collect()
}

fn inner(columns: &[Column], cells: &[Cell]) -> Map<String, Value> {
    columns
        .iter()
        .zip(cells)
        .map(|(column, cell)| (column.key.to_owned(), value_in(column, cell)))
        .collect()
}

/// A cell as data.
pub fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Missing | Cell::Total | Cell::Called(_) | Cell::Beyond(_) => Value::Null,
        Cell::Text(text) => json!(text),
        Cell::Named { id, .. } => json!(id),
        Cell::Count(count) => json!(count),
        Cell::Change(change) => json!(change),
        Cell::Number(number) => json!(number),
        Cell::Days(number) | Cell::MoneyRate(number) => whole(*number),
        Cell::Rate { value, .. } | Cell::Difference { value, .. } | Cell::Chance(value) => {
            json!(value)
        }
        Cell::Money(amount) => exact(*amount),
        Cell::Interval { lo, hi, .. } => json!([lo, hi]),
        Cell::DaysInterval { lo, hi } => json!([lo, hi]),
        Cell::Shares(shares) => shares
            .iter()
            .map(|(name, share)| (name.clone(), json!(share)))
            .collect(),
        Cell::Numbers(numbers) => json!(numbers),
        Cell::Rows(rows) => rows
            .iter()
            .map(|cells| cells.iter().map(value).collect::<Value>())
            .collect(),
        Cell::Date(date) => json!(date.to_string()),
        Cell::Flag(flag) => json!(flag),
        Cell::Toned(_, cell) => value(cell),
    }
}

/// Days and money that come out whole are whole numbers.
fn whole(number: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() < EXACT {
        json!(number as i64)
    } else {
        json!(number)
    }
}

/// A decimal as a JSON number, digit for digit.
fn exact(amount: Decimal) -> Value {
    Number::from_str(&amount.normalize().to_string()).map_or(Value::Null, Value::Number)
}
