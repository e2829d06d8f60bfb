//! What YAML means here, said once for both parsers.
//!
//! YAML guesses types from spelling, and every parser guesses a little differently. This reader
//! stands between a parser and the type that is read, and asks the parser only for what all agree
//! on: is it a scalar, a list, a mapping or nothing, and how is the scalar spelled. Then:
//! - text is the scalar as spelled: `no`, `007`, `2026-12-18`, `1.10` are these letters, quoted or
//!   not, in the composed form of Unicode;
//! - a number or a `true` is read from the spelling, quoted or not, and only in decimal;
//! - nothing (empty, `~`, `null`) is an empty list or mapping where one is expected, `None` for an
//!   `Option`, and missing elsewhere;
//! - keys are text, and stand once;
//! - an enum is one word, never a tag and never a mapping;
//! - keys that no field takes are recorded, and so is the path to the first fault.
//!
//! Only where a type takes anything (`deserialize_any`: free values, flattened and untagged types)
//! does the parser decide what a scalar is. There a number's spelling is lost, and one that is not
//! finite (`.nan`) is text, which the careful parser alone reads, because the two disagree on it.
//!
//! Without this reader the fast parser (`yaml_serde`) takes `name: ~` for the text `~`, a key of a
//! map twice, and `"2"` for no number; the careful one (`serde-saphyr`) refuses a list that is
//! empty or `~`, and takes `1_000`, `0x10` and `007` for numbers.

use std::borrow::Cow;

use serde::de::{Deserialize, Deserializer, Error, Visitor, value::StrDeserializer};

use super::{
    scope::{Fault, Reader, Recorder, Scope},
    spelling::Spelling,
    visitors::{Expected, NodeVisitor, OptionVisitor},
    wording,
};
use crate::one_form::as_read;

/// Reads a value with a parser's deserializer.
pub(super) fn read<'de, T, D>(inner: D, recorder: &Recorder) -> Result<T, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    let scope = Scope::top(recorder);
    T::deserialize(Reader { inner, scope }).inspect_err(|_| scope.refused())
}

impl<'de, D: Deserializer<'de>> Reader<'_, D> {
    /// The scalar as spelled; nothing is missing here.
    fn spelling<V: Visitor<'de>>(self, visitor: &V) -> Result<Cow<'de, str>, D::Error> {
        let scope = self.scope;
        match self.inner.deserialize_option(Spelling) {
            Ok(Some(text)) => {
                scope.saw(&text);
                Ok(as_read(text))
            }
            Ok(None) => {
                scope.fault(Fault::Empty);
                Err(D::Error::custom("missing"))
            }
            Err(error) => {
                scope.fault(Fault::Unexpected {
                    expected: wording::expectation(visitor),
                    found: None,
                });
                Err(error)
            }
        }
    }

    fn node<V: Visitor<'de>>(self, expected: Expected, visitor: V) -> Result<V::Value, D::Error> {
        let scope = self.scope;
        self.inner.deserialize_any(NodeVisitor {
            expected,
            visitor,
            scope,
        })
    }
}

/// Reads a number or a truth value from how it is spelled.
macro_rules! from_spelling {
    ($($deserialize:ident $visit:ident $type:ty, $valid:expr;)*) => {$(
        fn $deserialize<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            let scope = self.scope;
            let text = self.spelling(&visitor)?;
            match text.trim().parse::<$type>().ok().filter($valid) {
                Some(value) => visitor.$visit(value),
                None => {
                    let expected = wording::expectation(&visitor);
                    let found = Some(wording::quoted(&text));
                    scope.fault(Fault::Unexpected { expected, found });
                    Err(D::Error::custom("spelling"))
                }
            }
        }
    )*};
}

/// Passes on under another name what means the same here.
macro_rules! same_as {
    ($($deserialize:ident($($argument:ty),*) $other:ident,)*) => {$(
        fn $deserialize<V: Visitor<'de>>(
            self,
            $(_: $argument,)*
            visitor: V,
        ) -> Result<V::Value, D::Error> {
            self.$other(visitor)
        }
    )*};
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Reader<'_, D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.node(Expected::Anything, visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.node(Expected::List, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.node(Expected::Mapping, visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        let scope = self.scope;
        self.inner
            .deserialize_option(OptionVisitor { visitor, scope })
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        let text = self.spelling(&visitor)?;
        visitor.visit_str(&text)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        let text = self.spelling(&visitor)?;
        visitor.visit_enum(StrDeserializer::new(&text))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(
        mut self,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.scope.set_unknown();
        self.deserialize_any(visitor)
    }

    from_spelling! {
        deserialize_bool visit_bool bool, |_| true;
        deserialize_i8 visit_i8 i8, |_| true;
        deserialize_i16 visit_i16 i16, |_| true;
        deserialize_i32 visit_i32 i32, |_| true;
        deserialize_i64 visit_i64 i64, |_| true;
        deserialize_i128 visit_i128 i128, |_| true;
        deserialize_u8 visit_u8 u8, |_| true;
        deserialize_u16 visit_u16 u16, |_| true;
        deserialize_u32 visit_u32 u32, |_| true;
        deserialize_u64 visit_u64 u64, |_| true;
        deserialize_u128 visit_u128 u128, |_| true;
        deserialize_f32 visit_f32 f32, |value| value.is_finite();
        deserialize_f64 visit_f64 f64, |value| value.is_finite();
    }

    same_as! {
        deserialize_char() deserialize_str,
        deserialize_string() deserialize_str,
        deserialize_identifier() deserialize_str,
        deserialize_bytes() deserialize_seq,
        deserialize_byte_buf() deserialize_seq,
        deserialize_unit() deserialize_any,
        deserialize_unit_struct(&'static str) deserialize_any,
        deserialize_tuple(usize) deserialize_seq,
        deserialize_tuple_struct(&'static str, usize) deserialize_seq,
        deserialize_struct(&'static str, &'static [&'static str]) deserialize_map,
    }
}
