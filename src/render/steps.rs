//! Things to do, one below the other: what and why are wrapped, the command below is whole, so that
//! it can be copied.

use std::io::{self, Write};

use super::{
    align::{left, widest},
    paint::{self, paint},
    wrap::{broken, escaped_lines},
};
use crate::escape_controls::escape_controls;
use crate::table::Tone;

/// Blanks between what a step is sorted by and its words.
const GAP: usize = 2;
/// Words never get less width than this, even if the lines then get too long.
const NARROWEST: usize = 20;
/// So many steps have their commands even on a screen that is too small for all.
const ALWAYS_IN_FULL: usize = 3;

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Step {
    /// What the list is sorted by.
    pub lead: String,
    /// What it is, and why.
    pub words: String,
    /// What the words begin with: the deal.
    pub subject: String,
    /// That of what it is sorted by.
    pub tone: Option<Tone>,
    /// How it came to its place; not printed where it is empty.
    pub because: String,
    /// What to type: one or another.
    pub commands: Vec<String>,
}

/// The steps that fit on a screen, the first ones first: each on a line, and the commands below them
/// as far as there is room. All of them in full where they fit.
pub fn fitting(mut steps: Vec<Step>, width: usize, rows: usize) -> Vec<Step> {
    let lead = widest(steps.iter().map(|step| &step.lead)) + GAP;
    let height = |step: &Step| words(step, lead, Some(width)).len() + step.commands.len();
    if steps.iter().map(height).sum::<usize>() <= rows {
        return steps;
    }
    // The most urgent ones keep their commands, however many there are.
    let commands = steps.iter().take(ALWAYS_IN_FULL);
    let reserved: usize = commands.map(|step| step.commands.len()).sum();
    steps.truncate(rows.saturating_sub(reserved).max(1));
    let mut room = rows.saturating_sub(steps.len());
    for step in &mut steps {
        let mut lines = broken_lines(&step.words, width.saturating_sub(lead + 1).max(NARROWEST));
        if lines.len() > 1 {
            step.words = lines.swap_remove(0) + "…";
        }
        step.commands.truncate(room);
        room -= step.commands.len();
    }
    steps
}

/// Writes the steps; without a width nothing is wrapped.
pub fn steps(steps: &[Step], width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    let lead = widest(steps.iter().map(|step| &step.lead)) + GAP;
    let blanks = " ".repeat(lead);
    for step in steps {
        let mut before = left(&step.lead, lead);
        if let Some(tone) = step.tone {
            before = before.replacen(&step.lead, &paint(tone, &step.lead), 1);
        }
        let subject = escape_controls(&step.subject);
        for (place, line) in words(step, lead, width).into_iter().enumerate() {
            let rest = line.strip_prefix(&*subject).filter(|_| place == 0);
            match rest.filter(|_| !subject.is_empty()) {
                Some(rest) => writeln!(out, "{before}{}{rest}", paint(Tone::Strong, &subject))?,
                None => writeln!(out, "{before}{line}")?,
            }
            before.clone_from(&blanks);
        }
        for command in &step.commands {
            writeln!(out, "{blanks}{}", paint::command(command))?;
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
