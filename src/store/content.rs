//! The content of a deal's file for a machine: texts are texts, whatever they look like, and what the
//! format does not know keeps its digits.

use serde_json::{Number, Value as Json};

use super::{
    StoreError,
    yaml::{Document, Kind, Node, Scalar},
};
use crate::deal::Deal;
use crate::edit::{Value, to_value};

/// Every key of the file in its order, known or not.
///
/// # Errors
/// The text is not that of the deal.
pub fn content(deal: &Deal, text: &str) -> Result<Json, StoreError> {
    let failed = |reason: String| StoreError::Edit {
        path: deal.name.clone(),
        reason,
    };
    let document = Document::parse(text).map_err(|error| failed(error.to_string()))?;
    let value = to_value(deal).map_err(|error| failed(error.to_string()))?;
    Ok(json(&document.root, Some(&value)))
}

/// A node, with what the deal has there, if it has it.
fn json(node: &Node, known: Option<&Value>) -> Json {
    let entries = node.entries().iter();
    match &node.kind {
        Kind::Map(_) => entries
            .map(|entry| {
                (
                    entry.name().to_owned(),
                    json(&entry.value, key(known, entry.name())),
                )
            })
            .collect(),
        Kind::List(_) => entries
            .enumerate()
            .map(|(index, entry)| json(&entry.value, item(known, index)))
            .collect(),
        Kind::Scalar { text, style } => match (style, known) {
            (Scalar::Empty, _) => Json::Null,
            (Scalar::Plain, Some(Value::Text(_))) => Json::String(text.clone()),
            (Scalar::Plain, _) => guessed(text),
            _ => Json::String(text.clone()),
        },
    }
}

fn key<'v>(known: Option<&'v Value>, key: &str) -> Option<&'v Value> {
    match known? {
        // The team's own keys are of no known type.
        Value::Map(pairs) if key != "x" => pairs
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value),
        _ => None,
    }
}

fn item(known: Option<&Value>, index: usize) -> Option<&Value> {
    match known? {
        Value::List(items) => items.get(index),
        _ => None,
    }
}

/// A plain scalar of no known type, as YAML 1.2 reads it; a number with its digits.
fn guessed(text: &str) -> Json {
    match text {
        "~" | "null" | "Null" | "NULL" => Json::Null,
        "true" | "True" | "TRUE" => Json::Bool(true),
        "false" | "False" | "FALSE" => Json::Bool(false),
        _ => text
            .parse::<Number>()
            .map_or_else(|_| Json::String(text.to_owned()), Json::Number),
    }
}
