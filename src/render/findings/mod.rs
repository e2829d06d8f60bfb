//! Findings → bytes. One file per format; the exit code never depends on one.
//!
//! To add a format: its file, a word in [`FindingFormat`], and its line in [`findings`].

mod concise;
mod full;
mod json;

use std::io::{self, Write};

use crate::finding::Checked;

pub use full::as_error;

keywords! {
    /// How findings are printed.
    FindingFormat { Full = "full", Concise = "concise", Json = "json" }
}

/// Writes what a run found.
pub fn findings(
    checked: &Checked,
    format: FindingFormat,
    color: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        FindingFormat::Full => full::write(checked, color, out),
        FindingFormat::Concise => concise::write(checked, out),
        FindingFormat::Json => json::write(checked, out),
    }
}
