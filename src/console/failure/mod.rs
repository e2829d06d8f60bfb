//! Why a command could not do what it was asked: one message, a hint, an exit code. Printed in one
//! place, `main`.

mod from;

use std::{fmt, io};

use serde_json::json;

use super::{
    Exit,
    shell::{from_there, quoted},
};
use crate::finding::{Finding, Place};
use crate::nearest::nearest;

/// What a command prints did not arrive.
#[derive(Debug, thiserror::Error)]
#[error("cannot write the output")]
struct LostOutput;

/// The one error of a command.
#[derive(Debug)]
pub struct Failure {
    exit: Exit,
    /// The message and what lies under it, outermost first.
    cause: anyhow::Error,
    help: Option<String>,
    closed_pipe: bool,
    /// What is wrong with the configuration, if that is it.
    mistakes: Vec<Finding>,
    /// A name that several deals have, and their ids.
    ambiguous: Option<Box<(String, Vec<String>)>>,
    /// Where in a file the reason lies, if in one.
    place: Option<Box<Place>>,
}

impl Failure {
    /// Wrong usage, configuration, or an unknown name.
    pub fn usage(message: impl fmt::Display) -> Self {
        Self {
            exit: Exit::Usage,
            cause: anyhow::Error::msg(message.to_string()),
            help: None,
            closed_pipe: false,
            mistakes: Vec::new(),
            ambiguous: None,
            place: None,
        }
    }

    /// Could not read or write.
    pub fn unreadable(message: impl fmt::Display) -> Self {
        Self {
            exit: Exit::Unreadable,
            ..Self::usage(message)
        }
    }

    /// A gate refused the move.
    pub fn refused(message: impl fmt::Display) -> Self {
        Self {
            exit: Exit::Found,
            ..Self::usage(message)
        }
    }

    /// What to do next.
    #[must_use]
    pub fn help(mut self, help: impl fmt::Display) -> Self {
        self.help = Some(help.to_string());
        self
    }

    /// An unknown word, with the nearest known one, else all of them.
    pub fn unknown<'a>(
        message: impl fmt::Display,
        word: &str,
        known: impl IntoIterator<Item = &'a str> + Clone,
    ) -> Self {
        let failure = Self::usage(message);
        match nearest(word, known.clone()) {
            Some(right) => failure.help(format_args!("did you mean `{right}`?")),
            None => failure.help(format_args!(
                "choose one of: {}",
                known.into_iter().collect::<Vec<_>>().join(", ")
            )),
        }
    }

    /// The same for whoever asked: a command that it suggests names the deal, and the folder of
    /// `-C`.
    #[must_use]
    pub fn for_caller(mut self, folder: Option<&str>, deal: Option<&str>) -> Self {
        self.help = self.help.map(|help| {
            let help = match deal {
                Some(deal) => help.replace(" DEAL", &format!(" {}", quoted(deal))),
                None => help,
            };
            from_there(&help, folder).into_owned()
        });
        self
    }

    /// The same where nothing better is known.
    #[must_use]
    pub fn or_help(self, help: impl fmt::Display) -> Self {
        match self.help {
            Some(_) => self,
            None => self.help(help),
        }
    }

    pub fn exit(&self) -> Exit {
        self.exit
    }

    /// What happened, without what to do.
    pub fn message(&self) -> String {
        format!("{:#}", self.cause)
    }

    /// What is wrong with `dealfile.yaml`, for `check` to report.
    pub fn mistakes(&self) -> &[Finding] {
        &self.mistakes
    }

    /// The name that several deals have, and their ids, if that is all that is wrong.
    pub fn ambiguous(&self) -> Option<(&str, Vec<&str>)> {
        let (name, ids) = self.ambiguous.as_deref()?;
        Some((name, ids.iter().map(String::as_str).collect()))
    }

    /// The reader of our output went away, which is no error.
    pub fn is_closed_pipe(&self) -> bool {
        self.closed_pipe
    }

    /// What was asked for is done, and only its output is lost.
    #[must_use]
    pub fn after_writing(self, has_written: bool) -> Self {
        let is_output = self.cause.downcast_ref::<LostOutput>().is_some();
        if has_written && is_output {
            self.help("the change itself was made; do not run the command again")
        } else {
            self
        }
    }

    /// What kind of failure it is, in a word that stays.
    fn code(&self) -> &'static str {
        match self.exit {
            _ if !self.mistakes.is_empty() => "config",
            Exit::Done => "done",
            Exit::Found => "refused",
            Exit::Usage => "usage",
            Exit::Unreadable => "unreadable",
        }
    }

    /// The error for a machine, on one line.
    pub fn to_json(&self) -> String {
        let place = self.place.as_ref().map(|place| {
            let span = place.span.as_ref();
            json!({
                "path": place.path,
                "line": span.map(|span| span.line),
                "column": span.map(|span| span.column),
            })
        });
        let error = json!({"error": {
            "code": self.code(),
            "message": self.message(),
            "help": self.help,
            "place": place,
            "exit": self.exit.code(),
        }});
        crate::escape_controls::escape_json(&error.to_string()).into_owned()
    }

    /// The message as it is printed, without control characters.
    pub fn to_text(&self, color: bool) -> String {
        let (red, cyan, plain) = if color {
            ("\x1b[1;31m", "\x1b[36m", "\x1b[0m")
        } else {
            ("", "", "")
        };
        let mut text = format!(
            "{red}error:{plain} {}",
            crate::escape_controls::escape_lines(&format!("{:#}", self.cause))
        );
        if let Some(help) = &self.help {
            text.push_str(&format!(
                "\n{cyan}help:{plain} {}",
                crate::escape_controls::escape_lines(help)
            ));
        }
        text
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self {
            closed_pipe: error.kind() == io::ErrorKind::BrokenPipe,
            cause: anyhow::Error::new(error).context(LostOutput),
            ..Self::unreadable("")
        }
    }
}
