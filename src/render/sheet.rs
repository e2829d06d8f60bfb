//! A sheet as CSV (RFC 4180), or as one JSON object per line.

use std::io::{self, Write};

use serde_json::{Map, Value};

use super::{
    Options,
    csv::{write_bom, write_records},
};
use crate::escape_controls::escape_json;
use crate::table::Sheet;

pub fn sheet_csv(sheet: &Sheet, options: Options, out: &mut dyn Write) -> io::Result<()> {
    write_bom(options, out)?;
    let rows = sheet.rows.iter().map(|row| row.iter().map(field).collect());
    write_records(sheet.columns.clone(), rows, options, out)
}

pub fn sheet_jsonl(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    for row in &sheet.rows {
        let pairs = sheet.columns.iter().cloned().zip(row.iter().cloned());
        let object: Map<String, Value> = pairs.collect();
        let line = Value::Object(object).to_string();
        writeln!(out, "{}", escape_json(&line))?;
    }
    Ok(())
}

/// A value of a list is its parts with commas between.
fn field(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(parts) if parts.iter().all(|part| !part.is_object()) => {
            parts.iter().map(field).collect::<Vec<_>>().join(",")
        }
        other => other.to_string(),
    }
}
