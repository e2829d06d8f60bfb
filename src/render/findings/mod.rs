//! Findings → bytes. One file per format; the exit code never depends on one.
//!
//! To add a format: its file, a word in [`FindingFormat`], and its line in [`findings`].

mod concise;
mod fingerprint;
mod full;
mod github;
mod gitlab;
mod json;
mod jsonl;
mod junit;
mod sarif;

use std::io::{self, Write};

use crate::escape_controls::escape_controls;
use crate::finding::{Checked, Finding, Severity};

pub use full::as_error;

keywords! {
    /// How findings are printed.
    FindingFormat {
        Full = "full", Concise = "concise", Json = "json", Jsonl = "jsonl", Sarif = "sarif",
        Github = "github", Gitlab = "gitlab", Junit = "junit",
    }
}

/// What a rule says of itself, for the formats that carry it.
#[derive(Debug, Clone, Copy)]
pub struct RuleText {
    pub name: &'static str,
    pub category: &'static str,
    pub severity: Severity,
    pub is_on: bool,
    pub summary: &'static str,
    /// When it fires, why that matters, and what to do, in Markdown.
    pub what: &'static str,
    pub why: &'static str,
    pub fix: &'static str,
}

/// What formats for forges need beside the findings.
#[derive(Debug, Clone, Copy, Default)]
pub struct Surroundings<'a> {
    pub rules: &'a [RuleText],
    /// The book's folder in its repository, as `sales/`; empty where it is the top. A forge knows
    /// files by their path from there.
    pub folder: &'a str,
}

/// Writes what a run found.
pub fn findings(
    checked: &Checked,
    format: FindingFormat,
    surroundings: &Surroundings<'_>,
    color: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        FindingFormat::Full => full::write(checked, color, out),
        FindingFormat::Concise => concise::write(checked, out),
        FindingFormat::Json => json::write(checked, out),
        FindingFormat::Jsonl => jsonl::write(checked, out),
        FindingFormat::Sarif => sarif::write(checked, surroundings, out),
        FindingFormat::Github => github::write(checked, surroundings.folder, out),
        FindingFormat::Gitlab => gitlab::write(checked, surroundings.folder, out),
        FindingFormat::Junit => junit::write(checked, surroundings.folder, out),
    }
}

/// The message, related places and what to do next, a line each, and nothing that steers a
/// terminal.
fn message_and_help(finding: &Finding, folder: &str) -> String {
    let folder = escape_controls(folder);
    let mut text = escape_controls(&finding.message).into_owned();
    for related in &finding.related {
        let note = escape_controls(&related.note);
        text.push_str(&format!("\n{folder}{}: {note}", related.place));
    }
    if let Some(help) = &finding.help {
        text.push_str("\nhelp: ");
        text.push_str(&escape_controls(help));
    }
    text
}
