//! A deal that has no file yet, as keys and values in the order of the format. The store makes text
//! of them.
//!
//! Deliberately absent: what no new deal has (contacts, qualification, objections, meetings). Who
//! needs one of them here adds its part; until then the store refuses such a deal, because it would
//! not read back.

use crate::edit::Value;

use super::Deal;
use super::change::{self, present};
use super::work::FollowUp;

/// One part of a file: keys that stand together.
pub type Part = Vec<(String, Value)>;

/// The parts of a whole file; none is empty.
pub fn parts(deal: &Deal) -> Vec<Part> {
    let parts = [top(deal), followups(deal), own(deal), history(deal)];
    parts.into_iter().filter(|part| !part.is_empty()).collect()
}

/// The fields of one line each.
pub fn top(deal: &Deal) -> Part {
    let text = |value: &Option<String>| value.as_ref().map(Value::text);
    present([
        ("name", Some(Value::text(&deal.name))),
        ("account", text(&deal.account)),
        ("owner", text(&deal.owner)),
        ("pipeline", text(&deal.pipeline)),
        ("stage", Some(Value::text(&deal.stage))),
        ("amount", deal.amount.map(Value::plain)),
        ("currency", deal.currency.map(Value::plain)),
        ("close_date", deal.close_date.map(Value::plain)),
        ("forecast", deal.forecast.map(Value::plain)),
        ("source", text(&deal.source)),
        ("segment", text(&deal.segment)),
        ("product", text(&deal.product)),
    ])
}

/// What happened so far, a line each.
pub fn history(deal: &Deal) -> Part {
    list("history", deal.history.iter().map(change::entry).collect())
}

fn followups(deal: &Deal) -> Part {
    list("followups", deal.followups.iter().map(follow_up).collect())
}

fn follow_up(follow_up: &FollowUp) -> Value {
    Value::Map(present([
        ("id", Some(Value::text(&follow_up.id))),
        ("due", follow_up.due.map(Value::plain)),
        ("what", Some(Value::text(&follow_up.what))),
        ("owner", follow_up.owner.as_ref().map(Value::text)),
        ("kind", follow_up.kind.as_ref().map(Value::text)),
    ]))
}

fn list(key: &str, entries: Vec<Value>) -> Part {
    if entries.is_empty() {
        Vec::new()
    } else {
        vec![(key.to_owned(), Value::List(entries))]
    }
}

fn own(deal: &Deal) -> Part {
    let entries: Vec<_> = deal
        .x
        .iter()
        .map(|(key, value)| (key.clone(), written(value)))
        .collect();
    if entries.is_empty() {
        Vec::new()
    } else {
        vec![("x".to_owned(), Value::Map(entries))]
    }
}

fn written(value: &serde_json::Value) -> Value {
    match value {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(value) => Value::Bool(*value),
        serde_json::Value::Number(number) => Value::plain(number),
        serde_json::Value::String(text) => Value::text(text),
        serde_json::Value::Array(list) => Value::List(list.iter().map(written).collect()),
        serde_json::Value::Object(map) => Value::Map(
            map.iter()
                .map(|(key, value)| (key.clone(), written(value)))
                .collect(),
        ),
    }
}
