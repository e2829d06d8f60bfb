//! How a scalar is spelled: without quotes, in single or in double ones.

use std::borrow::Cow;

use super::{
    Odd, Read,
    letters::{ENDS, ENDS_IN_BRACKETS, NO_START, is},
    lines::{Lines, Place},
};

impl<'de> Lines<'de> {
    /// The scalar at a place; goes on behind it.
    pub fn scalar(&mut self, place: Place) -> Read<Cow<'de, str>> {
        match (place, self.here()) {
            (Place::Below(_) | Place::Nothing, _) => Err(Odd),
            (Place::Inline(parent), b'|' | b'>') => self.text_block(parent).map(Cow::Owned),
            (_, b'"') => self.quoted(place, Self::double_quoted),
            (_, b'\'') => self.quoted(place, Self::single_quoted),
            _ => self.unquoted(place).map(Cow::Borrowed),
        }
    }

    fn quoted(
        &mut self,
        place: Place,
        read: fn(&mut Self) -> Read<Cow<'de, str>>,
    ) -> Read<Cow<'de, str>> {
        self.at += 1;
        let text = read(self)?;
        self.behind(place)?;
        Ok(text)
    }

    /// Goes on behind a value that ends here.
    pub fn behind(&mut self, place: Place) -> Read<()> {
        match place {
            Place::Inline(parent) => self.end_line(parent),
            _ => Ok(()),
        }
    }

    /// Whether nothing is written at a place; goes on behind it then.
    pub fn is_null(&mut self, place: Place) -> Read<bool> {
        match place {
            Place::Nothing => return Ok(true),
            Place::Below(_) => return Ok(false),
            Place::Inline(_) | Place::Brackets => {}
        }
        if !matches!(self.here(), b'~' | b'n' | b'N') {
            return Ok(false);
        }
        let (at, indent) = (self.at, self.indent);
        let is_null = is_null(self.unquoted(place)?);
        if !is_null {
            (self.at, self.indent) = (at, indent);
        }
        Ok(is_null)
    }

    pub fn unquoted(&mut self, place: Place) -> Read<&'de str> {
        let from = self.at;
        let first = self.here();
        let is_lone_dash = first == b'-' && !self.byte(from + 1).is_ascii_alphanumeric();
        if is(first, NO_START) || is_lone_dash {
            return Err(Odd);
        }
        let ends = if place == Place::Brackets {
            ENDS_IN_BRACKETS
        } else {
            ENDS
        };
        let mut end = from + 1;
        loop {
            while !is(self.byte(end), ends) {
                end += 1;
            }
            let is_apart = self.byte(end - 1) == b' ';
            match self.byte(end) {
                b':' if self.ends_key(end + 1) => return Err(Odd),
                b'?' if is_apart => return Err(Odd),
                b'#' if is_apart => break,
                b':' | b'?' | b'#' => end += 1,
                _ => break,
            }
        }
        let text = self.slice(from, end)?.trim_end_matches(' ');
        self.at = from + text.len();
        if place == Place::Brackets {
            self.at = end;
            let is_closed = matches!(self.here(), b',' | b']' | b'}');
            return if is_closed { Ok(text) } else { Err(Odd) };
        }
        self.behind(place)?;
        Ok(text)
    }

    /// Whether what stands behind a colon makes it the end of a key.
    fn ends_key(&self, at: usize) -> bool {
        self.ends_line(at)
            || matches!(
                self.byte(at),
                b' ' | b',' | b'[' | b']' | b'{' | b'}' | b'?'
            )
    }

    fn double_quoted(&mut self) -> Read<Cow<'de, str>> {
        let plain = self.up_to(|byte| matches!(byte, b'"' | b'\\' | b'\n'))?;
        if self.here() == b'"' {
            self.at += 1;
            return Ok(Cow::Borrowed(plain));
        }
        let mut text = plain.to_owned();
        loop {
            match (self.here(), self.byte(self.at + 1)) {
                (b'"', _) => {
                    self.at += 1;
                    return Ok(Cow::Owned(text));
                }
                (b'\\', letter @ (b'"' | b'\\')) => text.push(char::from(letter)),
                (b'\\', b'n') => text.push('\n'),
                _ => return Err(Odd),
            }
            self.at += 2;
            text.push_str(self.up_to(|byte| matches!(byte, b'"' | b'\\' | b'\n'))?);
        }
    }

    fn single_quoted(&mut self) -> Read<Cow<'de, str>> {
        let mut text = Cow::Borrowed("");
        loop {
            let part = self.up_to(|byte| matches!(byte, b'\'' | b'\n'))?;
            if self.here() != b'\'' {
                return Err(Odd);
            }
            self.at += 1;
            let is_doubled = self.here() == b'\'';
            if text.is_empty() && !is_doubled {
                return Ok(Cow::Borrowed(part));
            }
            text.to_mut().push_str(part);
            if !is_doubled {
                return Ok(text);
            }
            text.to_mut().push('\'');
            self.at += 1;
        }
    }

    /// The text up to a byte, which has to be there.
    fn up_to(&mut self, ends: fn(u8) -> bool) -> Read<&'de str> {
        let from = self.at;
        let length = self.rest(from).iter().position(|byte| ends(*byte));
        self.at += length.ok_or(Odd)?;
        self.slice(from, self.at)
    }
}

/// Whether the spelling is one of nothing.
pub fn is_null(text: &str) -> bool {
    matches!(text, "~" | "null" | "Null" | "NULL")
}
