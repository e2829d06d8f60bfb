//! Things to do, one below the other: what and why are wrapped, the command below is whole, so that
//! it can be copied.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::escape_controls::escape_controls;

use super::sheet::{padded, spelled};
use super::wrap::broken;

/// Words are never squeezed into less than this, even where the lines then get too long.
const NARROWEST: usize = 20;

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Step {
    /// What the list is sorted by.
    pub lead: String,
    /// What it is, and why.
    pub words: String,
    /// How it came to its place; not printed where it is empty.
    pub because: String,
    /// What to type: one or another.
    pub commands: Vec<String>,
}

/// Writes the steps; where there is no width nothing is wrapped.
pub fn steps(steps: &[Step], width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    let lead = steps
        .iter()
        .map(|step| step.lead.width())
        .max()
        .unwrap_or(0)
        + 2;
    let blanks = " ".repeat(lead);
    for step in steps {
        let mut before = padded(&step.lead, lead);
        for text in [&step.words, &step.because]
            .into_iter()
            .filter(|text| !text.is_empty())
        {
            let room = width.map_or(usize::MAX, |width| {
                width.saturating_sub(lead).max(NARROWEST)
            });
            for line in spelled(text)
                .split('\n')
                .flat_map(|line| broken(line, room))
            {
                writeln!(out, "{before}{line}")?;
                before.clone_from(&blanks);
            }
        }
        step.commands
            .iter()
            .try_for_each(|command| writeln!(out, "{blanks}{}", escape_controls(command)))?;
    }
    Ok(())
}
