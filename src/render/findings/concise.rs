//! One finding per line, in the form that editors jump to: `path:line:col: error[rule] message`.

use std::io::{self, Write};

use crate::escape_controls::escape_controls;
use crate::finding::Checked;

pub(super) fn write(checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
    for located in &checked.findings {
        let (spot, finding) = (&located.spot, &located.finding);
        let place = format!(
            "{}:{}:{}",
            escape_controls(&located.path),
            spot.line,
            spot.column
        );
        writeln!(
            out,
            "{place}: {}[{}] {}",
            finding.severity,
            finding.rule,
            escape_controls(&finding.message)
        )?;
    }
    Ok(())
}
