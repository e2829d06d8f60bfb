//! The fields of a deal outside its history, by the names that filters and the ideal customer
//! profile use. To add one: its line in [`FIELDS`].

use std::collections::BTreeMap;

use serde_json::Value;

use crate::deal::Deal;

/// A field, and its value; `None` where nothing is known.
pub struct Field {
    pub name: &'static str,
    value: fn(&Deal) -> Option<Value>,
}

/// Every such field but the team's own, which are `x.KEY`.
pub const FIELDS: &[Field] = &[
    field("account", |deal| text(&deal.account)),
    field("source", |deal| text(&deal.source)),
    field("segment", |deal| text(&deal.segment)),
    field("product", |deal| text(&deal.product)),
    field("profile.industry", |deal| text(&deal.profile.industry)),
    field("profile.employees", |deal| {
        deal.profile.employees.map(Value::from)
    }),
    field("profile.tech", |deal| list(&deal.profile.tech)),
    field("profile.ad_spend", |deal| {
        deal.profile.ad_spend.map(Value::from)
    }),
    field("profile.hiring", |deal| list(&deal.profile.hiring)),
];

const fn field(name: &'static str, value: fn(&Deal) -> Option<Value>) -> Field {
    Field { name, value }
}

fn text(value: &Option<String>) -> Option<Value> {
    value.clone().map(Value::String)
}

fn list(value: &Option<Vec<String>>) -> Option<Value> {
    let items = value.clone()?.into_iter();
    Some(items.map(Value::String).collect())
}

/// The value of the field of that name, which may be one of the team's own; `None` where nothing is
/// known.
pub fn value(deal: &Deal, name: &str) -> Option<Value> {
    match name.strip_prefix("x.") {
        Some(path) => nested(&deal.x, path),
        None => {
            let field = FIELDS.iter().find(|field| field.name == name)?;
            (field.value)(deal)
        }
    }
}

/// The values of such a field as texts; a list gives each of its entries.
pub fn texts(deal: &Deal, name: &str) -> Vec<String> {
    match value(deal, name) {
        Some(Value::Array(items)) => items.iter().map(text_of).collect(),
        Some(value) => vec![text_of(&value)],
        None => Vec::new(),
    }
}

pub fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// `a.b` below a mapping.
fn nested(map: &BTreeMap<String, Value>, path: &str) -> Option<Value> {
    if let Some(value) = map.get(path) {
        return Some(value.clone());
    }
    let mut keys = path.split('.');
    let first = map.get(keys.next()?)?;
    keys.try_fold(first, |value, key| value.get(key)).cloned()
}
