//! Where a command speaks: data on stdout, all else on stderr, below what was printed by then.
//!
//! Nothing else writes to either, but for the one error, which `main` prints, and the questions of
//! [`super::prompt`].

use std::io::{self, BufWriter, Stderr, Stdout, Write};

use clap::ColorChoice;

use super::terminal;

pub struct Ui {
    out: BufWriter<Stdout>,
    color: ColorChoice,
    /// Printed when everything else is.
    warnings: Vec<String>,
}

impl Ui {
    pub fn new(color: ColorChoice) -> Self {
        Self {
            out: BufWriter::new(io::stdout()),
            color,
            warnings: Vec::new(),
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

    /// Sends off what was printed, then the warnings.
    pub fn finish(mut self) -> io::Result<()> {
        self.out.flush()?;
        self.warnings
            .iter()
            .for_each(|message| terminal::note(message));
        Ok(())
    }

    /// The width to fit; `None` where the output is not a terminal.
    pub fn width(&self) -> Option<usize> {
        terminal::width()
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
