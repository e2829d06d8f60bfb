//! A YAML file as a tree whose nodes know their bytes.

use std::ops::Range;

/// A parsed file: its text and the tree over it.
#[derive(Debug, Clone)]
pub struct Document {
    pub(super) text: String,
    pub root: Node,
}

/// A value and the bytes that it takes.
///
/// An empty value takes none and stands right after its colon or dash. A block text starts at its
/// `|` or `>` and ends with its last line, before the line break. A block collection reaches from
/// its first key or dash to its last value.
#[derive(Debug, Clone)]
pub struct Node {
    pub range: Range<usize>,
    pub kind: Kind,
}

/// What a node is.
#[derive(Debug, Clone)]
pub enum Kind {
    Scalar { text: String, style: Scalar },
    Map(Collection),
    List(Collection),
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scalar {
    /// Nothing is written: null.
    Empty,
    Plain,
    Single,
    Double,
    /// A `|` or `>` block whose lines are indented this far.
    Block {
        indent: usize,
    },
}

/// The entries of a mapping or a list.
#[derive(Debug, Clone)]
pub struct Collection {
    pub layout: Layout,
    pub entries: Vec<Entry>,
}

/// How a collection is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// One entry a line, its keys or dashes in this column (from 0).
    Block { column: usize },
    /// In braces or brackets.
    Flow,
    /// The mapping of `[a: 1]`, without braces of its own.
    Bare,
}

/// A key with its value, or one entry of a list.
#[derive(Debug, Clone)]
pub struct Entry {
    /// `None` in a list.
    pub key: Option<Key>,
    /// The first byte: of the key, the dash, or a flow list's value.
    pub start: usize,
    /// Right after the colon or the dash; if there is neither, the end of the key or the start of
    /// the value.
    pub lead: usize,
    /// Whether a colon or a dash is written.
    pub marked: bool,
    pub value: Node,
}

/// A mapping's key.
#[derive(Debug, Clone)]
pub struct Key {
    pub text: String,
    pub range: Range<usize>,
}

impl Node {
    pub(super) fn scalar(range: Range<usize>, text: String, style: Scalar) -> Self {
        let kind = Kind::Scalar { text, style };
        Self { range, kind }
    }

    /// The entries and layout of a mapping or a list.
    pub fn collection(&self) -> Option<&Collection> {
        match &self.kind {
            Kind::Map(collection) | Kind::List(collection) => Some(collection),
            Kind::Scalar { .. } => None,
        }
    }

    /// The entries of a mapping or a list; none of a scalar.
    pub fn entries(&self) -> &[Entry] {
        self.collection().map_or(&[], |all| &all.entries)
    }

    /// The column of a block collection's keys or dashes.
    pub fn block_column(&self) -> Option<usize> {
        match self.collection()?.layout {
            Layout::Block { column } => Some(column),
            Layout::Flow | Layout::Bare => None,
        }
    }

    /// Whether this is a collection in braces or brackets (or stands for one).
    pub fn is_flow(&self) -> bool {
        self.collection().is_some() && self.block_column().is_none()
    }

    pub(super) fn is_list(&self) -> bool {
        matches!(self.kind, Kind::List(_))
    }

    pub(super) fn scalar_style(&self) -> Option<Scalar> {
        match self.kind {
            Kind::Scalar { style, .. } => Some(style),
            _ => None,
        }
    }
}

impl Entry {
    /// The byte after the value.
    pub fn end(&self) -> usize {
        self.value.range.end
    }

    /// The key's text; empty in a list.
    pub fn name(&self) -> &str {
        self.key.as_ref().map_or("", |key| &key.text)
    }
}
