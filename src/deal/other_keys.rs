//! The keys of a deal that differ between two states and have no words of their own.

use std::collections::BTreeSet;

use super::{Deal, scores::Scores, tracked};
use crate::edit::{Value, to_value};

/// The keys that a reader is told of in another way, with their values.
const TOLD: &[&str] = &[
    "stage",
    "meddic",
    "contacts",
    "objections",
    "followups",
    "meetings",
    "activities",
    "history",
    "created",
    "name",
    "account",
    "source",
    "segment",
    "product",
];

/// The other keys at the top that differ; below `x` each by itself, and history where lines went.
pub fn other_keys(before: &Deal, after: &Deal) -> Vec<String> {
    let value = |deal: &Deal| to_value(deal).unwrap_or(Value::Null);
    let (old, new) = (value(before), value(after));
    let mut names: BTreeSet<String> = BTreeSet::new();
    for key in keys(&old).chain(keys(&new)) {
        let is_told = TOLD.contains(&key) || tracked::FIELDS.contains(&key);
        let (old, new) = (old.at(key), new.at(key));
        match (old, new) {
            _ if is_told || old == new => {}
            (Some(Value::Map(_)), Some(Value::Map(_))) if key == "x" => {
                let own = old.into_iter().chain(new).flat_map(keys);
                let differs =
                    |own: &&str| old.and_then(|x| x.at(own)) != new.and_then(|x| x.at(own));
                names.extend(own.filter(differs).map(|own| format!("x.{own}")));
            }
            _ => drop(names.insert(key.to_owned())),
        }
    }
    if before
        .history
        .iter()
        .any(|line| !after.history.contains(line))
    {
        names.insert("history".to_owned());
    }
    // Scores are told by themselves; what else is known of an element is not.
    let scores = |deal: &Deal| Scores::from(&deal.meddic);
    if before.meddic != after.meddic && scores(before) == scores(after) {
        names.insert("meddic".to_owned());
    }
    names.into_iter().collect()
}

fn keys(value: &Value) -> impl Iterator<Item = &str> {
    let pairs = match value {
        Value::Map(pairs) => pairs.as_slice(),
        _ => &[],
    };
    pairs.iter().map(|(key, _)| key.as_str())
}
