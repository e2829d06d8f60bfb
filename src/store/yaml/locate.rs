//! From a key path to the bytes that it names.

use std::ops::Range;

use super::tree::{Document, Entry, Kind, Node};
use crate::key_path::{KeyPath, Step};

/// The way to a node as far as it exists: each entry with the node that holds it.
pub(super) struct Trail<'d> {
    pub root: &'d Node,
    pub steps: Vec<Stop<'d>>,
    /// How many steps of the path are missing.
    pub missing: usize,
}

/// One step of a trail.
#[derive(Clone, Copy)]
pub(super) struct Stop<'d> {
    pub parent: &'d Node,
    pub index: usize,
    pub entry: &'d Entry,
}

impl<'d> Trail<'d> {
    /// The last node that exists.
    pub fn node(&self) -> &'d Node {
        self.steps
            .last()
            .map_or(self.root, |stop| &stop.entry.value)
    }

    /// Whether the last node stands inside braces or brackets.
    pub fn in_flow(&self) -> bool {
        self.steps.iter().any(|stop| stop.parent.is_flow())
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

    /// The bytes of the key at a path, of the dash for an entry of a block list.
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
            let Some(stop) = child(node, step) else {
                break;
            };
            node = &stop.entry.value;
            steps.push(stop);
        }
        let missing = path.0.len() - steps.len();
        Trail {
            root: &self.root,
            steps,
            missing,
        }
    }
}

fn child<'d>(parent: &'d Node, step: &Step) -> Option<Stop<'d>> {
    let (index, entry) = match (&parent.kind, step) {
        (Kind::Map(map), Step::Key(key)) => map
            .entries
            .iter()
            .enumerate()
            .find(|(_, entry)| entry.name() == key)?,
        (Kind::List(list), Step::Index(index)) => (*index, list.entries.get(*index)?),
        _ => return None,
    };
    Some(Stop {
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
    let entry = root.collection().and_then(|all| all.entries.first());
    entry.map_or(root.range.start..root.range.start, mark)
}
