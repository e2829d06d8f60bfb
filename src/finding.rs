//! What a rule reports: which rule, how serious, where, why, and what to do about it.

use std::fmt;

use chrono::NaiveDate;

use crate::edit::Edit;
use crate::key_path::KeyPath;
use crate::source_span::SourceSpan;

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

/// Whether a finding is about the value at a key path, or about the key itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    Value,
    Key,
}

/// One thing that is wrong in one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    pub rule: &'static str,
    pub severity: Severity,
    pub at: KeyPath,
    pub about: About,
    pub message: String,
    /// What to do next, as a sentence or a command.
    pub help: Option<String>,
    /// Edits that make the finding go away without inventing a fact.
    pub fix: Vec<Edit>,
}

/// A finding in its file.
#[derive(Debug, Clone, PartialEq)]
pub struct Located {
    /// Relative to the book, with `/`.
    pub path: String,
    pub spot: SourceSpan,
    pub finding: Finding,
}

/// What a run over a book found, in order of path, line, column and rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    pub as_of: NaiveDate,
    pub deals: usize,
    pub findings: Vec<Located>,
}

impl Checked {
    pub fn count(&self, severity: Severity) -> usize {
        self.findings
            .iter()
            .filter(|located| located.finding.severity == severity)
            .count()
    }
}
