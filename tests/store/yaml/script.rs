//! Edits as a person can write them in a test file.
//!
//! `set PATH JSON`, `set-block PATH JSON`, `insert PATH INDEX JSON`, `insert-block PATH INDEX
//! JSON`, `remove PATH`. A JSON text that starts with `=` stands for a word that is written plain:
//! `"=2026-12-18"`. A path into a list at the top starts with `@`.

use dealfile::edit::{Edit, Style, Value};
use dealfile::key_path::{KeyPath, Step};

/// The order of keys that the tests use, as a deal has it.
pub fn order(parent: &KeyPath) -> &'static [&'static str] {
    match parent.0.as_slice() {
        [] => &[
            "name",
            "account",
            "owner",
            "pipeline",
            "stage",
            "amount",
            "currency",
            "close_date",
            "profile",
            "contacts",
            "meddic",
            "followups",
            "hold",
            "notes",
            "history",
        ],
        [Step::Key(key)] if key == "profile" => &["industry", "employees", "tech"],
        _ => &[],
    }
}

pub fn edit(line: &str) -> Edit {
    let (verb, rest) = line.split_once(' ').unwrap();
    let style = if verb.ends_with("-block") {
        Style::Block
    } else {
        Style::Flow
    };
    match verb.trim_end_matches("-block") {
        "remove" => Edit::Remove { at: path(rest) },
        "set" => {
            let (at, json) = rest.split_once(' ').unwrap();
            Edit::Set {
                at: path(at),
                value: value(json),
                style,
            }
        }
        "insert" => {
            let mut parts = rest.splitn(3, ' ');
            let list = path(parts.next().unwrap());
            let index = parts.next().unwrap().parse().unwrap();
            let entry = value(parts.next().unwrap());
            Edit::Insert {
                list,
                index,
                entry,
                style,
            }
        }
        _ => panic!("no such edit: {line}"),
    }
}

pub fn path(text: &str) -> KeyPath {
    let mut path = KeyPath::root();
    for part in text.trim_start_matches('@').split('.') {
        let mut pieces = part.split('[');
        let key = pieces.next().unwrap();
        if !key.is_empty() {
            path = path.key(key);
        }
        for index in pieces {
            path = path.index(index.trim_end_matches(']').parse().unwrap());
        }
    }
    path
}

fn value(json: &str) -> Value {
    let json: serde_json::Value =
        serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"));
    from_json(&json)
}

fn from_json(json: &serde_json::Value) -> Value {
    use serde_json::Value as Json;
    match json {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(number) => Value::Plain(number.to_string()),
        Json::String(text) => match text.strip_prefix('=') {
            Some(plain) => Value::plain(plain),
            None => Value::text(text),
        },
        Json::Array(list) => Value::List(list.iter().map(from_json).collect()),
        Json::Object(map) => Value::Map(
            map.iter()
                .map(|(key, value)| (key.clone(), from_json(value)))
                .collect(),
        ),
    }
}
