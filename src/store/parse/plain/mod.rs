//! The plain reader: the part of YAML in which nearly every deal is written, from text to a value
//! without a parser.
//!
//! It goes through the text once, line by line, and never goes back. What it does not know for
//! certain (anchors, tags, quoted keys, text over several lines, tabs, …) is [`Odd`]: then the
//! parsers read the file from its start, and they alone say what is wrong with it. So it refuses no
//! file and has no messages; it can only be quicker. That it reads nothing in another way than they
//! do is held by `tests/store/parse` and a fuzz target.
//!
//! [`lines`] knows indents and keys, [`scalar`] and [`text_block`] what a value is spelled like,
//! [`node`] lists and mappings, [`free`] what a value is where its type does not say.

mod free;
mod letters;
mod lines;
mod node;
mod scalar;
mod text_block;

use std::fmt;

use serde::de::{self, DeserializeOwned};

use super::{Parsed, reader, scope::Recorder};
use lines::Lines;
use node::Node;

/// Larger files are left to the parsers.
const LARGE: usize = 256 << 10;

/// The value, or `None` where anything is unusual.
pub(super) fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Option<Parsed<T>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.len() > LARGE || !letters::are_plain(bytes) {
        return None;
    }
    let mut lines = Lines::new(std::str::from_utf8(bytes).ok()?);
    let recorder = Recorder::default();
    let value = reader::read(Node::top(&mut lines).ok()?, &recorder).ok()?;
    lines.is_done().then(|| Parsed {
        value,
        unknown: recorder.into_unknown(),
    })
}

/// Something that is left to the parsers.
#[derive(Debug)]
pub struct Odd;

type Read<T> = Result<T, Odd>;

impl fmt::Display for Odd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("odd")
    }
}

impl std::error::Error for Odd {}

impl de::Error for Odd {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Odd
    }
}
