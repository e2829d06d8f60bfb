//! Questions on a terminal. Never needed: whatever is asked here can be given on the command line,
//! and where nobody sits nothing is asked.

use std::io::{BufRead, IsTerminal, Write};

use super::Failure;

/// Whether somebody can be asked: both what is asked and what is answered go to a terminal.
pub fn is_possible() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// The answer to a question; `None` for an empty line, which means "no". The end of the input gives
/// the command up.
pub fn ask(question: &str) -> Result<Option<String>, Failure> {
    let mut error = std::io::stderr();
    // Where stderr is closed nobody reads the question; the answer still counts.
    let _ = write!(
        error,
        "{} ",
        crate::escape_controls::escape_controls(question)
    );
    let _ = error.flush();
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line);
    read.map_err(|error| Failure::unreadable(format_args!("cannot read the answer: {error}")))?;
    if !line.ends_with('\n') {
        // The end of the input leaves the cursor behind the question.
        let _ = writeln!(error);
        return Err(Failure::usage("no answer given").help("nothing was written"));
    }
    Ok(Some(line.trim().to_owned()).filter(|answer| !answer.is_empty()))
}

/// The same, until the answer can be used or nothing is answered; what is wrong with an answer is
/// said.
pub fn ask_until<T>(
    question: &str,
    read: impl Fn(&str) -> Result<T, Failure>,
) -> Result<Option<T>, Failure> {
    while let Some(answer) = ask(question)? {
        match read(&answer) {
            Ok(value) => return Ok(Some(value)),
            Err(failure) => super::terminal::note(&failure.to_text(false)),
        }
    }
    Ok(None)
}
