//! From the bytes of a file to a value, or to the one problem that a person must solve first.
//!
//! [`plain`] reads nearly every file. Of the others [`scan`] looks at the bytes, [`fast`] reads what
//! is harmless, and [`careful`] reads the odd ones and says what is wrong with the bad ones.
//! [`reader`] stands between all three and the type that is read, so that they agree on what a file
//! says; it rests on [`visitors`], [`collections`],
//! [`spelling`] and [`scope`], in this order. The rest is about words: [`faults`] from errors to
//! findings, [`syntax`] for the YAML itself, [`wording`] from types to a seller's words.
//!
//! This room knows no deal: everything is for any `T: DeserializeOwned`.

mod careful;
mod collections;
mod fast;
mod faults;
mod place;
mod plain;
mod reader;
mod scan;
mod scope;
mod spelling;
mod syntax;
mod visitors;
mod wording;

use serde::de::DeserializeOwned;

use crate::finding::Finding;
use crate::key_path::KeyPath;
use scan::Route;

pub use scan::LARGEST;
pub(super) use scan::too_large;

/// A value, and the keys of its file that no field took.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed<T> {
    pub value: T,
    /// In the order of the file; for an unknown mapping only its own key.
    pub unknown: Vec<KeyPath>,
}

/// What reading a file gives, or what a person must solve first.
pub type Read<T> = Result<T, Box<Finding>>;

/// Reads one file; `shown` is its name in messages.
///
/// # Errors
/// The first thing that is wrong with the file, with its place.
pub fn parse<T: DeserializeOwned>(shown: &str, bytes: &[u8]) -> Read<Parsed<T>> {
    parse_bytes(bytes).map_err(|finding| Box::new(quoting(*finding, bytes).in_file(shown)))
}

/// The finding with the line that it is about.
fn quoting(mut finding: Finding, bytes: &[u8]) -> Finding {
    let span = finding.place.span.take();
    finding.place.span = span.map(|span| span.quoting(&String::from_utf8_lossy(bytes)));
    finding
}

fn parse_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Read<Parsed<T>> {
    plain::parse(bytes).map_or_else(|| by_parser(bytes), Ok)
}

/// What the parsers read, without the plain reader.
fn by_parser<T: DeserializeOwned>(bytes: &[u8]) -> Read<Parsed<T>> {
    let (text, route) = scan::scan(bytes)?;
    fast(text, route).map_or_else(|| careful::parse(text), Ok)
}

#[doc(hidden)]
pub type PlainAndParsed<T> = (Option<Parsed<T>>, Read<Parsed<T>>);

/// What the plain reader and what the parsers read in one file: for tests that they agree.
#[doc(hidden)]
pub fn parse_plainly<T: DeserializeOwned>(bytes: &[u8]) -> PlainAndParsed<T> {
    (plain::parse(bytes), by_parser(bytes))
}

#[doc(hidden)]
pub type FastAndCareful<T> = (Option<Parsed<T>>, Read<Parsed<T>>);

/// What both parsers read in one file, the fast one only where the scan allows it: for tests that
/// they agree.
#[doc(hidden)]
pub fn parse_twice<T: DeserializeOwned>(bytes: &[u8]) -> Option<FastAndCareful<T>> {
    let (text, route) = scan::scan(bytes).ok()?;
    Some((fast(text, route), careful::parse(text)))
}

fn fast<T: DeserializeOwned>(text: &str, route: Route) -> Option<Parsed<T>> {
    match route {
        Route::Fast => fast::parse(text),
        Route::Careful => None,
    }
}
