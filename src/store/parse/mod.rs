//! From the bytes of a file to a value, or to the one problem that a person must solve first.
//!
//! [`scan`] looks at the bytes, [`fast`] reads nearly every file, and [`careful`] reads the odd
//! ones and says what is wrong with the bad ones. [`meaning`] stands between both and the type that
//! is read, so that they agree on what a file says. The rest is about words: [`faults`] from errors
//! to sentences, [`words`] from types to a seller's words, [`show`] from a problem to lines on a
//! terminal.
//!
//! This room knows no deal: everything is for any `T: DeserializeOwned`.

mod careful;
mod entries;
mod fast;
mod faults;
mod meaning;
mod nodes;
mod notes;
mod place;
mod problem;
mod scan;
mod show;
mod syntax;
mod words;

use serde::de::DeserializeOwned;

use crate::key_path::KeyPath;

pub use problem::{Problem, ProblemKind};
pub use scan::LARGEST;

use scan::Route;

/// A value, and the keys of its file that no field took.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed<T> {
    pub value: T,
    /// In the order of the file; of an unknown mapping only its own key.
    pub unknown: Vec<KeyPath>,
}

/// A value, or what a person must solve first.
pub type Reading<T> = Result<Parsed<T>, Box<Problem>>;

/// Read one file; `shown` is its name in messages.
///
/// # Errors
/// The first thing that is wrong with the file, with its place.
pub fn parse<T: DeserializeOwned>(shown: &str, bytes: &[u8]) -> Reading<T> {
    let read = || {
        let (text, route) = scan::scan(bytes)?;
        fast(text, route).map_or_else(|| careful::parse(text), Ok)
    };
    read().map_err(|problem: Box<Problem>| Box::new(problem.in_file(shown)))
}

/// Both parsers' readings of one file, the fast one's only where the scan lets it: for tests that
/// the two agree.
#[doc(hidden)]
pub fn parse_twice<T: DeserializeOwned>(bytes: &[u8]) -> Option<(Option<Parsed<T>>, Reading<T>)> {
    let (text, route) = scan::scan(bytes).ok()?;
    Some((fast(text, route), careful::parse(text)))
}

fn fast<T: DeserializeOwned>(text: &str, route: Route) -> Option<Parsed<T>> {
    match route {
        Route::Fast => fast::parse(text),
        Route::Careful => None,
    }
}
