//! Things to do, one below the other: what and why are wrapped, the command below is whole, so that
//! it can be copied.

use std::io::{self, Write};

use super::{
    align::{left, widest},
    wrap::{broken, escaped_lines},
};
use crate::escape_controls::escape_controls;

/// Blanks between what a step is sorted by and its words.
const GAP: usize = 2;
/// Words never get less width than this, even if the lines then get too long.
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

/// Writes the steps; without a width nothing is wrapped.
pub fn steps(steps: &[Step], width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    let lead = widest(steps.iter().map(|step| &step.lead)) + GAP;
    let blanks = " ".repeat(lead);
    for step in steps {
        let mut before = left(&step.lead, lead);
        for line in words(step, lead, width) {
            writeln!(out, "{before}{line}")?;
            before.clone_from(&blanks);
        }
        for command in &step.commands {
            writeln!(out, "{blanks}{}", escape_controls(command))?;
        }
    }
    Ok(())
}

fn words(step: &Step, lead: usize, width: Option<usize>) -> Vec<String> {
    let room = match width {
        Some(width) => width.saturating_sub(lead).max(NARROWEST),
        None => usize::MAX,
    };
    [&step.words, &step.because]
        .into_iter()
        .filter(|text| !text.is_empty())
        .flat_map(|text| broken_lines(text, room))
        .collect()
}

fn broken_lines(text: &str, room: usize) -> Vec<String> {
    escaped_lines(text)
        .split('\n')
        .flat_map(|line| broken(line, room))
        .collect()
}
