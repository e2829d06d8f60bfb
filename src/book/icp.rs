//! The ideal customer profile: predicates over a deal's fields that pass, fail, or are not known
//! yet.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use super::fields::{self, FIELDS, text_of};
use crate::deal::{Contact, Day, Deal, or_default};

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
    /// A field of the deal, such as `profile.industry` or `x.region`; of a contact, such as
    /// `contact.title`, it is enough that one of the contacts passes.
    pub field: String,
    pub at_least: Option<f64>,
    pub at_most: Option<f64>,
    #[serde(rename = "in")]
    pub is_in: Option<Vec<String>>,
    /// Of a list: one of its entries; of a text: a part of it.
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
    /// How the deal stands on a day. Of several contacts one that passes is enough, and one of whom
    /// nothing is known keeps it open.
    pub fn judge(&self, deal: &Deal, on: Day) -> Fit {
        let values = values(deal, &self.field, on);
        let passes = |value: &Option<Value>| value.as_ref().is_some_and(|value| self.holds(value));
        match () {
            () if values.iter().any(passes) => Fit::Pass,
            () if values.iter().all(Option::is_some) && !values.is_empty() => Fit::Fail,
            () => Fit::Unknown,
        }
    }

    fn holds(&self, value: &Value) -> bool {
        let number = || text_of(value).parse::<f64>().ok();
        self.at_least
            .is_none_or(|least| number().is_some_and(|n| n >= least))
            && self
                .at_most
                .is_none_or(|most| number().is_some_and(|n| n <= most))
            && self
                .is_in
                .as_ref()
                .is_none_or(|words| any_text(value, |text| words.iter().any(|w| w == text)))
            && self
                .contains
                .as_ref()
                .is_none_or(|word| contains(value, word))
            && self
                .is
                .as_ref()
                .is_none_or(|wanted| text_of(wanted) == text_of(value))
    }

    /// What it asks, as sentences say it: `at least 10`.
    pub fn asks(&self) -> String {
        let parts = [
            self.at_least.map(|least| format!("at least {least}")),
            self.at_most.map(|most| format!("at most {most}")),
            self.is_in
                .as_ref()
                .map(|words| format!("one of {}", words.join(", "))),
            self.contains
                .as_ref()
                .map(|word| format!("contains {word}")),
            self.is
                .as_ref()
                .map(|wanted| format!("is {}", text_of(wanted))),
        ];
        parts
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" and ")
    }

    /// What is seen of the field on a day; none where nothing is known.
    pub fn seen(&self, deal: &Deal, on: Day) -> Option<String> {
        let known: Vec<String> = values(deal, &self.field, on)
            .iter()
            .flatten()
            .map(shown)
            .collect();
        (!known.is_empty()).then(|| known.join(" · "))
    }
}

/// The command that says what is not known of a field, or corrects it.
pub fn command(field: &str, deal: &Deal, id: &str) -> String {
    let Some(of_contact) = field.strip_prefix("contact.") else {
        return format!("deal set {id} {field}=…");
    };
    let key = if of_contact == "tenure_days" {
        "in_role_since"
    } else {
        of_contact
    };
    let lacks = |contact: &&Contact| match key {
        "roles" => contact.roles.is_empty(),
        "title" => contact.title.is_none(),
        _ => contact.in_role_since.is_none(),
    };
    match deal.contacts.iter().find(lacks).or(deal.contacts.first()) {
        Some(contact) => format!("deal contact set {id} {} {key}=…", contact.id),
        None => format!("deal contact add {id} \"NAME\" --title \"…\""),
    }
}

/// The values that a field has, one where it is of the deal and one a contact; `None` where nothing
/// is known.
fn values(deal: &Deal, name: &str, on: Day) -> Vec<Option<Value>> {
    match name.strip_prefix("contact.") {
        Some(key) => deal
            .contacts
            .iter()
            .map(|contact| of_contact(contact, key, on))
            .collect(),
        None => vec![fields::value(deal, name)],
    }
}

fn of_contact(contact: &Contact, key: &str, on: Day) -> Option<Value> {
    match key {
        "roles" if contact.roles.is_empty() => None,
        "roles" => Some(contact.roles.iter().map(|role| role.as_str()).collect()),
        "title" => contact.title.clone().map(Value::String),
        "tenure_days" => contact
            .in_role_since
            .filter(|since| *since <= on)
            .map(|since| on.since(since).into()),
        _ => None,
    }
}

fn any_text(value: &Value, test: impl Fn(&str) -> bool) -> bool {
    match value {
        Value::Array(items) => items.iter().any(|item| test(&text_of(item))),
        other => test(&text_of(other)),
    }
}

/// An entry of a list, or a part of a text whatever its case: `CFO` is in `Interim CFO`.
fn contains(value: &Value, word: &str) -> bool {
    match value {
        Value::String(text) => text.to_lowercase().contains(&word.to_lowercase()),
        other => any_text(other, |text| text == word),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Array(items) if items.is_empty() => "none".to_owned(),
        Value::Array(items) => items.iter().map(text_of).collect::<Vec<_>>().join(", "),
        other => text_of(other),
    }
}

/// The fields that a predicate can name, besides the team's own.
pub fn fields() -> impl Iterator<Item = &'static str> {
    let of_contact = ["contact.roles", "contact.title", "contact.tenure_days"];
    let of_deal = FIELDS.iter().map(|field| field.name);
    of_deal.chain(of_contact)
}
