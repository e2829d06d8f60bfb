//! What is wrong, where, and what to do about it: one type for what the parser reports, for
//! mistakes in `dealfile.yaml` and in a map file, and for the findings of rules.
//!
//! A finding names its place by key path. Lines and columns are added where the text is at hand, in
//! `store`: the parser has them at once, for a rule they are looked up once it has found something.

use std::{fmt, ops::Range};

use chrono::NaiveDate;

use crate::escape_controls::escape_controls;
use crate::key_path::KeyPath;
use crate::source_span::SourceSpan;

/// The rules whose findings come from the reader of a file too. Their docs are in `checks`.
pub const UNREADABLE_DEAL: &str = "unreadable-deal";
pub const CONFLICT_MARKERS: &str = "conflict-markers";
pub const DUPLICATE_KEY: &str = "duplicate-key";
pub const BAD_VALUE: &str = "bad-value";
pub const UNKNOWN_KEY: &str = "unknown-key";
pub const MISSING_FIELD: &str = "missing-field";

/// The rules whose findings come from the book's own file.
pub const BOOK_REFERENCE: &str = "book-reference";
pub const BOOK_DUPLICATE: &str = "book-duplicate";
pub const BOOK_UNDATED_RATES: &str = "book-undated-rates";

/// How serious a finding is, in the order of `--fail-on`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Info,
    Warning,
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

/// Whether a place is the value at a key path, or the key itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum About {
    #[default]
    Value,
    Key,
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Place {
    /// The file, relative to the book, with `/`; empty until whoever read the file names it.
    pub path: String,
    /// Empty for the whole file.
    pub at: KeyPath,
    pub about: About,
    /// Lines and columns; `None` for a whole file, and until they are looked up.
    pub span: Option<SourceSpan>,
}

/// Another place that belongs to a finding, such as the first of two equal ids.
#[derive(Debug, Clone, PartialEq)]
pub struct Related {
    pub place: Place,
    /// What is there.
    pub note: String,
}

/// One thing that is wrong.
///
/// `rule`, `place.path` and `place.at` identify a finding while the lines around it change.
/// `message` and `help` may quote the file, control characters included: printing escapes them.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    pub rule: &'static str,
    pub severity: Severity,
    pub place: Place,
    pub message: String,
    /// What to do next, as a sentence or a command.
    pub help: Option<String>,
    pub related: Vec<Related>,
    /// Whether its rule can make it go away without inventing a fact.
    pub is_fixable: bool,
}

impl Finding {
    /// An error about a whole file that has no name yet.
    pub fn new(rule: &'static str, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity: Severity::Error,
            place: Place::default(),
            message: message.into(),
            help: None,
            related: Vec::new(),
            is_fixable: false,
        }
    }

    /// The same about the value at a key path.
    #[must_use]
    pub fn at(mut self, at: KeyPath) -> Self {
        self.place.at = at;
        self
    }

    /// The same about the key, not about its value.
    #[must_use]
    pub fn of_key(mut self) -> Self {
        self.place.about = About::Key;
        self
    }

    /// The same at a line and column, both from 1.
    #[must_use]
    pub fn at_line(mut self, place: (usize, usize)) -> Self {
        self.place.span = Some(SourceSpan::character(place));
        self
    }

    /// The same at some columns of a line, all from 1.
    #[must_use]
    pub fn at_columns(mut self, line: usize, columns: &Range<usize>) -> Self {
        let (start, end) = ((line, columns.start), (line, columns.end));
        self.place.span = Some(SourceSpan::new(start, end));
        self
    }

    /// The same in the file with this name; related places may be in another.
    #[must_use]
    pub fn in_file(mut self, path: &str) -> Self {
        path.clone_into(&mut self.place.path);
        for related in &mut self.related {
            if related.place.path.is_empty() {
                path.clone_into(&mut related.place.path);
            }
        }
        self
    }

    /// The same with another place that belongs to it.
    #[must_use]
    pub fn related(mut self, at: KeyPath, note: impl Into<String>) -> Self {
        self.related.push(Related {
            place: Place {
                at,
                ..Place::default()
            },
            note: note.into(),
        });
        self
    }

    /// The same with another file that belongs to it.
    #[must_use]
    pub fn related_file(mut self, path: &str, note: impl Into<String>) -> Self {
        self.related.push(Related {
            place: Place {
                path: path.to_owned(),
                ..Place::default()
            },
            note: note.into(),
        });
        self
    }

    /// The same, more serious than its rule usually is.
    #[must_use]
    pub fn as_error(mut self) -> Self {
        self.severity = Severity::Error;
        self
    }

    /// The same with what to do next.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl Place {
    /// Line and column, from 1; of a whole file its beginning.
    pub fn start(&self) -> (usize, usize) {
        let span = self.span.as_ref();
        span.map_or((1, 1), |span| (span.line, span.column))
    }
}

/// `deals/acme.yaml:12:9`; of a whole file its path.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&escape_controls(&self.path))?;
        match &self.span {
            Some(span) => write!(f, ":{}:{}", span.line, span.column),
            None => Ok(()),
        }
    }
}

/// `deals/acme.yaml:12:9: message`, on one line.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, escape_controls(&self.message))
    }
}

impl std::error::Error for Finding {}

/// What a run over a book found, in order of path, line, column and rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    pub as_of: NaiveDate,
    pub deals: usize,
    pub findings: Vec<Finding>,
}

impl Checked {
    pub fn new(as_of: NaiveDate, deals: usize, mut findings: Vec<Finding>) -> Self {
        findings.sort_by(|a, b| order(a).cmp(&order(b)));
        Self {
            as_of,
            deals,
            findings,
        }
    }

    pub fn count(&self, severity: Severity) -> usize {
        self.findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    }
}

fn order(finding: &Finding) -> (&[u8], usize, usize, &str, &str) {
    let place = &finding.place;
    let (line, column) = place.start();
    let path = place.path.as_bytes();
    (path, line, column, finding.rule, &finding.message)
}
