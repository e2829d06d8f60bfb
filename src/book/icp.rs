//! The ideal customer profile: predicates over a deal's fields that pass, fail, or are not known yet.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use crate::deal::Deal;
use crate::deal::or_default;

#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
pub struct Icp {
    #[serde(default, deserialize_with = "or_default")]
    pub must: Vec<Predicate>,
    #[serde(default, deserialize_with = "or_default")]
    pub should: Vec<Predicate>,
}

/// One condition on one field; every key that is given has to hold.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Predicate {
    pub field: String,
    pub at_least: Option<f64>,
    pub at_most: Option<f64>,
    #[serde(rename = "in")]
    pub is_in: Option<Vec<String>>,
    pub contains: Option<String>,
    #[schemars(with = "Option<Value>")]
    pub is: Option<Value>,
}

/// How a deal stands on a predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    Pass,
    Fail,
    /// Nothing is known: homework, not a failure.
    Unknown,
}

impl Predicate {
    pub fn judge(&self, deal: &Deal) -> Fit {
        let Some(value) = field(deal, &self.field) else { return Fit::Unknown };
        if self.holds(&value) { Fit::Pass } else { Fit::Fail }
    }

    fn holds(&self, value: &Value) -> bool {
        let number = || text_of(value).parse::<f64>().ok();
        self.at_least.is_none_or(|least| number().is_some_and(|n| n >= least))
            && self.at_most.is_none_or(|most| number().is_some_and(|n| n <= most))
            && self.is_in.as_ref().is_none_or(|words| any_text(value, |text| words.iter().any(|w| w == text)))
            && self.contains.as_ref().is_none_or(|word| any_text(value, |text| text == word))
            && self.is.as_ref().is_none_or(|wanted| text_of(wanted) == text_of(value))
    }
}

/// The value of a field that a predicate may name; `None` where nothing is known.
fn field(deal: &Deal, name: &str) -> Option<Value> {
    let text = |value: &Option<String>| value.clone().map(Value::String);
    let list = |value: &Option<Vec<String>>| value.clone().map(|v| v.into_iter().map(Value::String).collect());
    match name {
        "account" => text(&deal.account),
        "source" => text(&deal.source),
        "segment" => text(&deal.segment),
        "product" => text(&deal.product),
        "profile.industry" => text(&deal.profile.industry),
        "profile.employees" => deal.profile.employees.map(Value::from),
        "profile.tech" => list(&deal.profile.tech),
        "profile.ad_spend" => deal.profile.ad_spend.map(Value::from),
        "profile.hiring" => list(&deal.profile.hiring),
        _ => nested(&deal.x, name.strip_prefix("x.")?),
    }
}

/// `a.b` below a mapping.
pub fn nested(map: &BTreeMap<String, Value>, path: &str) -> Option<Value> {
    if let Some(value) = map.get(path) {
        return Some(value.clone());
    }
    let mut keys = path.split('.');
    let first = map.get(keys.next()?)?;
    keys.try_fold(first, |value, key| value.get(key)).cloned()
}

fn any_text(value: &Value, test: impl Fn(&str) -> bool) -> bool {
    match value {
        Value::Array(items) => items.iter().any(|item| test(&text_of(item))),
        other => test(&text_of(other)),
    }
}

/// The values of such a field as texts; a list gives each of its entries.
pub fn texts(deal: &Deal, name: &str) -> Vec<String> {
    match field(deal, name) {
        Some(Value::Array(items)) => items.iter().map(text_of).collect(),
        Some(value) => vec![text_of(&value)],
        None => Vec::new(),
    }
}

fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Fields that a predicate can name, for the error that names the nearest.
pub const FIELDS: &[&str] = &[
    "account",
    "source",
    "segment",
    "product",
    "profile.industry",
    "profile.employees",
    "profile.tech",
    "profile.ad_spend",
    "profile.hiring",
];
