//! What an edit means as data: the measure against which every splice is proven.

use super::{
    error::EditError,
    scalar::{is_date, is_taken_for_something_else},
    tree::{Kind, Node, Scalar},
};
use crate::edit::{Edit, Value};
use crate::key_path::{KeyPath, Step};

/// The order of a mapping's keys, by the mapping's path.
pub(super) type Order<'o> = &'o dyn Fn(&KeyPath) -> &'static [&'static str];

/// A node as data, without how it is written.
pub(super) fn to_value(node: &Node) -> Value {
    let entries = node.entries().iter();
    match &node.kind {
        Kind::Scalar {
            text,
            style: Scalar::Plain | Scalar::Empty,
        } => plain(text),
        Kind::Scalar { text, .. } => quoted(text),
        Kind::List(_) => Value::List(entries.map(|entry| to_value(&entry.value)).collect()),
        Kind::Map(_) => {
            let pairs = entries.map(|entry| (entry.name().to_owned(), to_value(&entry.value)));
            Value::Map(pairs.collect())
        }
    }
}

/// What a scalar without quotes means.
fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ if is_taken_for_something_else(text) => Value::Plain(text.to_owned()),
        _ => Value::Text(text.to_owned()),
    }
}

/// What a scalar in quotes means: dates are dates, quoted or not.
fn quoted(text: &str) -> Value {
    if is_date(text) {
        plain(text)
    } else {
        Value::Text(text.to_owned())
    }
}

/// A value as it is read once it is written.
fn as_read(value: &Value) -> Value {
    match value {
        Value::Plain(text) => plain(text),
        Value::Text(text) => quoted(text),
        Value::List(list) => Value::List(list.iter().map(as_read).collect()),
        Value::Map(map) => {
            let pairs = map.iter().map(|(key, value)| (key.clone(), as_read(value)));
            Value::Map(pairs.collect())
        }
        other => other.clone(),
    }
}

/// Makes the edit on the data.
pub(super) fn apply(root: &mut Value, edit: &Edit, order: Order<'_>) -> Result<(), EditError> {
    match edit {
        Edit::Set { at, value, .. } => {
            *reach(root, at, order)? = as_read(value);
            Ok(())
        }
        Edit::Insert {
            list, index, entry, ..
        } => insert(reach(root, list, order)?, list, *index, entry),
        Edit::Remove { at } => {
            remove(root, at);
            Ok(())
        }
    }
}

fn insert(
    target: &mut Value,
    path: &KeyPath,
    index: usize,
    entry: &Value,
) -> Result<(), EditError> {
    if *target == Value::Null {
        *target = Value::List(Vec::new());
    }
    match target {
        Value::List(list) if index <= list.len() => {
            list.insert(index, as_read(entry));
            Ok(())
        }
        Value::List(_) => Err(EditError::NoSuchEntry(path.clone().index(index))),
        _ => Err(EditError::NotAList(path.clone())),
    }
}

/// The node at a path; missing mappings on the way are added.
fn reach<'v>(
    root: &'v mut Value,
    path: &KeyPath,
    order: Order<'_>,
) -> Result<&'v mut Value, EditError> {
    let mut here = KeyPath::root();
    let mut node = root;
    for step in &path.0 {
        node = match step {
            Step::Key(key) => reach_key(node, key, &here, order)?,
            Step::Index(index) => reach_index(node, *index, &here)?,
        };
        here.0.push(step.clone());
    }
    Ok(node)
}

fn reach_key<'v>(
    node: &'v mut Value,
    key: &str,
    here: &KeyPath,
    order: Order<'_>,
) -> Result<&'v mut Value, EditError> {
    if *node == Value::Null {
        *node = Value::Map(Vec::new());
    }
    let Value::Map(map) = node else {
        return Err(EditError::NotAMapping(here.clone()));
    };
    let at = match map.iter().position(|(name, _)| name == key) {
        Some(at) => at,
        None => {
            let at = position(map.iter().map(|(name, _)| name.as_str()), key, order(here));
            map.insert(at, (key.to_owned(), Value::Null));
            at
        }
    };
    Ok(&mut map[at].1)
}

fn reach_index<'v>(
    node: &'v mut Value,
    index: usize,
    here: &KeyPath,
) -> Result<&'v mut Value, EditError> {
    let Value::List(list) = node else {
        return Err(EditError::NotAList(here.clone()));
    };
    list.get_mut(index)
        .ok_or_else(|| EditError::NoSuchEntry(here.clone().index(index)))
}

fn remove(root: &mut Value, path: &KeyPath) {
    let Some((last, above)) = path.0.split_last() else {
        return;
    };
    match (above.iter().try_fold(root, child), last) {
        (Some(Value::Map(map)), Step::Key(key)) => map.retain(|(name, _)| name != key),
        (Some(Value::List(list)), Step::Index(index)) if *index < list.len() => {
            list.remove(*index);
        }
        _ => {}
    }
}

fn child<'v>(node: &'v mut Value, step: &Step) -> Option<&'v mut Value> {
    match (node, step) {
        (Value::Map(map), Step::Key(key)) => {
            let pair = map.iter_mut().find(|(name, _)| name == key);
            pair.map(|(_, value)| value)
        }
        (Value::List(list), Step::Index(index)) => list.get_mut(*index),
        _ => None,
    }
}

/// Where a new key goes: after the nearest earlier key of the order, else first; at the end if the
/// order lacks it.
pub(super) fn position<'k>(
    keys: impl Iterator<Item = &'k str>,
    new: &str,
    order: &[&str],
) -> usize {
    let Some(own) = rank(new, order) else {
        return keys.count();
    };
    let ranked = keys
        .enumerate()
        .filter_map(|(at, key)| Some((rank(key, order)?, at)));
    let nearest = ranked.filter(|(rank, _)| *rank < own).max();
    nearest.map_or(0, |(_, at)| at + 1)
}

fn rank(key: &str, order: &[&str]) -> Option<usize> {
    order.iter().position(|name| *name == key)
}
