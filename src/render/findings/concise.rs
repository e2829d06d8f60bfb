//! One finding a line, in the form that editors jump to: `path:line:col: error[rule] message`.

use std::io::{self, Write};

use crate::finding::Checked;
use crate::visible::visible;

pub(super) fn write(checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
    for located in &checked.findings {
        let (spot, finding) = (&located.spot, &located.finding);
        let place = format!("{}:{}:{}", visible(&located.path), spot.line, spot.column);
        writeln!(
            out,
            "{place}: {}[{}] {}",
            finding.severity,
            finding.rule,
            visible(&finding.message)
        )?;
    }
    Ok(())
}
