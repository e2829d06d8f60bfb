//! The two questions that a reader asks a parser besides the spelling: is there a value, and what
//! kind of node is it.

use std::fmt;

use serde::de::{
    Deserializer, Error, MapAccess, SeqAccess, Visitor,
    value::{MapDeserializer, SeqDeserializer},
};

use super::{
    collections::{ListReader, MappingReader},
    scope::{Fault, Reader, Scope},
    wording::{self, MAPPING},
};
use crate::one_form::as_read;

/// How deep mappings and lists may be nested.
pub(super) const MAX_DEPTH: usize = 64;

/// Hands an `Option`'s inner value to a reader again.
pub(super) struct OptionVisitor<'a, V> {
    pub visitor: V,
    pub scope: Scope<'a>,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for OptionVisitor<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.visitor.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        let scope = self.scope;
        self.visitor.visit_some(Reader { inner, scope })
    }
}

/// What a type takes.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Expected {
    Anything,
    List,
    Mapping,
}

/// Takes a list or a mapping, whose entries are read by readers again, or anything.
pub(super) struct NodeVisitor<'a, V> {
    pub expected: Expected,
    pub visitor: V,
    pub scope: Scope<'a>,
}

impl<V> NodeVisitor<'_, V> {
    fn enter<E: Error>(&self) -> Result<(), E> {
        if self.scope.depth < MAX_DEPTH {
            return Ok(());
        }
        self.scope.fault(Fault::TooDeep);
        Err(E::custom("too deep"))
    }

    fn unexpected<'de, T, E: Error>(&self, found: String) -> Result<T, E>
    where
        V: Visitor<'de>,
    {
        self.scope.fault(Fault::Unexpected {
            expected: wording::expectation(&self.visitor),
            found: Some(found),
        });
        Err(E::custom("unexpected"))
    }
}

/// A number that is none, as YAML spells it.
fn spelled(number: f64) -> &'static str {
    match number {
        f64::INFINITY => ".inf",
        f64::NEG_INFINITY => "-.inf",
        _ => ".nan",
    }
}

/// Free values take scalars as the parser sees them; where a list or a mapping is expected, they
/// are wrong.
macro_rules! scalars {
    ($($visit:ident $type:ty,)*) => {$(
        fn $visit<E: Error>(self, value: $type) -> Result<V::Value, E> {
            match self.expected {
                Expected::Anything => self.visitor.$visit(value),
                _ => self.unexpected(wording::quoted(&value.to_string())),
            }
        }
    )*};
}

impl<'de, V: Visitor<'de>> Visitor<'de> for NodeVisitor<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        let nothing = std::iter::empty::<()>();
        match self.expected {
            Expected::Anything => self.visitor.visit_unit(),
            Expected::List => self.visitor.visit_seq(SeqDeserializer::new(nothing)),
            Expected::Mapping => {
                let nothing = nothing.map(|()| ((), ()));
                self.visitor.visit_map(MapDeserializer::new(nothing))
            }
        }
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.visit_unit()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        self.enter()?;
        if self.expected == Expected::Mapping {
            return self.unexpected("a list".to_owned());
        }
        self.visitor.visit_seq(ListReader::new(inner, self.scope))
    }

    fn visit_map<A: MapAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        self.enter()?;
        if self.expected == Expected::List {
            return self.unexpected(MAPPING.to_owned());
        }
        self.visitor
            .visit_map(MappingReader::new(inner, self.scope))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<V::Value, E> {
        match self.expected {
            Expected::Anything if value.is_finite() => self.visitor.visit_f64(value),
            Expected::Anything if self.scope.is_careful() => self.visitor.visit_str(spelled(value)),
            _ => self.unexpected(wording::quoted(&value.to_string())),
        }
    }

    scalars! {
        visit_bool bool, visit_i64 i64, visit_u64 u64, visit_i128 i128, visit_u128 u128,
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<V::Value, E> {
        match self.expected {
            Expected::Anything => self.visitor.visit_str(&as_read(text.into())),
            _ => self.unexpected(wording::quoted(text)),
        }
    }
}
