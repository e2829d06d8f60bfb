//! GitLab's code quality report.

use std::io::{self, Write};

use serde::Serialize;

use super::{fingerprint::fingerprints, message_and_help};
use crate::finding::{Checked, Finding, Severity};

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: &'a str,
    severity: &'a str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

pub(super) fn write(checked: &Checked, folder: &str, out: &mut dyn Write) -> io::Result<()> {
    let keys = fingerprints(checked);
    let findings = checked.findings.iter().zip(&keys);
    let issues: Vec<_> = findings
        .map(|(finding, key)| Issue::new(finding, key, folder))
        .collect();
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    writeln!(out)
}

impl<'a> Issue<'a> {
    fn new(finding: &Finding, key: &'a str, folder: &str) -> Self {
        let begin = finding.place.start().0;
        let span = finding.place.span.as_ref();
        Self {
            description: message_and_help(finding, folder),
            check_name: finding.rule,
            fingerprint: key,
            severity: match finding.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Info => "info",
            },
            location: Location {
                path: format!("{folder}{}", finding.place.path),
                lines: Lines {
                    begin,
                    end: span.map_or(begin, |span| span.end_line),
                },
            },
        }
    }
}
