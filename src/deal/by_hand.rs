//! Keys and values spelled by hand: only until every command changes values.

use crate::edit::{Edit, Style, Value};
use crate::key_path::KeyPath;

/// A value at a key, or the key taken away.
pub fn set_or_remove(at: KeyPath, value: Option<Value>) -> Edit {
    match value {
        Some(value) => Edit::Set {
            at,
            value,
            style: Style::Flow,
        },
        None => Edit::Remove { at },
    }
}

/// The keys that have a value, in their order.
pub fn present<const N: usize>(keys: [(&str, Option<Value>); N]) -> Vec<(String, Value)> {
    keys.into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), value?)))
        .collect()
}
