//! Any serializable value as a [`Value`]: the keys of a struct in the order of its fields.
//!
//! A field that is `None` has no key. A `Some` that holds `None` is `null`: that is how a history
//! entry clears a field. Empty lists and mappings stay, so that [`super::diff`] sees what was
//! emptied.

use std::fmt::Display;

use serde::ser::{self, Serialize, Serializer};

use super::Value;

/// The name under which [`serialize_plain`] hands a value over.
const PLAIN: &str = "edit::Plain";

/// Why something cannot be written as YAML.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct SerializeError(String);

impl ser::Error for SerializeError {
    fn custom<T: Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// The value as it is to be written.
///
/// # Errors
/// Its type has something that a deal never has, such as an enum that holds values.
pub fn to_value<T: Serialize + ?Sized>(value: &T) -> Result<Value, SerializeError> {
    Ok(value.serialize(ToValue)?.unwrap_or(Value::Null))
}

/// Serializes what is spelled like a number or a date: written without quotes.
pub fn serialize_plain<S: Serializer>(
    value: &impl Display,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_newtype_struct(PLAIN, &value.to_string())
}

/// Makes a value; `None` where there is nothing to write.
struct ToValue;

/// Elements of a list, or pairs of a mapping, on the way.
struct Collected<T> {
    all: Vec<T>,
    key: String,
}

impl<T> Collected<T> {
    fn new() -> Self {
        Self {
            all: Vec::new(),
            key: String::new(),
        }
    }
}

type Made = Result<Option<Value>, SerializeError>;

fn unsupported<T>(what: &str) -> Result<T, SerializeError> {
    Err(SerializeError(format!("{what} cannot be written")))
}

macro_rules! plain {
    ($($method:ident $type:ty),* $(,)?) => {$(
        fn $method(self, value: $type) -> Made {
            Ok(Some(Value::plain(value)))
        }
    )*};
}

impl Serializer for ToValue {
    type Ok = Option<Value>;
    type Error = SerializeError;
    type SerializeSeq = Collected<Value>;
    type SerializeTuple = ser::Impossible<Self::Ok, SerializeError>;
    type SerializeTupleStruct = ser::Impossible<Self::Ok, SerializeError>;
    type SerializeTupleVariant = ser::Impossible<Self::Ok, SerializeError>;
    type SerializeMap = Collected<(String, Value)>;
    type SerializeStruct = Collected<(String, Value)>;
    type SerializeStructVariant = ser::Impossible<Self::Ok, SerializeError>;

    plain! {
        serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64,
        serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64,
        serialize_f32 f32, serialize_f64 f64,
    }

    fn serialize_bool(self, value: bool) -> Made {
        Ok(Some(Value::Bool(value)))
    }

    fn serialize_char(self, value: char) -> Made {
        Ok(Some(Value::text(value)))
    }

    fn serialize_str(self, value: &str) -> Made {
        Ok(Some(Value::text(value)))
    }

    fn serialize_bytes(self, _: &[u8]) -> Made {
        unsupported("bytes")
    }

    fn serialize_none(self) -> Made {
        Ok(None)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Made {
        Ok(Some(to_value(value)?))
    }

    fn serialize_unit(self) -> Made {
        Ok(Some(Value::Null))
    }

    fn serialize_unit_struct(self, _: &'static str) -> Made {
        self.serialize_unit()
    }

    /// A keyword.
    fn serialize_unit_variant(self, _: &'static str, _: u32, word: &'static str) -> Made {
        Ok(Some(Value::plain(word)))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Made {
        let made = value.serialize(Self)?;
        Ok(match made {
            Some(Value::Text(text)) if name == PLAIN => Some(Value::Plain(text)),
            made => made,
        })
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Made {
        unsupported(name)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, SerializeError> {
        Ok(Collected::new())
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, SerializeError> {
        unsupported("a tuple")
    }

    fn serialize_tuple_struct(
        self,
        name: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, SerializeError> {
        unsupported(name)
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, SerializeError> {
        unsupported(name)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, SerializeError> {
        Ok(Collected::new())
    }

    fn serialize_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStruct, SerializeError> {
        Ok(Collected::new())
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, SerializeError> {
        unsupported(name)
    }
}

impl ser::SerializeSeq for Collected<Value> {
    type Ok = Option<Value>;
    type Error = SerializeError;

    fn serialize_element<T: Serialize + ?Sized>(
        &mut self,
        value: &T,
    ) -> Result<(), SerializeError> {
        self.all.push(to_value(value)?);
        Ok(())
    }

    fn end(self) -> Made {
        Ok(Some(Value::List(self.all)))
    }
}

impl ser::SerializeStruct for Collected<(String, Value)> {
    type Ok = Option<Value>;
    type Error = SerializeError;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), SerializeError> {
        let value = value.serialize(ToValue)?;
        self.all.extend(value.map(|value| (key.to_owned(), value)));
        Ok(())
    }

    fn end(self) -> Made {
        Ok(Some(Value::Map(self.all)))
    }
}

impl ser::SerializeMap for Collected<(String, Value)> {
    type Ok = Option<Value>;
    type Error = SerializeError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), SerializeError> {
        self.key = match to_value(key)? {
            Value::Text(key) | Value::Plain(key) => key,
            _ => return Err(SerializeError("a key has to be a word".to_owned())),
        };
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), SerializeError> {
        let key = std::mem::take(&mut self.key);
        self.all.push((key, to_value(value)?));
        Ok(())
    }

    fn end(self) -> Made {
        Ok(Some(Value::Map(self.all)))
    }
}
