//! From a key path to the bytes that it names.

use std::ops::Range;

use super::tree::{Document, Entry, Kind, Node};
use crate::key_path::{KeyPath, Step};

/// The path to a node as far as it exists: each entry with the node that holds it.
pub(super) struct Trail<'d> {
    pub root: &'d Node,
    pub steps: Vec<Found<'d>>,
    /// How many steps of the path are missing.
    pub missing: usize,
}

/// An entry that a step of a path leads to.
#[derive(Clone, Copy)]
pub(super) struct Found<'d> {
    pub parent: &'d Node,
    pub index: usize,
    pub entry: &'d Entry,
}

impl<'d> Trail<'d> {
    /// The last node that exists.
    pub fn node(&self) -> &'d Node {
        let last = self.steps.last();
        last.map_or(self.root, |found| &found.entry.value)
    }

    /// Whether the last node is inside braces or brackets.
    pub fn in_flow(&self) -> bool {
        self.steps.iter().any(|found| found.parent.is_flow())
    }

    /// The column of the key or dash that holds the last node; `None` for the whole file.
    pub fn holder_column(&self) -> Option<usize> {
        self.steps.last()?.parent.block_column()
    }
}

impl Document {
    /// The bytes of the value at a path.
    pub fn value_range(&self, path: &KeyPath) -> Option<Range<usize>> {
        let trail = self.trail(path);
        (trail.missing == 0).then(|| trail.node().range.clone())
    }

    /// The bytes of the key at a path; for an entry of a block list, of its dash.
    pub fn key_range(&self, path: &KeyPath) -> Option<Range<usize>> {
        let trail = self.trail(path);
        let last = trail.steps.last().filter(|_| trail.missing == 0)?;
        Some(mark(last.entry))
    }

    /// The best place to show for a path: its value, else its key, else the key of the nearest
    /// ancestor that exists, else the first thing in the file.
    pub fn nearest_range(&self, path: &KeyPath) -> Range<usize> {
        let trail = self.trail(path);
        let value = &trail.node().range;
        match trail.steps.last() {
            Some(_) if trail.missing == 0 && !value.is_empty() => value.clone(),
            Some(last) => mark(last.entry),
            None => first(trail.root),
        }
    }

    pub(super) fn trail(&self, path: &KeyPath) -> Trail<'_> {
        let mut node = &self.root;
        let mut steps = Vec::new();
        for step in &path.0 {
            let Some(found) = child(node, step) else {
                break;
            };
            node = &found.entry.value;
            steps.push(found);
        }
        let missing = path.0.len() - steps.len();
        Trail {
            root: &self.root,
            steps,
            missing,
        }
    }
}

fn child<'d>(parent: &'d Node, step: &Step) -> Option<Found<'d>> {
    let index = match (&parent.kind, step) {
        (Kind::Map(map), Step::Key(key)) => {
            map.entries.iter().position(|entry| entry.name() == key)?
        }
        (Kind::List(_), Step::Index(index)) => *index,
        _ => return None,
    };
    let entry = parent.entries().get(index)?;
    Some(Found {
        parent,
        index,
        entry,
    })
}

fn mark(entry: &Entry) -> Range<usize> {
    match &entry.key {
        Some(key) => key.range.clone(),
        None if entry.marked => entry.start..entry.lead,
        None => entry.value.range.clone(),
    }
}

fn first(root: &Node) -> Range<usize> {
    let first = root.entries().first();
    first.map_or(root.range.start..root.range.start, mark)
}
