//! The order in which a type declares its keys, read off its `Deserialize`: the order of the
//! fields of a struct is the order of the file.

use std::cell::Cell;

use serde::{
    de::{
        Deserialize, DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess,
        SeqAccess, Visitor,
        value::{Error, StrDeserializer},
    },
    forward_to_deserialize_any,
};

use crate::key_path::{KeyPath, Step};

/// The keys of the mapping at a path of a file of type `T`; empty where it has no fixed ones.
pub fn key_order<'de, T: Deserialize<'de>>(at: &KeyPath) -> &'static [&'static str] {
    let found = Cell::new(&[][..]);
    let probe = Probe {
        way: &at.0,
        found: &found,
    };
    // A probe has no value to give: what it looks for is in `found` by then.
    let _ = T::deserialize(probe);
    found.get()
}

/// Goes down a path, asks the type at its end for its keys, and gives up.
#[derive(Clone, Copy)]
struct Probe<'a> {
    way: &'a [Step],
    found: &'a Cell<&'static [&'static str]>,
}

fn give_up<T>() -> Result<T, Error> {
    Err(Error::custom("only the keys were asked for"))
}

impl<'a> Probe<'a> {
    /// The next step, and the probe of what lies there.
    fn step(self) -> Option<(&'a Step, Self)> {
        let (first, way) = self.way.split_first()?;
        Some((first, Self { way, ..self }))
    }
}

impl<'de> Deserializer<'de> for Probe<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        give_up()
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if self.way.is_empty() {
            self.found.set(fields);
            return give_up();
        }
        self.deserialize_map(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.step() {
            Some((Step::Key(_), _)) => visitor.visit_map(self),
            _ => give_up(),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.step() {
            Some((Step::Index(_), _)) => visitor.visit_seq(self),
            _ => give_up(),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct tuple tuple_struct enum identifier ignored_any
    }
}

impl<'de> MapAccess<'de> for Probe<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        match self.step() {
            Some((Step::Key(key), _)) => {
                let key: StrDeserializer<'_, Error> = key.as_str().into_deserializer();
                seed.deserialize(key).map(Some)
            }
            _ => give_up(),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        match self.step() {
            Some((_, below)) => seed.deserialize(below),
            None => give_up(),
        }
    }
}

impl<'de> SeqAccess<'de> for Probe<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        match self.step() {
            Some((_, below)) => seed.deserialize(below).map(Some),
            None => give_up(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[derive(serde::Deserialize)]
    #[expect(dead_code, reason = "only its keys are asked for")]
    struct File {
        name: String,
        parts: BTreeMap<String, Option<Part>>,
        list: Vec<Part>,
    }

    #[derive(serde::Deserialize)]
    #[expect(dead_code, reason = "only its keys are asked for")]
    struct Part {
        to: String,
        at: Option<u8>,
    }

    #[test]
    fn the_order_is_that_of_the_fields() {
        let top = KeyPath::top;
        assert_eq!(
            key_order::<File>(&KeyPath::root()),
            ["name", "parts", "list"]
        );
        assert_eq!(key_order::<File>(&top("list").index(3)), ["to", "at"]);
        assert_eq!(key_order::<File>(&top("parts").key("any")), ["to", "at"]);
        for none in [
            top("name"),
            top("parts"),
            top("unknown"),
            top("list").key("x"),
        ] {
            assert!(key_order::<File>(&none).is_empty(), "{none}");
        }
    }
}
