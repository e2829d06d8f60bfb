//! For programs: version 1, keys that stay. No time stamp and no absolute path, so that equal books
//! give equal bytes.

use std::io::{self, Write};

use serde::Serialize;

use crate::finding::{Checked, Finding, Severity};
use crate::source_span::SourceSpan;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    as_of: String,
    deals: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    findings: Vec<Entry<'a>>,
}

/// Lines and columns from 1, columns in characters; the end is behind the last character.
#[derive(Serialize)]
struct Entry<'a> {
    rule: &'a str,
    severity: String,
    path: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    /// The key path inside the file; empty for the whole file.
    at: String,
    message: &'a str,
    help: Option<&'a str>,
    fixable: bool,
}

pub(super) fn write(checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
    let report = Report {
        version: 1,
        as_of: checked.as_of.to_string(),
        deals: checked.deals,
        errors: checked.count(Severity::Error),
        warnings: checked.count(Severity::Warning),
        infos: checked.count(Severity::Info),
        findings: checked.findings.iter().map(entry).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)
}

fn entry(finding: &Finding) -> Entry<'_> {
    let place = &finding.place;
    let whole_file = SourceSpan::new((1, 1), (1, 1));
    let span = place.span.as_ref().unwrap_or(&whole_file);
    Entry {
        rule: finding.rule,
        severity: finding.severity.to_string(),
        path: &place.path,
        line: span.line,
        column: span.column,
        end_line: span.end_line,
        end_column: span.end_column,
        at: place.at.to_string(),
        message: &finding.message,
        help: finding.help.as_deref(),
        fixable: !finding.fix.is_empty(),
    }
}
