//! The team's own keys, under `x:`: kept, listed, filterable, never interpreted.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    ops::{Deref, DerefMut},
};

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Number, Value};

use crate::edit::serialize_plain;

/// Keys with values of any kind. Numbers are written as they are spelled and compared by value:
/// `1.10` is read back as `1.1`.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct OwnKeys(BTreeMap<String, Value>);

/// A key below something that holds no keys.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`x.{0}` holds a value, not keys")]
pub struct NotAMapping(String);

impl OwnKeys {
    /// The value of a key as text.
    pub fn text(&self, key: &str) -> Option<String> {
        let value = self.0.get(key).filter(|value| !value.is_null())?;
        Some(
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned),
        )
    }

    /// Sets the key at a path with dots, or takes it away.
    ///
    /// # Errors
    /// A key on the way holds a value.
    pub fn set(&mut self, path: &str, value: Option<Value>) -> Result<(), NotAMapping> {
        let Some((key, rest)) = path.split_once('.') else {
            match value {
                Some(value) => self.0.insert(path.to_owned(), value),
                None => self.0.remove(path),
            };
            return Ok(());
        };
        let mut below = match self.0.get(key) {
            None | Some(Value::Null) => Self::default(),
            Some(Value::Object(map)) => map.clone().into_iter().collect(),
            Some(_) => return Err(NotAMapping(key.to_owned())),
        };
        let is_absent = below.is_empty() && value.is_none();
        below.set(rest, value)?;
        if !is_absent {
            let map = below.0.into_iter().collect();
            self.0.insert(key.to_owned(), Value::Object(map));
        }
        Ok(())
    }
}

impl FromIterator<(String, Value)> for OwnKeys {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(pairs: I) -> Self {
        Self(pairs.into_iter().collect())
    }
}

impl Deref for OwnKeys {
    type Target = BTreeMap<String, Value>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl DerefMut for OwnKeys {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl PartialEq for OwnKeys {
    fn eq(&self, other: &Self) -> bool {
        self.0.keys().eq(other.0.keys())
            && self
                .0
                .values()
                .zip(other.0.values())
                .all(|(a, b)| reads_as(a, b))
    }
}

fn reads_as(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => as_read(a) == as_read(b),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| reads_as(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            let same = |(key, a)| b.get(key).is_some_and(|b| reads_as(a, b));
            a.len() == b.len() && a.iter().all(same)
        }
        _ => a == b,
    }
}

fn as_read(number: &Number) -> Number {
    let whole = number.as_i64().map(Number::from);
    let whole = whole.or_else(|| number.as_u64().map(Number::from));
    let read = || number.as_f64().and_then(Number::from_f64);
    whole.or_else(read).unwrap_or_else(|| number.clone())
}

impl Serialize for OwnKeys {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(key, value)| (key, Spelled(value))))
    }
}

struct Spelled<'v>(&'v Value);

impl Serialize for Spelled<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Number(number) => serialize_plain(number, serializer),
            Value::Array(list) => serializer.collect_seq(list.iter().map(Spelled)),
            Value::Object(map) => {
                serializer.collect_map(map.iter().map(|(key, value)| (key, Spelled(value))))
            }
            other => other.serialize(serializer),
        }
    }
}

impl JsonSchema for OwnKeys {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        BTreeMap::<String, Value>::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        BTreeMap::<String, Value>::json_schema(generator)
    }
}
