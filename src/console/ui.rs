//! Where a command speaks: data on stdout, all else on stderr, below what was printed by then.
//!
//! Nothing else writes to either, but for the one error, which `main` prints, and the questions of
//! [`super::prompt`].

use std::io::{self, Write};

use clap::ColorChoice;

use super::{global::Global, out::Out, shell::from_there, terminal};
use crate::finding::Finding;
use crate::render::{commands_from, unpainted};

/// So many files that cannot be read are named; the rest is counted.
const NAMED: usize = 5;

pub struct Ui {
    out: Out,
    color: ColorChoice,
    /// Whether stdout has colour, asked once.
    has_color: bool,
    /// The folder of `-C`, for the commands that are suggested.
    folder: Option<String>,
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
            has_color: terminal::stdout_has_color(global.color),
            folder: global.folder(),
            warnings: Vec::new(),
            left_out: None,
        }
    }

    /// Says what was done, or how much there is.
    pub fn status(&mut self, message: &str) {
        // Where the reader of stdout has gone away nobody reads this either.
        if self.out.flush().is_ok() {
            terminal::note(&from_there(message, self.folder.as_deref()));
        }
    }

    /// To say more than a line.
    pub fn stderr(&mut self) -> io::Result<impl Write> {
        self.out.flush()?;
        Ok(Beside {
            folder: self.folder.clone(),
            has_color: terminal::stderr_has_color(self.color),
        })
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
            .for_each(|message| terminal::note(&from_there(message, self.folder.as_deref())));
        if let Some(left_out) = &self.left_out {
            terminal::note(left_out);
            let help = "help: run `deal check` to list all problems";
            terminal::note(&from_there(help, self.folder.as_deref()));
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

    /// Stdout for data, which may have the bytes of a colour as well.
    pub fn verbatim(&mut self) -> &mut dyn Write {
        &mut self.out
    }

    pub fn color(&self) -> bool {
        self.has_color
    }
}

/// Stderr, in colour where it has any.
struct Beside {
    folder: Option<String>,
    has_color: bool,
}

impl Write for Beside {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let shown = commands_from(bytes, self.folder.as_deref());
        if self.has_color {
            io::stderr().write_all(&shown)?;
        } else {
            io::stderr().write_all(&unpainted(&shown))?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}

/// Writes to stdout, in colour where it has any.
impl Write for Ui {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let shown = commands_from(bytes, self.folder.as_deref());
        if self.color() {
            self.out.write_all(&shown)?;
        } else {
            self.out.write_all(&unpainted(&shown))?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
