//! Things to do, one below the other: what and why are wrapped, the command below is whole, so that it can be copied.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::visible::visible;

use super::sheet::{padded, spelled, wrapped};

/// Words are never squeezed into less than this, even where the lines then get too long.
const NARROWEST: usize = 40;

/// One thing to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What the list is sorted by.
    pub lead: String,
    /// What it is, and why.
    pub words: String,
    /// How it came to its place; not printed where it is empty.
    pub because: String,
    /// What to type.
    pub command: String,
}

/// Writes the steps; where there is no width nothing is wrapped.
pub fn steps(steps: &[Step], width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    let lead = steps.iter().map(|step| step.lead.width()).max().unwrap_or(0) + 2;
    let blanks = " ".repeat(lead);
    for step in steps {
        let mut before = padded(&step.lead, lead);
        for text in [&step.words, &step.because].into_iter().filter(|text| !text.is_empty()) {
            let room = width.map_or(usize::MAX, |width| width.saturating_sub(lead).max(NARROWEST));
            for line in wrapped(&spelled(text), room) {
                writeln!(out, "{before}{line}")?;
                before.clone_from(&blanks);
            }
        }
        writeln!(out, "{blanks}{}", visible(&step.command))?;
    }
    Ok(())
}
