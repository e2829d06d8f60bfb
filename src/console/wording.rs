//! How figures read inside a sentence.

use std::fmt::Display;

use serde::Serialize;

use crate::deal::{Amount, Currency, Day};
use crate::edit::{self, Value};
use crate::render;
use crate::table::Cell;

/// `1 day`, `12 days`.
pub fn count<N: Display + PartialEq + From<u8>>(number: N, noun: &str) -> String {
    if number == N::from(1) {
        format!("1 {noun}")
    } else {
        format!("{number} {noun}s")
    }
}

/// How far a day is: `in 29 days`, `today`, `3 days ago`.
pub fn distance(day: Day, as_of: Day) -> String {
    match day.since(as_of) {
        0 => "today".to_owned(),
        days if days > 0 => format!("in {}", count(days, "day")),
        days => format!("{} ago", count(-days, "day")),
    }
}

/// `240,000.00 EUR`.
pub fn money(amount: Amount, currency: Option<Currency>) -> String {
    let unit = currency.map(super::list::unit);
    let figure = render::text_cell(&Cell::Money(amount.0), unit.as_ref());
    unit.map_or(figure.clone(), |unit| format!("{figure} {}", unit.code))
}

/// What there is, with commas between.
pub fn joined(parts: impl IntoIterator<Item = Option<String>>) -> String {
    parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

/// What differs in two values of a type, field by field: `title CFO → COO, roles champion → none`;
/// `None` where nothing does.
pub fn differences<T: Serialize>(before: &T, after: &T) -> Option<String> {
    let fields = |value| match edit::to_value(value) {
        Ok(Value::Map(fields)) => fields,
        _ => Vec::new(),
    };
    let (before, after) = (fields(before), fields(after));
    let old = |key: &str| before.iter().find(|(other, _)| other == key);
    let mut differences = Vec::new();
    for (key, new) in &after {
        let old = old(key).map(|(_, old)| old);
        if old != Some(new) {
            differences.push(format!("{key} {} → {}", spelled(old), spelled(Some(new))));
        }
    }
    let gone = before
        .iter()
        .filter(|(key, _)| after.iter().all(|(other, _)| other != key));
    differences.extend(gone.map(|(key, old)| format!("{key} {} → none", spelled(Some(old)))));
    (!differences.is_empty()).then(|| differences.join(", "))
}

fn spelled(value: Option<&Value>) -> String {
    match value {
        Some(Value::Plain(text) | Value::Text(text)) => text.clone(),
        Some(Value::Bool(value)) => value.to_string(),
        Some(Value::List(list)) if !list.is_empty() => {
            joined(list.iter().map(|one| Some(spelled(Some(one)))))
        }
        _ => "none".to_owned(),
    }
}
