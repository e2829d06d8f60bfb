//! The three questions that a reader asks a parser: how is it spelled, is it there, what kind of
//! node is it.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::entries::{Entries, Items};
use super::meaning::Reader;
use super::notes::{Fault, Notes, Way};
use super::words;

/// How deep mappings and lists may lie in each other.
pub(super) const DEEPEST: usize = 64;

/// Takes a scalar as it is spelled; `None` where nothing stands.
///
/// Asked through `deserialize_option`, because only there does a parser tell `~` from `"~"`.
pub(super) struct Spelled;

impl<'de> Visitor<'de> for Spelled {
    type Value = Option<Cow<'de, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text")
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Self::Value, D::Error> {
        inner.deserialize_str(self)
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(text)))
    }
}

/// Hands an `Option`'s inner value to a reader again.
pub(super) struct Maybe<'a, V> {
    pub visitor: V,
    pub way: Way<'a>,
    pub notes: &'a Notes,
    pub quiet: bool,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Maybe<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.visitor.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        let Maybe {
            visitor,
            way,
            notes,
            quiet,
        } = self;
        visitor.visit_some(Reader {
            inner,
            way,
            notes,
            quiet,
        })
    }
}

/// What a type takes.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Want {
    Anything,
    List,
    Mapping,
}

/// Takes a list or a mapping, whose entries are read by readers again, or anything.
pub(super) struct Node<'a, V> {
    pub want: Want,
    pub visitor: V,
    pub way: Way<'a>,
    pub notes: &'a Notes,
    pub quiet: bool,
}

impl<V> Node<'_, V> {
    fn enter<E: Error>(&self) -> Result<(), E> {
        if self.way.depth < DEEPEST {
            return Ok(());
        }
        self.notes.fault(self.way, Fault::TooDeep);
        Err(E::custom("too deep"))
    }

    fn unexpected<'de, T, E: Error>(&self, found: String) -> Result<T, E>
    where
        V: Visitor<'de>,
    {
        let wanted = words::expectation(&self.visitor);
        self.notes.fault(
            self.way,
            Fault::Unexpected {
                wanted,
                found: Some(found),
            },
        );
        Err(E::custom("unexpected"))
    }
}

/// Free values take scalars as the parser sees them; where a list or a mapping is wanted, they are
/// wrong.
macro_rules! scalars {
    ($($visit:ident $type:ty,)*) => {$(
        fn $visit<E: Error>(self, value: $type) -> Result<V::Value, E> {
            match self.want {
                Want::Anything => self.visitor.$visit(value),
                _ => self.unexpected(words::quoted(&value.to_string())),
            }
        }
    )*};
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Node<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        let nothing = std::iter::empty::<()>();
        match self.want {
            Want::Anything => self.visitor.visit_unit(),
            Want::List => self.visitor.visit_seq(SeqDeserializer::new(nothing)),
            Want::Mapping => self
                .visitor
                .visit_map(MapDeserializer::new(nothing.map(|()| ((), ())))),
        }
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.visit_unit()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        self.enter()?;
        if self.want == Want::Mapping {
            return self.unexpected("a list".to_owned());
        }
        self.visitor.visit_seq(Items {
            inner,
            way: self.way,
            notes: self.notes,
            quiet: self.quiet,
            index: 0,
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        self.enter()?;
        if self.want == Want::List {
            return self.unexpected("keys with values".to_owned());
        }
        self.visitor
            .visit_map(Entries::new(inner, self.way, self.notes, self.quiet))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<V::Value, E> {
        match self.want {
            Want::Anything if value.is_finite() => self.visitor.visit_f64(value),
            _ => self.unexpected(words::quoted(&value.to_string())),
        }
    }

    scalars! {
        visit_bool bool, visit_i64 i64, visit_u64 u64, visit_i128 i128, visit_u128 u128,
        visit_str &str, visit_string String, visit_borrowed_str &'de str,
    }
}
