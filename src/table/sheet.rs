//! Rows of data for other programs: no kinds, no units, no words for people.

use serde_json::{Map, Value};

/// A table as it is exported; `null` where a value is not known.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    pub name: &'static str,
    pub columns: Vec<String>,
    /// As many values as there are columns.
    pub rows: Vec<Vec<Value>>,
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
}
