//! Where a command speaks: data on stdout, all else on stderr, below what was printed by then.
//!
//! Nothing else writes to either, but for the one error, which `main` prints, and the questions of
//! [`super::prompt`].

use std::io::{self, Stderr, Write};

use clap::ColorChoice;

use super::{global::Global, out::Out, terminal};
use crate::finding::Finding;

/// So many files that cannot be read are named; the rest is counted.
const NAMED: usize = 5;

pub struct Ui {
    out: Out,
    color: ColorChoice,
    /// Printed when everything else is.
    warnings: Vec<String>,
    /// What the output lacks, because a file cannot be read.
    left_out: Option<String>,
}

impl Ui {
    pub fn new(global: &Global) -> Self {
        Self {
            out: Out::new(!global.no_pager),
            color: global.color,
            warnings: Vec::new(),
            left_out: None,
        }
    }

    /// Says what was done, or how much there is.
    pub fn status(&mut self, message: &str) {
        // Where the reader of stdout has gone away nobody reads this either.
        if self.out.flush().is_ok() {
            terminal::note(message);
        }
    }

    /// To say more than a line.
    pub fn stderr(&mut self) -> io::Result<Stderr> {
        self.out.flush()?;
        Ok(io::stderr())
    }

    /// Says what to do next.
    pub fn hint(&mut self, message: &str) {
        self.status(message);
    }

    /// Says, below everything else, what the reader has to know of the data.
    pub fn warning(&mut self, message: String) {
        self.warnings.push(message);
    }

    /// Says at once and again at the end that files could not be read, so that what is printed in
    /// between is not taken for the whole book.
    pub fn incomplete(&mut self, unreadable: &[Finding]) {
        if unreadable.is_empty() {
            return;
        }
        for finding in unreadable.iter().take(NAMED) {
            self.status(&format!("not readable: {finding}"));
        }
        let paths: Vec<&str> = unreadable
            .iter()
            .map(|finding| &*finding.place.path)
            .collect();
        self.left_out = Some(match paths.len() {
            ..=NAMED => format!("left out: {}, which cannot be read", paths.join(", ")),
            many => format!("left out: {many} files that cannot be read"),
        });
    }

    /// Warns of paths that could not be taken while a deal was found by its name.
    pub fn overlooked(&mut self, problems: &[Finding]) {
        for problem in problems.iter().take(NAMED) {
            self.warning(problem.to_string());
        }
        if problems.len() > NAMED {
            let rest = problems.len() - NAMED;
            self.warning(format!(
                "… and {rest} more such paths; run `deal check` to list them"
            ));
        }
    }

    /// Sends off what was printed, then the warnings. Whether the output was complete.
    pub fn finish(mut self) -> io::Result<bool> {
        self.out.flush()?;
        self.warnings
            .iter()
            .for_each(|message| terminal::note(message));
        if let Some(left_out) = &self.left_out {
            terminal::note(left_out);
            terminal::note("help: run `deal check` to list all problems");
        }
        Ok(self.left_out.is_none())
    }

    /// The width to fit; `None` where the output is not a terminal.
    pub fn width(&self) -> Option<usize> {
        terminal::width()
    }

    /// The rows to fit; `None` where the output is not a terminal that says how many it has.
    pub fn height(&self) -> Option<usize> {
        terminal::height()
    }

    /// The width for running text, which is wrapped for a pipe as well: a pager reads it.
    pub fn reading_width(&self) -> usize {
        self.width().unwrap_or(80)
    }

    pub fn color(&self) -> bool {
        terminal::stdout_has_color(self.color)
    }
}

/// Writes to stdout.
impl Write for Ui {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
