//! For programs: version 1, keys that stay. No time stamp and no absolute path, so that equal books
//! give equal bytes.

use std::io::{self, Write};

use serde::Serialize;

use super::fingerprint::fingerprints;
use crate::finding::{Checked, Finding, Place, Related, Severity};
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

#[derive(Serialize)]
pub(super) struct Entry<'a> {
    /// Stays the same while lines move: rule, file and key path.
    key: &'a str,
    rule: &'a str,
    severity: String,
    #[serde(flatten)]
    place: PlaceJson<'a>,
    message: &'a str,
    help: Option<&'a str>,
    fixable: bool,
    /// Other places that belong to the finding.
    related: Vec<RelatedJson<'a>>,
}

#[derive(Serialize)]
struct RelatedJson<'a> {
    #[serde(flatten)]
    place: PlaceJson<'a>,
    message: &'a str,
}

/// Lines and columns from 1, columns in characters; the end is after the last character.
#[derive(Serialize)]
struct PlaceJson<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    /// The key path inside the file; empty for the whole file.
    at: String,
}

pub(super) fn write(checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
    let keys = fingerprints(checked);
    let findings = checked.findings.iter().zip(&keys);
    let report = Report {
        version: 1,
        as_of: checked.as_of.to_string(),
        deals: checked.deals,
        errors: checked.count(Severity::Error),
        warnings: checked.count(Severity::Warning),
        infos: checked.count(Severity::Info),
        findings: findings
            .map(|(finding, key)| Entry::new(finding, key))
            .collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)
}

impl<'a> Entry<'a> {
    pub fn new(finding: &'a Finding, key: &'a str) -> Self {
        Self {
            key,
            rule: finding.rule,
            severity: finding.severity.to_string(),
            place: PlaceJson::new(&finding.place),
            message: &finding.message,
            help: finding.help.as_deref(),
            fixable: finding.is_fixable,
            related: finding.related.iter().map(RelatedJson::new).collect(),
        }
    }
}

impl<'a> RelatedJson<'a> {
    fn new(related: &'a Related) -> Self {
        Self {
            place: PlaceJson::new(&related.place),
            message: &related.note,
        }
    }
}

impl<'a> PlaceJson<'a> {
    fn new(place: &'a Place) -> Self {
        let whole_file = SourceSpan::new((1, 1), (1, 1));
        let span = place.span.as_ref().unwrap_or(&whole_file);
        Self {
            path: &place.path,
            line: span.line,
            column: span.column,
            end_line: span.end_line,
            end_column: span.end_column,
            at: place.at.to_string(),
        }
    }
}
