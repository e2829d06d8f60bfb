//! For programs that read line by line: each finding as in `json`, one per line.

use std::io::{self, Write};

use super::{fingerprint::fingerprints, json::Entry};
use crate::finding::Checked;

pub(super) fn write(checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
    for (finding, key) in checked.findings.iter().zip(&fingerprints(checked)) {
        serde_json::to_writer(&mut *out, &Entry::new(finding, key))?;
        writeln!(out)?;
    }
    Ok(())
}
