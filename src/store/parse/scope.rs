//! What the readers of one file share: where they are, and what is left behind besides the value,
//! namely unknown keys and the first fault.

use std::cell::RefCell;

use crate::key_path::{KeyPath, Step};

/// A parser's deserializer, read as [`super::reader`] says.
pub(super) struct Reader<'a, D> {
    pub inner: D,
    pub scope: Scope<'a>,
}

/// A node's place in the file, kept on the stack while it is read: it costs nothing until somebody
/// asks for its path.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    parent: Option<(&'a Scope<'a>, StepRef<'a>)>,
    /// How many mappings and lists are around the node.
    pub depth: usize,
    recorder: &'a Recorder,
    /// Inside a key that is unknown already.
    is_unknown: bool,
}

#[derive(Clone, Copy)]
enum StepRef<'a> {
    Key(&'a str),
    Index(usize),
}

impl<'a> Scope<'a> {
    /// The whole file.
    pub fn top(recorder: &'a Recorder) -> Self {
        Scope {
            parent: None,
            depth: 0,
            recorder,
            is_unknown: false,
        }
    }

    pub fn key<'b>(&'b self, key: &'b str) -> Scope<'b> {
        self.step(StepRef::Key(key))
    }

    pub fn index(&self, index: usize) -> Scope<'_> {
        self.step(StepRef::Index(index))
    }

    fn step<'b>(&'b self, step: StepRef<'b>) -> Scope<'b> {
        Scope {
            parent: Some((self, step)),
            depth: self.depth + 1,
            ..*self
        }
    }

    fn path(&self) -> KeyPath {
        let mut steps = Vec::with_capacity(self.depth);
        let mut scope = self;
        while let Some((parent, step)) = &scope.parent {
            steps.push(match step {
                StepRef::Key(key) => Step::Key((*key).to_owned()),
                StepRef::Index(index) => Step::Index(*index),
            });
            scope = parent;
        }
        steps.reverse();
        KeyPath(steps)
    }

    /// Records the key of a value that no field takes, and of an unknown mapping only its own.
    pub fn set_unknown(&mut self) {
        if !self.is_unknown {
            self.recorder.unknown.borrow_mut().push(self.path());
        }
        self.is_unknown = true;
    }

    /// Whether the careful parser reads.
    pub fn is_careful(&self) -> bool {
        self.recorder.is_careful
    }

    /// Records a scalar as it is spelled.
    pub fn saw(&self, scalar: &str) {
        if self.recorder.is_careful {
            *self.recorder.scalar.borrow_mut() = Some(scalar.to_owned());
        }
    }

    /// Records the fault, unless one was recorded deeper down: that is where it began.
    pub fn fault(&self, fault: Fault) {
        let mut first = self.recorder.fault.borrow_mut();
        if self.recorder.is_careful && first.is_none() {
            *first = Some((self.path(), fault));
        }
    }

    /// Records that the value's own type refused it.
    pub fn refused(&self) {
        let scalar = self.recorder.scalar.borrow_mut().take();
        self.fault(Fault::Refused { scalar });
    }
}

/// What went wrong first, in the terms of this room and not of a parser.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Fault {
    /// A value is required and there is none.
    Empty,
    DuplicateKey(String),
    /// A key that is empty, a list or a mapping.
    BadKey,
    TooDeep,
    /// Another kind of node than expected; `found` is `None` where only the text can tell.
    Unexpected {
        expected: String,
        found: Option<String>,
    },
    /// The value's own type refused it; the scalar that was read last, as spelled.
    Refused {
        scalar: Option<String>,
    },
}

/// Collects what the readers of one file leave behind.
#[derive(Default)]
pub(super) struct Recorder {
    unknown: RefCell<Vec<KeyPath>>,
    fault: RefCell<Option<(KeyPath, Fault)>>,
    /// The last scalar.
    scalar: RefCell<Option<String>>,
    /// Whether somebody will ask for the fault.
    is_careful: bool,
}

impl Recorder {
    pub fn careful() -> Self {
        Recorder {
            is_careful: true,
            ..Recorder::default()
        }
    }

    pub fn into_unknown(self) -> Vec<KeyPath> {
        self.unknown.into_inner()
    }

    /// The fault, and the unknown keys before it.
    pub fn into_fault(self) -> (Option<(KeyPath, Fault)>, Vec<KeyPath>) {
        (self.fault.into_inner(), self.unknown.into_inner())
    }
}
