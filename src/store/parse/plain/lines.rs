//! The text and the place in it: indents, keys, dashes, comments.

use super::{
    Odd, Read,
    letters::{KEY, is},
};

/// YAML allows longer ones; no deal has any.
const LONGEST_KEY: usize = 256;

/// Between two values the place is the first byte of the next line that says something.
pub struct Lines<'de> {
    text: &'de str,
    pub at: usize,
    /// How far that line is indented; `None` behind the last one.
    pub indent: Option<usize>,
    /// How many brackets are open.
    pub open: usize,
}

/// Where a value is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the line of its key or dash, which is indented so far.
    Inline(usize),
    /// In lines of its own, which are indented so far.
    Below(usize),
    /// Between brackets.
    Brackets,
    /// Nowhere.
    Nothing,
}

impl<'de> Lines<'de> {
    pub fn new(text: &'de str) -> Self {
        let mut lines = Self {
            text,
            at: 0,
            indent: Some(0),
            open: 0,
        };
        lines.find_line();
        lines
    }

    pub fn is_done(&self) -> bool {
        self.indent.is_none() && self.open == 0
    }

    /// The byte at a place. A file without a line end at its end reads as if it had one.
    pub fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(b'\n')
    }

    pub fn here(&self) -> u8 {
        self.byte(self.at)
    }

    pub fn ends_line(&self, at: usize) -> bool {
        matches!(self.byte(at), b'\n' | b'\r')
    }

    pub fn slice(&self, from: usize, to: usize) -> Read<&'de str> {
        self.text.get(from..to).ok_or(Odd)
    }

    pub fn rest(&self, from: usize) -> &'de [u8] {
        self.text.as_bytes().get(from..).unwrap_or_default()
    }

    pub fn is_at_end(&self) -> bool {
        self.at >= self.text.len()
    }

    pub fn has_last_line_end(&self) -> bool {
        self.text.ends_with('\n')
    }

    pub fn skip_spaces(&mut self) {
        while self.here() == b' ' {
            self.at += 1;
        }
    }

    /// Goes to the start of the next line.
    pub fn leave_line(&mut self) {
        let rest = self.rest(self.at);
        self.at += memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
    }

    /// From the start of a line to the first byte of the next that says something.
    pub fn find_line(&mut self) {
        while !self.is_at_end() {
            let start = self.at;
            self.skip_spaces();
            if self.is_at_end() {
                break;
            }
            if self.here() != b'#' && !self.ends_line(self.at) {
                self.indent = Some(self.at - start);
                return;
            }
            self.leave_line();
        }
        self.indent = None;
    }

    /// Whether the line is indented further than something.
    pub fn is_deeper(&self, than: usize) -> bool {
        self.indent.is_some_and(|indent| indent > than)
    }

    /// Goes on behind a value that ends in its line. A deeper line below would be part of it, which
    /// is odd.
    pub fn end_line(&mut self, parent: usize) -> Read<()> {
        self.leave_comment()?;
        self.find_line();
        if self.is_deeper(parent) {
            Err(Odd)
        } else {
            Ok(())
        }
    }

    /// Goes to the start of the next line; before it only a comment may stand.
    pub fn leave_comment(&mut self) -> Read<()> {
        let before = self.at;
        self.skip_spaces();
        let is_comment = self.here() == b'#' && self.at > before;
        if !is_comment && !self.ends_line(self.at) {
            return Err(Odd);
        }
        self.leave_line();
        Ok(())
    }

    /// The key that begins here; goes behind its colon.
    pub fn key(&mut self) -> Read<&'de str> {
        let from = self.at;
        let end = self.key_end(from).ok_or(Odd)?;
        self.at = end + 1;
        match self.slice(from, end)? {
            "null" | "Null" | "NULL" => Err(Odd),
            key => Ok(key),
        }
    }

    /// Where the key ends that begins at a place, if one does.
    pub fn key_end(&self, from: usize) -> Option<usize> {
        let mut end = from;
        while is(self.byte(end), KEY) {
            end += 1;
        }
        let is_word = (1..LONGEST_KEY).contains(&(end - from)) && self.byte(from) != b'-';
        let has_colon = self.byte(end) == b':';
        let is_apart = self.byte(end + 1) == b' ' || self.ends_line(end + 1);
        (is_word && has_colon && is_apart).then_some(end)
    }

    /// Whether a dash of a list stands here.
    pub fn is_dash(&self) -> bool {
        let behind = self.at + 1;
        self.here() == b'-' && (self.byte(behind) == b' ' || self.ends_line(behind))
    }

    /// Where the value is of a key, or of a dash, that is indented so far. A list may be as deep as
    /// its key.
    pub fn value(&mut self, parent: usize, may_be_dash: bool) -> Place {
        self.skip_spaces();
        if self.here() != b'#' && !self.ends_line(self.at) {
            return Place::Inline(parent);
        }
        self.leave_line();
        self.find_line();
        match self.indent {
            Some(indent) if indent > parent => Place::Below(indent),
            Some(indent) if indent == parent && may_be_dash && self.is_dash() => {
                Place::Below(indent)
            }
            _ => Place::Nothing,
        }
    }
}
