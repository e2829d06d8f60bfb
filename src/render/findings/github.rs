//! Workflow commands, which GitHub shows beside the lines of a pull request. It shows the first few
//! only, so the worst come first.

use std::cmp::Reverse;
use std::io::{self, Write};

use super::message_and_help;
use crate::finding::{Checked, Finding, Severity};

pub(super) fn write(checked: &Checked, folder: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut findings: Vec<&Finding> = checked.findings.iter().collect();
    findings.sort_by_key(|finding| Reverse(finding.severity));
    for finding in findings {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let message = data(&message_and_help(finding, folder));
        let properties = properties(finding, folder);
        writeln!(
            out,
            "::{command} {properties},title={}::{message}",
            finding.rule
        )?;
    }
    Ok(())
}

/// Columns are only understood within one line.
fn properties(finding: &Finding, folder: &str) -> String {
    let file = property(&format!("{folder}{}", finding.place.path));
    match &finding.place.span {
        Some(span) if span.line == span.end_line => format!(
            "file={file},line={},col={},endColumn={}",
            span.line, span.column, span.end_column
        ),
        Some(span) => format!("file={file},line={},endLine={}", span.line, span.end_line),
        None => format!("file={file},line=1"),
    }
}

/// A text that ends no command and begins none.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25");
    text.replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
