//! CSV (RFC 4180): a header row, every column, figures at full precision; nothing where there is no
//! figure.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};
use serde_json::Value;

use super::{
    columns::group_name,
    document::{Document, Options},
    json,
};
use crate::escape_controls::escape_controls;
use crate::table::{Cell, Column, Kind, Row, Table};

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Writes a list, or the table of a report with the tables within its rows unrolled.
pub fn write(document: Document<'_>, options: Options, out: &mut dyn Write) -> io::Result<()> {
    write_bom(options, out)?;
    match document {
        Document::List { table, .. } => write_table(table, options, out),
        Document::Report(report) => {
            let unrolled = report.table.unrolled();
            let table = unrolled.as_ref().unwrap_or(&report.table);
            write_table(table, options, out)
        }
    }
}

fn write_table(table: &Table, options: Options, out: &mut dyn Write) -> io::Result<()> {
    let rows = table.rows.iter().map(|row| record(table, row));
    write_records(header(table), rows, options, out)
}

/// What a spreadsheet begins with where it was asked for.
pub fn write_bom(options: Options, out: &mut dyn Write) -> io::Result<()> {
    if options.bom {
        out.write_all(BYTE_ORDER_MARK.as_bytes())?;
    }
    Ok(())
}

/// With `safe_csv`, a text that a spreadsheet would run as a formula gets a `'` before it; on a
/// terminal nothing steers it.
pub fn write_records(
    header: Vec<String>,
    rows: impl Iterator<Item = Vec<String>>,
    options: Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(out);
    writer.write_record(header)?;
    for mut fields in rows {
        if options.safe_csv {
            fields.iter_mut().for_each(make_inert);
        }
        if options.width.is_some() {
            fields
                .iter_mut()
                .for_each(|field| *field = escape_controls(field).into_owned());
        }
        writer.write_record(fields)?;
    }
    writer.flush()
}

fn make_inert(field: &mut String) {
    if field.starts_with(['=', '+', '-', '@', '\t', '\r']) && field.parse::<f64>().is_err() {
        field.insert(0, '\'');
    }
}

fn header(table: &Table) -> Vec<String> {
    let mut names = Vec::new();
    if let Some(by) = table.grouped_by() {
        // A report may have a column of what it is grouped by as well.
        let is_taken = table.position(by).is_some();
        names.push(if is_taken {
            format!("group_{by}")
        } else {
            by.to_owned()
        });
    }
    if table.has_money() {
        names.push("currency".to_owned());
    }
    names.extend(table.columns.iter().flat_map(column_names));
    names
}

fn column_names(column: &Column) -> Vec<String> {
    // A part of an object in JSON: `single.closed` is `single_closed` here.
    let name = column.name().replacen('.', "_", 1);
    match column.kind {
        Kind::Interval => vec![format!("{name}_lo"), format!("{name}_hi")],
        _ => vec![name],
    }
}

fn record(table: &Table, row: &Row) -> Vec<String> {
    let mut fields = Vec::new();
    if table.grouped_by().is_some() {
        fields.push(group(row));
    }
    if table.has_money() {
        let code = row.unit.as_ref().map(|unit| unit.code.clone());
        fields.push(code.unwrap_or_default());
    }
    for (column, cell) in table.columns.iter().zip(&row.cells) {
        match cell.bare() {
            Cell::Interval { lo, hi, .. } => fields.extend([lo.to_string(), hi.to_string()]),
            Cell::DaysInterval { lo, hi } => fields.extend([days(*lo), days(*hi)]),
            _ if column.kind == Kind::Interval => fields.extend([String::new(), String::new()]),
            cell => fields.push(field(cell)),
        }
    }
    fields
}

/// The group's value; nothing in the row of all deals.
fn group(row: &Row) -> String {
    match &row.group {
        Some((_, Some(value))) => value.clone(),
        other => group_name(other).unwrap_or_default(),
    }
}

fn days(limit: Option<i64>) -> String {
    limit.map_or_else(String::new, |days| days.to_string())
}

fn field(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Named { id, .. } => id.clone(),
        Cell::Numbers(numbers) => joined(numbers.iter().map(f64::to_string)),
        Cell::Shares(shares) => {
            joined(shares.iter().map(|(name, share)| format!("{name}={share}")))
        }
        other => match json::value(other) {
            Value::Null => String::new(),
            value => value.to_string().trim_matches('"').to_owned(),
        },
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(";")
}
