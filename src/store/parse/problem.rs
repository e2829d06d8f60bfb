//! What keeps a file from being read, said to the person who wrote it.

use std::fmt;

use super::place::Place;
use crate::escape_controls::escape_controls;

/// The rule under which `check` reports a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// No YAML, or YAML that a person would not write.
    UnreadableDeal,
    /// Both sides of a merge are still in the file.
    ConflictMarkers,
    /// One key stands twice in one mapping.
    DuplicateKey,
    /// A value of the wrong type or form.
    BadValue,
    /// A required key is not there or empty.
    MissingField,
}

impl ProblemKind {
    /// The name of the rule.
    pub fn rule(self) -> &'static str {
        match self {
            ProblemKind::UnreadableDeal => "unreadable-deal",
            ProblemKind::ConflictMarkers => "conflict-markers",
            ProblemKind::DuplicateKey => "duplicate-key",
            ProblemKind::BadValue => "bad-value",
            ProblemKind::MissingField => "missing-field",
        }
    }
}

/// The first thing that is wrong with a file.
///
/// `path`, `message` and `help` may hold what the file holds, control characters included;
/// [`Problem::render`] and `Display` escape them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub kind: ProblemKind,
    /// The file as the reader knows it, relative to the book.
    pub path: String,
    /// From 1; `None` where the whole file is meant.
    pub line: Option<usize>,
    /// From 1, in characters.
    pub column: Option<usize>,
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

impl Problem {
    /// A problem of a whole file that has no name yet.
    pub fn new(kind: ProblemKind, message: impl Into<String>) -> Self {
        let message = message.into();
        Problem {
            kind,
            path: String::new(),
            line: None,
            column: None,
            message,
            help: None,
        }
    }

    #[must_use]
    pub(super) fn at(mut self, (line, column): Place) -> Self {
        self.line = Some(line);
        self.column = Some(column);
        self
    }

    /// The same problem with advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same problem of the file with this name.
    #[must_use]
    pub fn in_file(mut self, path: &str) -> Self {
        path.clone_into(&mut self.path);
        self
    }
}

/// `deals/acme.yaml:12:9: message`, on one line.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&escape_controls(&self.path))?;
        for number in [self.line, self.column].into_iter().flatten() {
            write!(f, ":{number}")?;
        }
        write!(f, ": {}", escape_controls(&self.message))
    }
}

impl std::error::Error for Problem {}
