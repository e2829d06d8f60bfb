//! The only way to stdout. A terminal gets nothing that could steer it, and what is longer than its
//! screen through the reader's pager.

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

use super::{pager, terminal};
use crate::escape_controls::escape_all_but_styles;

pub struct Out {
    stdout: BufWriter<Stdout>,
    /// What a terminal is still to be shown; `None` where stdout is something else.
    shown: Option<Vec<u8>>,
    has_pager: bool,
}

impl Out {
    pub fn new(has_pager: bool) -> Self {
        let stdout = io::stdout();
        let shown = stdout.is_terminal().then(Vec::new);
        Self {
            stdout: BufWriter::new(stdout),
            shown,
            has_pager,
        }
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.shown {
            Some(shown) => shown.write(bytes),
            None => self.stdout.write(bytes),
        }
    }

    /// Shows what was written: all of it at once, for a pager shows one text.
    fn flush(&mut self) -> io::Result<()> {
        if let Some(shown) = self.shown.as_mut().filter(|shown| !shown.is_empty()) {
            let bytes = std::mem::take(shown);
            let text = String::from_utf8_lossy(&bytes);
            let text = escape_all_but_styles(&text);
            let is_long = terminal::height().is_some_and(|rows| text.lines().count() >= rows);
            if !(is_long && self.has_pager && pager::show(&text)) {
                self.stdout.write_all(text.as_bytes())?;
            }
        }
        self.stdout.flush()
    }
}
