//! What a rule reports: which rule, how grave, where, why, and what to do about it.

use std::fmt;

use crate::edit::Edit;
use crate::key_path::KeyPath;

/// How grave a finding is; the order is that of `--fail-on`.
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

/// One thing that is wrong in one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    pub rule: &'static str,
    pub severity: Severity,
    pub at: KeyPath,
    pub message: String,
    /// What to do next, as a sentence or a command.
    pub help: Option<String>,
    /// Edits that make the finding go away without inventing a fact.
    pub fix: Vec<Edit>,
}
