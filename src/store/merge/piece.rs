//! The lines that belong to each entry of a mapping or a list.

use crate::store::yaml::{Document, Entry, Kind, Layout, Node, next_line};

/// The keys by which an entry of a list is known.
const NAMES: &[&str] = &["id", "text", "contact", "what"];

/// What an entry is known by among its siblings.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Name {
    Key(String),
    /// A key of the entry, and its value.
    Named(&'static str, String),
    /// Its content, and how many with the same content stand before it.
    Content(String, usize),
}

impl Name {
    pub fn is_key(&self) -> bool {
        matches!(self, Name::Key(_))
    }
}

/// Of two texts that say the same the shorter one, whoever wrote it.
pub fn shorter(a: &str, b: &str) -> String {
    let first = (a.len(), a) <= (b.len(), b);
    if first { a } else { b }.to_owned()
}

/// An entry with its lines: comments and blank lines above, then its own.
#[derive(Debug, Clone)]
pub struct Piece<'t> {
    pub name: Name,
    pub lead: &'t str,
    pub body: &'t str,
    pub entry: &'t Entry,
    /// Where the body begins in the text.
    pub start: usize,
}

/// A value with the text that it stands in.
#[derive(Debug, Clone, Copy)]
pub struct Placed<'t> {
    pub text: &'t str,
    pub node: &'t Node,
}

impl<'t> Placed<'t> {
    pub fn written(self) -> &'t str {
        self.text.get(self.node.range.clone()).unwrap_or_default()
    }

    pub fn is_list(self) -> bool {
        matches!(self.node.kind, Kind::List(_))
    }

    /// Mappings, and lists of mappings, on one line. A list of words is one value.
    pub fn is_mergeable(self) -> bool {
        let mut entries = self.node.entries().iter();
        let are_entries = entries.all(|entry| matches!(entry.value.kind, Kind::Map(_)));
        self.node.is_flow() && !self.written().contains('\n') && (!self.is_list() || are_entries)
    }
}

/// The entries of a block mapping or list, or of a whole file.
#[derive(Debug, Clone)]
pub struct Region<'t> {
    pub text: &'t str,
    pub pieces: Vec<Piece<'t>>,
    /// Comments and blank lines below the last entry.
    pub tail: &'t str,
}

impl<'t> Region<'t> {
    pub fn of_file(text: &'t str, document: &'t Document) -> Self {
        match &document.root.kind {
            Kind::Map(_) => Self::new(text, document.root.entries(), 0, text.len()),
            _ => Self {
                text,
                pieces: Vec::new(),
                tail: text,
            },
        }
    }

    pub fn empty() -> Self {
        Self {
            text: "",
            pieces: Vec::new(),
            tail: "",
        }
    }

    /// The entries of a collection in braces or brackets.
    pub fn in_flow(text: &'t str, entries: &'t [Entry]) -> Self {
        let mut pieces: Vec<Piece<'t>> = Vec::with_capacity(entries.len());
        for entry in entries {
            let content = content(entry);
            let alike = pieces
                .iter()
                .filter(|piece| is_content(&piece.name, &content));
            pieces.push(Piece {
                name: name(entry, content.clone(), alike.count()),
                lead: "",
                body: text.get(entry.start..entry.end()).unwrap_or_default(),
                entry,
                start: entry.start,
            });
        }
        Self {
            text,
            pieces,
            tail: "",
        }
    }

    /// The value of the entry with that name.
    pub fn value(&self, name: &Name) -> Option<Placed<'t>> {
        let node = &self.find(name)?.entry.value;
        Some(Placed {
            text: self.text,
            node,
        })
    }

    /// The entries of a collection between two places of a text.
    pub fn new(text: &'t str, entries: &'t [Entry], start: usize, end: usize) -> Self {
        let mut pieces: Vec<Piece<'t>> = Vec::with_capacity(entries.len());
        let mut at = start;
        for entry in entries {
            // The first key of a list's entry stands behind the dash, where the region begins.
            let line = text.get(at..entry.start).and_then(|lead| lead.rfind('\n'));
            let own = line.map_or(at, |line| at + line + 1);
            let after = next_line(text, entry.end()).min(end);
            let lead = text.get(at..own).unwrap_or_default();
            let body = text.get(own..after).unwrap_or_default();
            let content = content(entry);
            let alike = pieces
                .iter()
                .filter(|piece| is_content(&piece.name, &content));
            let name = name(entry, content.clone(), alike.count());
            at = after;
            pieces.push(Piece {
                name,
                lead,
                body,
                entry,
                start: own,
            });
        }
        Self {
            text,
            pieces,
            tail: text.get(at..end).unwrap_or_default(),
        }
    }

    /// The entries of the block collection that a piece holds, and the line above them; nothing for
    /// an empty flow collection. `None` where the value is anything else.
    pub fn inside(text: &'t str, piece: &Piece<'t>) -> Option<(&'t str, Self)> {
        let collection = piece.entry.value.collection()?;
        let end = piece.start + piece.body.len();
        match collection.layout {
            Layout::Block { .. } => {
                let first = collection.entries.first()?;
                let is_below = text.get(piece.entry.lead..first.start)?.contains('\n');
                let start = match is_below {
                    true => next_line(text, piece.entry.lead),
                    false => piece.start,
                };
                let head = text.get(piece.start..start)?;
                Some((head, Self::new(text, &collection.entries, start, end)))
            }
            _ if collection.entries.is_empty() => {
                let region = Self {
                    text,
                    pieces: Vec::new(),
                    tail: "",
                };
                Some((piece.body, region))
            }
            _ => None,
        }
    }

    pub fn find(&self, name: &Name) -> Option<&Piece<'t>> {
        self.pieces.iter().find(|piece| piece.name == *name)
    }
}

fn is_content(name: &Name, content: &str) -> bool {
    matches!(name, Name::Content(other, _) if other == content)
}

fn name(entry: &Entry, content: String, alike: usize) -> Name {
    if entry.key.is_some() {
        return Name::Key(entry.name().to_owned());
    }
    let named = NAMES.iter().find_map(|name| {
        let value = scalar(&entry.value, name)?;
        Some(Name::Named(name, value.to_owned()))
    });
    named.unwrap_or(Name::Content(content, alike))
}

/// The scalar that a mapping has under a key.
pub fn scalar<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    let Kind::Map(collection) = &node.kind else {
        return None;
    };
    let entry = collection
        .entries
        .iter()
        .find(|entry| entry.name() == key)?;
    match &entry.value.kind {
        Kind::Scalar { text, .. } => Some(text),
        _ => None,
    }
}

/// What an entry says, however it is laid out.
pub fn content(entry: &Entry) -> String {
    spelled(&entry.value)
}

fn spelled(node: &Node) -> String {
    match &node.kind {
        Kind::Scalar { text, .. } => format!("{text:?}"),
        Kind::List(collection) => {
            let items: Vec<String> = collection.entries.iter().map(content).collect();
            format!("[{}]", items.join(","))
        }
        Kind::Map(collection) => {
            let entries = collection.entries.iter();
            let mut pairs: Vec<String> = entries
                .map(|entry| format!("{:?}:{}", entry.name(), content(entry)))
                .collect();
            pairs.sort();
            format!("{{{}}}", pairs.join(","))
        }
    }
}
