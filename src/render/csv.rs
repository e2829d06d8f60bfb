//! CSV (RFC 4180): a header row, every column, figures at full precision; nothing where there is no
//! figure.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use crate::table::{Cell, Kind, Row, Table};

use super::text;
use super::{Document, Options};

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Writes a list, or the table of a report with the tables within its rows unrolled.
pub fn write(document: Document<'_>, options: Options, out: &mut dyn Write) -> io::Result<()> {
    if options.bom {
        out.write_all(BYTE_ORDER_MARK.as_bytes())?;
    }
    match document {
        Document::List { table, .. } => write_table(table, options.safe_csv, out),
        Document::Report(report) => {
            let unrolled = report.table.unrolled();
            write_table(
                unrolled.as_ref().unwrap_or(&report.table),
                options.safe_csv,
                out,
            )
        }
    }
}

/// With `safe`, a text that a spreadsheet would run as a formula gets a `'` before it.
fn write_table(table: &Table, safe: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(out);
    writer.write_record(header(table))?;
    for row in &table.rows {
        let fields = record(table, row);
        writer.write_record(
            fields
                .into_iter()
                .map(|field| if safe { inert(field) } else { field }),
        )?;
    }
    writer.flush()
}

fn header(table: &Table) -> Vec<String> {
    // A report may have a column of what it is grouped by as well.
    let group = table.grouped_by().map(|by| {
        if table.position(by).is_some() {
            format!("group_{by}")
        } else {
            by.to_owned()
        }
    });
    let currency = table.has_money().then(|| "currency".to_owned());
    let columns = table.columns.iter().flat_map(|column| match column.kind {
        Kind::Interval => vec![format!("{}_lo", column.key), format!("{}_hi", column.key)],
        // A part of an object in JSON: `single.closed` is `single_closed` here.
        _ => vec![column.key.replacen('.', "_", 1)],
    });
    group.into_iter().chain(currency).chain(columns).collect()
}

fn record(table: &Table, row: &Row) -> Vec<String> {
    let mut fields = Vec::new();
    if table.grouped_by().is_some() {
        fields.push(group(row));
    }
    if table.has_money() {
        fields.push(
            row.unit
                .as_ref()
                .map(|unit| unit.code.clone())
                .unwrap_or_default(),
        );
    }
    for (column, cell) in table.columns.iter().zip(&row.cells) {
        match (column.kind, cell) {
            (_, Cell::Interval { lo, hi, .. }) => fields.extend([lo.to_string(), hi.to_string()]),
            (_, Cell::DaysInterval { lo, hi }) => fields.extend(
                [lo, hi].map(|days| days.map_or_else(String::new, |days| days.to_string())),
            ),
            (Kind::Interval, _) => fields.extend([String::new(), String::new()]),
            _ => fields.push(field(cell)),
        }
    }
    fields
}

/// The group's value; nothing in the row of all deals.
fn group(row: &Row) -> String {
    match &row.group {
        Some((_, Some(value))) => value.clone(),
        other => text::group(other).unwrap_or_default(),
    }
}

fn field(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Named { id, .. } => id.clone(),
        Cell::Numbers(numbers) => numbers
            .iter()
            .map(f64::to_string)
            .collect::<Vec<_>>()
            .join(";"),
        Cell::Shares(shares) => shares
            .iter()
            .map(|(name, share)| format!("{name}={share}"))
            .collect::<Vec<_>>()
            .join(";"),
        other => match super::json::value(other) {
            serde_json::Value::Null => String::new(),
            value => value.to_string().trim_matches('"').to_owned(),
        },
    }
}

fn inert(field: String) -> String {
    let runs = field.starts_with(['=', '+', '-', '@', '\t', '\r']) && field.parse::<f64>().is_err();
    if runs { format!("'{field}") } else { field }
}
