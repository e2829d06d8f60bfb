//! What reading one file leaves behind besides the value: keys that nobody asked for, and the key
//! path of what went wrong.

use std::cell::RefCell;

use crate::key_path::{KeyPath, Step};

/// The way down to a node, kept on the stack while it is read: it costs nothing until somebody asks
/// for it.
#[derive(Clone, Copy)]
pub(super) struct Way<'a> {
    step: Option<(&'a Way<'a>, Leg<'a>)>,
    /// How many mappings and lists are around the node.
    pub depth: usize,
}

#[derive(Clone, Copy)]
enum Leg<'a> {
    Key(&'a str),
    Index(usize),
}

impl Way<'_> {
    pub fn top() -> Self {
        Way {
            step: None,
            depth: 0,
        }
    }

    pub fn key<'b>(&'b self, key: &'b str) -> Way<'b> {
        Way {
            step: Some((self, Leg::Key(key))),
            depth: self.depth + 1,
        }
    }

    pub fn index(&self, index: usize) -> Way<'_> {
        Way {
            step: Some((self, Leg::Index(index))),
            depth: self.depth + 1,
        }
    }

    pub fn to_path(self) -> KeyPath {
        let mut steps = Vec::with_capacity(self.depth);
        let mut way = &self;
        while let Some((parent, leg)) = &way.step {
            steps.push(match leg {
                Leg::Key(key) => Step::Key((*key).to_owned()),
                Leg::Index(index) => Step::Index(*index),
            });
            way = parent;
        }
        steps.reverse();
        KeyPath(steps)
    }
}

/// What went wrong first, in the terms of this room and not of a parser.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Fault {
    /// Nothing stands where a value must.
    Empty,
    Duplicate(String),
    /// A key that is empty, a list or a mapping.
    BadKey,
    TooDeep,
    /// Another kind of thing than wanted; `found` is `None` where only the text can tell.
    Unexpected {
        wanted: String,
        found: Option<String>,
    },
    /// The value's own type refused it; the scalar that was read last, as spelled.
    Refused {
        scalar: Option<String>,
    },
}

/// Shared by all readers of one file.
#[derive(Default)]
pub(super) struct Notes {
    unknown: RefCell<Vec<KeyPath>>,
    fault: RefCell<Option<(KeyPath, Fault)>>,
    /// The last scalar; kept only where somebody will ask for it.
    scalar: RefCell<Option<String>>,
    careful: bool,
}

impl Notes {
    pub fn careful() -> Self {
        Notes {
            careful: true,
            ..Notes::default()
        }
    }

    pub fn unknown(&self, way: Way<'_>) {
        self.unknown.borrow_mut().push(way.to_path());
    }

    pub fn saw(&self, scalar: &str) {
        if self.careful {
            *self.scalar.borrow_mut() = Some(scalar.to_owned());
        }
    }

    /// Keep the fault, unless one deeper down was kept already: that is where the trouble began.
    pub fn fault(&self, way: Way<'_>, fault: Fault) {
        let mut first = self.fault.borrow_mut();
        if self.careful && first.is_none() {
            *first = Some((way.to_path(), fault));
        }
    }

    pub fn refused(&self, way: Way<'_>) {
        let scalar = self.scalar.borrow_mut().take();
        self.fault(way, Fault::Refused { scalar });
    }

    pub fn into_unknown(self) -> Vec<KeyPath> {
        self.unknown.into_inner()
    }

    pub fn into_fault(self) -> Option<(KeyPath, Fault)> {
        self.fault.into_inner()
    }
}
