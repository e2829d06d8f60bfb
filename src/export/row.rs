//! Rows of objects.

use serde::Serialize;
use serde_json::{Map, Value};

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
