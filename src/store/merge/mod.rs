//! Two changed texts of one file, and the text that both began with, become one: field by field, with
//! the bytes of the side that changed something.
//!
//! Mappings are merged by key, lists by the name of their entries (`id`, `text`, `contact`, `what`)
//! or, where they have none, by their content. [`piece`] cuts a mapping or list into what belongs to
//! each entry, [`order`] says in which order the entries of three lists follow, [`block`] and [`flow`]
//! merge what both sides changed, [`proof`] counts afterwards that nothing is lost. What cannot be
//! decided is a conflict: only that line, entry or block gets markers, and never a guess.
//!
//! The result is the same whichever side is called ours, but for the order inside of markers.

mod block;
mod flow;
mod line_ends;
mod markers;
mod order;
mod piece;
mod proof;
mod tracked;

pub use markers::{Conflict, Part, parts};

use super::yaml::Document;
use block::Merge;
use line_ends::LineEnds;
use piece::Region;
use tracked::Days;

/// The same thing in three states of a file.
#[derive(Debug, Clone, Copy)]
pub struct Sides<T> {
    pub base: T,
    pub ours: T,
    pub theirs: T,
}

impl<T> Sides<T> {
    pub fn map<'s, U>(&'s self, f: impl Fn(&'s T) -> U) -> Sides<U> {
        Sides {
            base: f(&self.base),
            ours: f(&self.ours),
            theirs: f(&self.theirs),
        }
    }
}

impl<T: PartialEq + Clone> Sides<T> {
    /// What all agree on: what both sides have, or the one that changed it.
    pub fn settled(&self) -> Option<T> {
        if self.ours == self.theirs || self.theirs == self.base {
            Some(self.ours.clone())
        } else if self.ours == self.base {
            Some(self.theirs.clone())
        } else {
            None
        }
    }
}

/// How conflicts are written.
#[derive(Debug, Clone)]
pub struct Markers {
    pub ours: String,
    pub theirs: String,
    /// How many `<` begin a conflict.
    pub size: usize,
}

/// A merged text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    pub text: String,
    /// What stands between markers, by its keys.
    pub conflicts: Vec<String>,
}

/// Why a file is left to git.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CannotMerge {
    #[error("{side}: {reason}")]
    Unreadable { side: &'static str, reason: String },
    #[error("the result would lose {0}")]
    Loss(String),
}

/// Merges the texts of a deal, or of `dealfile.yaml`.
///
/// # Errors
/// One of the texts is not YAML as it stands in a book, or the result could not be proven.
pub fn merge(texts: Sides<&str>, markers: &Markers) -> Result<Merged, CannotMerge> {
    let line_ends = LineEnds::new(texts);
    let texts = texts.map(|text| LineEnds::plain(text));
    let documents = Sides {
        base: parsed("the common base", &texts.base)?,
        ours: parsed("our side", &texts.ours)?,
        theirs: parsed("their side", &texts.theirs)?,
    };
    let mut merge = Merge {
        markers,
        days: Days::new(&texts),
        conflicts: Vec::new(),
    };
    let regions = Sides {
        base: Region::of_file(&texts.base, &documents.base),
        ours: Region::of_file(&texts.ours, &documents.ours),
        theirs: Region::of_file(&texts.theirs, &documents.theirs),
    };
    let text = merge.file(&regions);
    let conflicts = merge.conflicts;
    proof::prove(&documents, &text, &conflicts, markers)?;
    Ok(Merged {
        text: line_ends.restored(text),
        conflicts,
    })
}

fn parsed(side: &'static str, text: &str) -> Result<Document, CannotMerge> {
    Document::parse(text).map_err(|error| CannotMerge::Unreadable {
        side,
        reason: error.to_string(),
    })
}
