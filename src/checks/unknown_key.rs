//! A key that is not part of the format: a typo, or a key of another MEDDIC element.

use std::sync::OnceLock;

use schemars::{JsonSchema, schema_for};
use serde_json::Value;

use super::{engine::Settings, prelude::*};
use crate::book::config::Config;
use crate::deal::{Deal, Element, Evidence};
use crate::finding::UNKNOWN_KEY;
use crate::key_path::Step;
use crate::nearest::nearest;

pub static RULE: Rule = Rule {
    name: UNKNOWN_KEY,
    category: Category::Schema,
    severity: Severity::Error,
    checks: &[Check::Parts(check)],
    summary: "a key that is not part of the format",
    docs: Docs {
        what: "The format has no such key here: a typo, or a key that belongs to another MEDDIC element.",
        why: "The value is in the file but in no report: a close date that nobody counts.",
        bad: "name: Acme rollout\nstage: lead\ncreated: 2026-11-16\nclose_dat: 2026-12-18\n",
        good: "name: Acme rollout\nstage: lead\ncreated: 2026-11-16\nclose_date: 2026-12-18\nx: {region: emea}\n",
        fix: "Correct the key as the message says. Custom keys go under `x:`.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let unread = subject.remarks.unknown.iter().cloned();
    let misplaced = Element::ALL
        .iter()
        .flat_map(|element| misplaced(subject, *element));
    unread
        .chain(misplaced)
        .map(|at| unknown(at, deal_schema()))
        .collect()
}

/// The keys of an element that belong to another one.
fn misplaced(subject: &Subject<'_>, element: Element) -> Vec<KeyPath> {
    let Some(evidence) = subject.deal.meddic.get(element) else {
        return Vec::new();
    };
    let at = KeyPath::top("meddic").key(element.as_str());
    let wrong = written(evidence)
        .into_iter()
        .filter(|key| !belongs(element, key));
    wrong.map(|key| at.clone().key(key)).collect()
}

/// The keys with a value among those that not every element has.
fn written(evidence: &Evidence) -> Vec<&'static str> {
    let keys = [
        ("contact", evidence.contact.is_some()),
        ("baseline", evidence.baseline.is_some()),
        ("target", evidence.target.is_some()),
        ("unit", evidence.unit.is_some()),
        ("kind", evidence.kind.is_some()),
        ("criteria", !evidence.criteria.is_empty()),
        ("steps", !evidence.steps.is_empty()),
        ("owner", evidence.owner.is_some()),
        ("acts", !evidence.acts.is_empty()),
    ];
    keys.into_iter()
        .filter_map(|(key, is_there)| is_there.then_some(key))
        .collect()
}

fn belongs(element: Element, key: &str) -> bool {
    match key {
        "contact" => matches!(element, Element::EconomicBuyer | Element::Champion),
        "baseline" | "target" | "unit" | "kind" => element == Element::Metrics,
        "criteria" => element == Element::DecisionCriteria,
        "steps" => matches!(element, Element::DecisionProcess | Element::PaperProcess),
        "owner" => element == Element::IdentifyPain,
        "acts" => element == Element::Champion,
        _ => true,
    }
}

fn unknown(at: KeyPath, schema: &Value) -> Finding {
    let (parent, key) = match at.split_last() {
        Some((parent, Step::Key(key))) => (parent, key.clone()),
        _ => (KeyPath::root(), String::new()),
    };
    let known = known_keys(schema, &parent);
    let list = known.join(", ");
    let help = match nearest(&key, known.iter().copied()) {
        Some(right) => format!("did you mean `{right}`?"),
        None if parent == KeyPath::root() && known.contains(&"x") => {
            format!("allowed keys: {list}; custom keys go under `x:`")
        }
        None => format!("allowed keys: {list}"),
    };
    RULE.finding(at, format!("unknown key `{key}`"), help)
        .of_key()
}

fn deal_schema() -> &'static Value {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    SCHEMA.get_or_init(schema_of::<Deal>)
}

/// The unknown keys of `dealfile.yaml`.
pub fn of_book(keys: &[KeyPath], settings: &Settings) -> Vec<Finding> {
    let setting = settings.get(RULE.name);
    let Some(setting) = setting.filter(|setting| setting.is_on && !keys.is_empty()) else {
        return Vec::new();
    };
    let schema = schema_of::<Config>();
    keys.iter()
        .map(|at| setting.decide_severity(unknown(at.clone(), &schema)))
        .collect()
}

fn schema_of<T: JsonSchema>() -> Value {
    schema_for!(T).to_value()
}

/// The keys of the mapping at a path, from the types themselves.
fn known_keys<'a>(schema: &'a Value, at: &KeyPath) -> Vec<&'a str> {
    let node =
        at.0.iter()
            .try_fold(resolved(schema, schema), |node, step| {
                let next = match step {
                    Step::Key(key) => node
                        .get("properties")
                        .and_then(|all| all.get(key))
                        .or(node.get("additionalProperties")),
                    Step::Index(_) => node.get("items"),
                };
                next.map(|next| resolved(schema, next))
            });
    let keys = node
        .and_then(|node| node.get("properties"))
        .and_then(Value::as_object);
    keys.into_iter()
        .flat_map(|keys| keys.keys())
        .map(String::as_str)
        .filter(|key| fits(at, key))
        .collect()
}

fn fits(parent: &KeyPath, key: &str) -> bool {
    match parent.0.as_slice() {
        [Step::Key(meddic), Step::Key(element)] if meddic == "meddic" => {
            element.parse().is_ok_and(|element| belongs(element, key))
        }
        _ => true,
    }
}

/// The node behind references and behind "this or nothing".
fn resolved<'a>(schema: &'a Value, node: &'a Value) -> &'a Value {
    if let Some(name) = node
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|name| name.strip_prefix("#/$defs/"))
    {
        return schema
            .get("$defs")
            .and_then(|all| all.get(name))
            .map_or(node, |node| resolved(schema, node));
    }
    let choices = node
        .get("anyOf")
        .or(node.get("allOf"))
        .and_then(Value::as_array);
    choices
        .and_then(|choices| choices.first())
        .map_or(node, |first| resolved(schema, first))
}
