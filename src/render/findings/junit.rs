//! JUnit's XML: a suite per file with findings, a failed case per finding. An `info` is no failure.

use std::io::{self, Write};

use super::{super::markup::entity, message_and_help};
use crate::finding::{Checked, Finding, Severity};

pub(super) fn write(checked: &Checked, folder: &str, out: &mut dyn Write) -> io::Result<()> {
    let total = counts(&checked.findings);
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<testsuites name="deal check" {total}>"#)?;
    if checked.findings.is_empty() {
        writeln!(
            out,
            r#"  <testsuite name="deals" tests="1" failures="0" errors="0">"#
        )?;
        writeln!(
            out,
            r#"    <testcase name="no findings" classname="deals"/>"#
        )?;
        writeln!(out, "  </testsuite>")?;
    }
    // Findings come in the order of their files.
    let files = checked
        .findings
        .chunk_by(|a, b| a.place.path == b.place.path);
    for findings in files {
        suite(findings, folder, out)?;
    }
    writeln!(out, "</testsuites>")
}

fn suite(findings: &[Finding], folder: &str, out: &mut dyn Write) -> io::Result<()> {
    let first = &findings[0];
    let name = escaped(&format!("{folder}{}", first.place.path));
    writeln!(out, r#"  <testsuite name="{name}" {}>"#, counts(findings))?;
    for finding in findings {
        let (line, column) = finding.place.start();
        let rule = finding.rule;
        let case = format!(r#"name="{rule} at {line}:{column}" classname="{name}""#);
        let text = escaped(&message_and_help(finding, folder));
        if finding.severity == Severity::Info {
            writeln!(
                out,
                "    <testcase {case}><system-out>{text}</system-out></testcase>"
            )?;
            continue;
        }
        let message = escaped(&finding.message);
        let severity = finding.severity;
        writeln!(out, "    <testcase {case}>")?;
        writeln!(
            out,
            r#"      <failure type="{severity}" message="{message}">{text}</failure>"#
        )?;
        writeln!(out, "    </testcase>")?;
    }
    writeln!(out, "  </testsuite>")
}

/// An empty run counts as one case that passed.
fn counts(findings: &[Finding]) -> String {
    let failed = findings
        .iter()
        .filter(|finding| finding.severity > Severity::Info);
    let tests = findings.len().max(1);
    format!(
        r#"tests="{tests}" failures="{}" errors="0""#,
        failed.count()
    )
}

/// Text for an element or an attribute. What XML cannot hold at all is shown as `U+FFFD`.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if let Some(entity) = entity(c) {
            escaped.push_str(entity);
            continue;
        }
        match c {
            '\n' => escaped.push_str("&#10;"),
            '\t' => escaped.push_str("&#9;"),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => escaped.push('\u{FFFD}'),
            c => escaped.push(c),
        }
    }
    escaped
}
