//! One finding per line, in the form that editors jump to: `path:line:col: error[rule] message`.

use std::io::{self, Write};

use crate::escape_controls::escape_controls;
use crate::finding::{Checked, Finding};

pub(super) fn write(checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
    for finding in &checked.findings {
        let Finding {
            rule,
            severity,
            message,
            ..
        } = finding;
        let (line, column) = finding.place.start();
        let path = escape_controls(&finding.place.path);
        let message = escape_controls(message);
        writeln!(out, "{path}:{line}:{column}: {severity}[{rule}] {message}")?;
    }
    Ok(())
}
