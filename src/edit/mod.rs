//! Values, and what is to change in a file, said without knowing how files are written.
//!
//! [`to_value`] makes a [`Value`] of anything serializable, [`diff`] the [`Edit`]s from one value
//! to another, and [`key_order`] tells in which order a type wants its keys. The store carries the
//! edits out on the text. This room knows no deal: who adds a field to a type has nothing to do
//! here.

mod diff;
mod key_order;
mod serialize;

pub use diff::diff;
pub use key_order::key_order;
pub use serialize::{SerializeError, serialize_plain, to_value};

use crate::key_path::KeyPath;
use crate::one_form::as_read;

/// A value as a person would write it in YAML. Two texts that are read as one are equal.
#[derive(Debug, Clone)]
pub enum Value {
    Null,
    Bool(bool),
    /// A number or a date, already spelled (`120000`, `2026-12-18`): written plain, never quoted.
    Plain(String),
    /// Text: quoted only where YAML would take it for something else.
    Text(String),
    List(Vec<Value>),
    /// A mapping in the order in which it is to be written.
    Map(Vec<(String, Value)>),
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Plain(a), Self::Plain(b)) => a == b,
            (Self::Text(a), Self::Text(b)) => a == b || as_read(a.into()) == as_read(b.into()),
            (Self::List(a), Self::List(b)) => a == b,
            (Self::Map(a), Self::Map(b)) => a == b,
            _ => false,
        }
    }
}

impl Value {
    pub fn text(text: impl ToString) -> Self {
        Value::Text(text.to_string())
    }

    pub fn plain(value: impl ToString) -> Self {
        Value::Plain(value.to_string())
    }

    /// What stands at a path of keys with dots between them, such as `profile.tech`.
    pub fn at(&self, path: &str) -> Option<&Value> {
        path.split('.').try_fold(self, |value, key| match value {
            Value::Map(pairs) => pairs.iter().find(|(name, _)| name == key).map(|(_, v)| v),
            _ => None,
        })
    }

    /// The value in a sentence; `None` where there is nothing to say.
    pub fn to_words(&self) -> Option<String> {
        match self {
            Value::Null => None,
            Value::Bool(value) => Some(value.to_string()),
            Value::Plain(text) | Value::Text(text) => Some(text.clone()),
            Value::List(entries) => {
                let words: Vec<String> = entries.iter().filter_map(Self::to_words).collect();
                Some(words.join(",")).filter(|words| !words.is_empty())
            }
            Value::Map(_) => None,
        }
    }

    /// Without the keys of empty lists and mappings, which nobody would write.
    #[must_use]
    pub fn without_empty(&self) -> Self {
        match self {
            Value::Map(pairs) => {
                let kept = pairs.iter().filter(|(_, value)| !value.is_empty());
                let kept = kept.map(|(key, value)| (key.clone(), value.without_empty()));
                Value::Map(kept.collect())
            }
            Value::List(entries) => Value::List(entries.iter().map(Self::without_empty).collect()),
            other => other.clone(),
        }
    }

    fn is_empty(&self) -> bool {
        match self {
            Value::Map(pairs) => pairs.iter().all(|(_, value)| value.is_empty()),
            Value::List(entries) => entries.is_empty(),
            _ => false,
        }
    }
}

/// How an entry is written where the list that it joins shows no style yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `- {date: 2026-08-03, stage: closing}`
    Flow,
    /// One key a line.
    Block,
}

/// One change to one file.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Give the node this value; a key that is missing, and the mappings above it, are added.
    Set {
        at: KeyPath,
        value: Value,
        style: Style,
    },
    /// Take the key or the list entry away. What is not there stays not there.
    Remove { at: KeyPath },
    /// Put an entry into a list before position `index` (its length: at the end); a list that is
    /// missing or empty is begun.
    Insert {
        list: KeyPath,
        index: usize,
        entry: Value,
        style: Style,
    },
}
