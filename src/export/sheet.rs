//! Rows under named columns, and how they are written: CSV (RFC 4180) or one JSON object per line.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::escape_controls::escape_json;

/// A table as it is exported; `null` where a value is not known.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    pub name: &'static str,
    pub columns: Vec<String>,
    /// As many values as there are columns.
    pub rows: Vec<Vec<Value>>,
}

/// What a spreadsheet needs of CSV.
#[derive(Debug, Clone, Copy, Default)]
pub struct CsvOptions {
    /// Keep a spreadsheet from running text as a formula.
    pub is_safe: bool,
    /// Begin with a byte-order mark.
    pub has_bom: bool,
}

impl Sheet {
    pub fn new(name: &'static str, columns: &[&str]) -> Self {
        Self {
            name,
            columns: columns.iter().map(|column| (*column).to_owned()).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row of the values of an object, by the names of the columns.
    pub fn add(&mut self, row: &Map<String, Value>) {
        let values = self.columns.iter();
        let values = values.map(|column| row.get(column).cloned().unwrap_or(Value::Null));
        self.rows.push(values.collect());
    }

    pub fn write_csv(&self, options: CsvOptions, out: &mut dyn Write) -> io::Result<()> {
        if options.has_bom {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let mut writer = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .from_writer(out);
        writer.write_record(&self.columns)?;
        for row in &self.rows {
            let fields = row.iter().map(|value| field(value, options.is_safe));
            writer.write_record(fields)?;
        }
        writer.flush()
    }

    pub fn write_jsonl(&self, out: &mut dyn Write) -> io::Result<()> {
        for row in &self.rows {
            let pairs = self.columns.iter().cloned().zip(row.iter().cloned());
            let object: Map<String, Value> = pairs.collect();
            let line = Value::Object(object).to_string();
            writeln!(out, "{}", escape_json(&line))?;
        }
        Ok(())
    }
}

/// A value of a list is its parts with commas between.
fn field(value: &Value, is_safe: bool) -> String {
    let text = match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(parts) if parts.iter().all(|part| !part.is_object()) => {
            let parts = parts.iter().map(|part| field(part, false));
            parts.collect::<Vec<_>>().join(",")
        }
        other => other.to_string(),
    };
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if is_safe && is_formula && text.parse::<f64>().is_err() {
        return format!("'{text}");
    }
    text
}

/// The fields of a value as one row: `asked.date` is the column `asked_date`.
pub fn flattened(value: &impl Serialize) -> Map<String, Value> {
    let mut row = Map::new();
    if let Ok(Value::Object(object)) = serde_json::to_value(value) {
        flatten("", object, &mut row);
    }
    row
}

fn flatten(lead: &str, object: Map<String, Value>, row: &mut Map<String, Value>) {
    for (key, value) in object {
        let name = match lead {
            "" => key,
            lead => format!("{lead}_{key}"),
        };
        match value {
            Value::Object(inner) => flatten(&name, inner, row),
            value => {
                row.insert(name, value);
            }
        }
    }
}
