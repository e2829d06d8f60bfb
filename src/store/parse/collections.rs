//! Mappings and lists: every entry gets a reader of its own, and no key may stand twice.

use std::{borrow::Cow, collections::HashSet, marker::PhantomData};

use serde::{
    de::{
        DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor, value::StrDeserializer,
    },
    forward_to_deserialize_any,
};

use super::{
    scope::{Fault, Reader, Scope},
    spelling::Spelling,
};

/// The entries of a list.
pub(super) struct ListReader<'a, A> {
    inner: A,
    scope: Scope<'a>,
    index: usize,
}

impl<'a, A> ListReader<'a, A> {
    pub fn new(inner: A, scope: Scope<'a>) -> Self {
        let index = 0;
        ListReader {
            inner,
            scope,
            index,
        }
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for ListReader<'_, A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        let scope = self.scope.index(self.index);
        self.index += 1;
        self.inner.next_element_seed(EntrySeed { seed, scope })
    }
}

/// The entries of a mapping.
pub(super) struct MappingReader<'a, 'de, A> {
    inner: A,
    scope: Scope<'a>,
    key: Cow<'de, str>,
    seen: SeenKeys<'de>,
}

impl<'a, A> MappingReader<'a, '_, A> {
    pub fn new(inner: A, scope: Scope<'a>) -> Self {
        MappingReader {
            inner,
            scope,
            key: Cow::Borrowed(""),
            seen: SeenKeys::default(),
        }
    }

    fn refuse<T, E: Error>(&self, fault: Fault) -> Result<T, E> {
        self.scope.fault(fault);
        Err(E::custom("key"))
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for MappingReader<'_, 'de, A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        match self.inner.next_key_seed(KeySeed) {
            Ok(None) => return Ok(None),
            Ok(Some(Some(key))) => self.key = key,
            Ok(Some(None)) => return self.refuse(Fault::BadKey),
            Err(error) => {
                self.scope.fault(Fault::BadKey);
                return Err(error);
            }
        }
        if !self.seen.insert(self.key.clone()) {
            return self.refuse(Fault::DuplicateKey(self.key.to_string()));
        }
        seed.deserialize(Key(&self.key, PhantomData)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        let scope = self.scope.key(&self.key);
        self.inner.next_value_seed(EntrySeed { seed, scope })
    }
}

/// Gives the value of one entry to a reader, and records the path to it if that fails.
struct EntrySeed<'a, S> {
    seed: S,
    scope: Scope<'a>,
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for EntrySeed<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, inner: D) -> Result<S::Value, D::Error> {
        let scope = self.scope;
        let value = self.seed.deserialize(Reader { inner, scope });
        value.inspect_err(|_| scope.refused())
    }
}

/// Takes a key as it is spelled.
struct KeySeed;

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Option<Cow<'de, str>>;

    fn deserialize<D: Deserializer<'de>>(self, inner: D) -> Result<Self::Value, D::Error> {
        inner.deserialize_option(Spelling)
    }
}

/// A key, given to a field's or a map's key type.
struct Key<'a, E>(&'a str, PhantomData<E>);

impl<'de, E: Error> Deserializer<'de> for Key<'_, E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_str(self.0)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, E> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        visitor.visit_enum(StrDeserializer::new(self.0))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// The keys of one mapping so far. Nearly all mappings are small, and there comparing beats
/// hashing.
#[derive(Default)]
struct SeenKeys<'de> {
    few: Vec<Cow<'de, str>>,
    many: HashSet<Cow<'de, str>>,
}

impl<'de> SeenKeys<'de> {
    const FEW: usize = 32;

    /// Whether the key is new.
    fn insert(&mut self, key: Cow<'de, str>) -> bool {
        if self.few.contains(&key) {
            return false;
        }
        if self.few.len() < Self::FEW {
            self.few.push(key);
            return true;
        }
        self.many.insert(key)
    }
}
