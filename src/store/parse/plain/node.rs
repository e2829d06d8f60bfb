//! Lists and mappings, in lines of their own or between brackets, and the values in them.

use std::borrow::Cow;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::{
    Odd, Read, free,
    lines::{Lines, Place},
};

/// A value that stands at a place.
pub struct Node<'p, 'de> {
    lines: &'p mut Lines<'de>,
    place: Place,
}

impl<'p, 'de> Node<'p, 'de> {
    /// The mapping that a deal is.
    pub fn top(lines: &'p mut Lines<'de>) -> Read<Self> {
        if lines.indent != Some(0) || lines.here() == b'-' {
            return Err(Odd);
        }
        let place = Place::Below(0);
        Ok(Self { lines, place })
    }

    fn brackets<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        let Self { lines, place } = self;
        let is_mapping = lines.here() == b'{';
        let around = lines.open;
        lines.at += 1;
        lines.open += 1;
        let entries = Brackets {
            lines,
            is_first: true,
            close: if is_mapping { b'}' } else { b']' },
        };
        let value = if is_mapping {
            visitor.visit_map(entries)?
        } else {
            visitor.visit_seq(entries)?
        };
        // Somebody who wants no more entries has not come to the bracket.
        if lines.open != around {
            return Err(Odd);
        }
        lines.behind(place)?;
        Ok(value)
    }
}

impl<'de> Deserializer<'de> for Node<'_, 'de> {
    type Error = Odd;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        let Self { lines, place } = self;
        match (place, lines.here()) {
            (Place::Nothing, _) => visitor.visit_unit(),
            (Place::Below(indent), _) if lines.is_dash() => {
                visitor.visit_seq(Block { lines, indent })
            }
            (Place::Below(indent), _) => visitor.visit_map(Block { lines, indent }),
            (_, b'[' | b'{') => Self { lines, place }.brackets(visitor),
            (_, b'"' | b'\'' | b'|' | b'>') => Self { lines, place }.deserialize_str(visitor),
            _ => free::visit(lines.unquoted(place)?, visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        if self.lines.is_null(self.place)? {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match self.lines.scalar(self.place)? {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    // The reader above asks for nothing else.
    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char string bytes byte_buf unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// The lines of a list or a mapping.
struct Block<'p, 'de> {
    lines: &'p mut Lines<'de>,
    indent: usize,
}

impl Block<'_, '_> {
    /// Whether the line is one of these; a deeper one is odd.
    fn is_here(&self) -> Read<bool> {
        match self.lines.indent {
            Some(indent) if indent > self.indent => Err(Odd),
            indent => Ok(indent == Some(self.indent)),
        }
    }
}

impl<'de> SeqAccess<'de> for Block<'_, 'de> {
    type Error = Odd;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Read<Option<S::Value>> {
        if !self.is_here()? || !self.lines.is_dash() {
            return Ok(None);
        }
        let lines = &mut *self.lines;
        let dash = lines.at;
        lines.at += 1;
        let mut place = lines.value(self.indent, false);
        match place {
            Place::Nothing => return Err(Odd),
            Place::Inline(_) if lines.key_end(lines.at).is_some() => {
                // A mapping begins behind the dash.
                let indent = self.indent + (lines.at - dash);
                lines.indent = Some(indent);
                place = Place::Below(indent);
            }
            Place::Inline(_) if lines.is_dash() => return Err(Odd),
            _ => {}
        }
        seed.deserialize(Node { lines, place }).map(Some)
    }
}

impl<'de> MapAccess<'de> for Block<'_, 'de> {
    type Error = Odd;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Read<Option<S::Value>> {
        if !self.is_here()? {
            return Ok(None);
        }
        seed.deserialize(Key(self.lines.key()?)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Read<S::Value> {
        let place = self.lines.value(self.indent, true);
        let lines = &mut *self.lines;
        seed.deserialize(Node { lines, place })
    }
}

/// The entries between two brackets, which stand in one line.
struct Brackets<'p, 'de> {
    lines: &'p mut Lines<'de>,
    is_first: bool,
    close: u8,
}

impl Brackets<'_, '_> {
    /// Goes to the next entry, or behind the bracket.
    fn has_next(&mut self) -> Read<bool> {
        let is_first = std::mem::replace(&mut self.is_first, false);
        self.lines.skip_spaces();
        if self.lines.here() == self.close {
            self.lines.at += 1;
            self.lines.open -= 1;
            return Ok(false);
        }
        if is_first {
            return Ok(true);
        }
        if self.lines.here() != b',' {
            return Err(Odd);
        }
        self.lines.at += 1;
        self.lines.skip_spaces();
        // A comma before the bracket is read in two ways.
        if self.lines.here() == self.close {
            return Err(Odd);
        }
        Ok(true)
    }
}

impl<'de> SeqAccess<'de> for Brackets<'_, 'de> {
    type Error = Odd;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Read<Option<S::Value>> {
        if !self.has_next()? {
            return Ok(None);
        }
        let (lines, place) = (&mut *self.lines, Place::Brackets);
        seed.deserialize(Node { lines, place }).map(Some)
    }
}

impl<'de> MapAccess<'de> for Brackets<'_, 'de> {
    type Error = Odd;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Read<Option<S::Value>> {
        if !self.has_next()? {
            return Ok(None);
        }
        let key = self.lines.key()?;
        self.lines.skip_spaces();
        seed.deserialize(Key(key)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Read<S::Value> {
        let (lines, place) = (&mut *self.lines, Place::Brackets);
        seed.deserialize(Node { lines, place })
    }
}

/// A key is text, whatever it looks like.
struct Key<'de>(&'de str);

impl<'de> Deserializer<'de> for Key<'de> {
    type Error = Odd;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_borrowed_str(self.0)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_some(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
