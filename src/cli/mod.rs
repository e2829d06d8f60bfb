//! The top of the command line. A command's own arguments live with the command.

pub mod complete;
mod refusal;
mod words;

use std::borrow::Cow;
use std::ffi::OsString;

use clap::{
    Parser,
    error::{ContextKind, ErrorKind},
};

use crate::commands::Command;
use crate::console::{Failure, global::Global};
use crate::escape_controls::escape_controls;
use crate::help;

/// Track sales deals as plain YAML files in git
///
/// Move deals through stages, see what is missing under MEDDIC, track objections and follow-ups,
/// and report velocity, conversion and forecast with confidence intervals. Without a command, shows
/// what to do now (same as `deal next`).
#[derive(Debug, Parser)]
#[command(name = "deal", version, propagate_version = true, max_term_width = 100)]
// `deal help` is a command of ours, for it prints topics as well.
#[command(disable_help_subcommand = true, after_help = after_help())]
#[command(help_template = TEMPLATE)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    /// Print the licenses of the parts that the program is built of
    #[arg(long, exclusive = true)]
    pub licenses: bool,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The commands by what they are for; `deal help COMMAND` says what one does.
const TEMPLATE: &str = "\
{about-with-newline}
{usage-heading} {usage}

Today      next board list show brief
Log        call email activity meeting note followup done snooze
Move       new set edit advance move hold resume win lose reopen undo
Qualify    contact meddic objection challenger icp risk
Look back  log report diff close-plan
The book   init import export check rules schema sync merge merge-driver path agents completions man help

`deal COMMAND --help` explains a command, `deal report --list` the reports.

  -C DIR         Run as if started in DIR; the book is the nearest dealfile.yaml there or above
  --as-of DATE   Date to treat as today: 2026-12-18, +3d, -2w, fri, or head for the last commit's
  --at REV       Read the book as it was in a git revision, or at the end of a day
  --color WHEN   When to use color: auto, always or never
  --no-pager     Do not send long output through $DEAL_PAGER, $PAGER or less
  --json         Print data, and errors, as JSON
  -h, --help     Print help
  -V, --version  Print version; --licenses prints what its parts are under{after-help}";

const EXIT_CODES: &str = "Exit codes: 0 success · 1 findings, or a gate blocked the move · \
     2 usage or configuration error · 3 read or write error";

fn after_help() -> String {
    format!("{}\n\n{EXIT_CODES}", help::names())
}

/// A command line as it is meant.
pub struct CommandLine {
    words: Vec<OsString>,
}

/// Why it does not run.
pub enum Refused {
    /// An error of ours.
    Failure(Box<Failure>),
    /// Help, a version, or an error in clap's own words.
    Clap(clap::Error),
}

impl CommandLine {
    pub fn new(arguments: impl IntoIterator<Item = OsString>) -> Self {
        Self {
            words: words::understood(arguments),
        }
    }

    pub fn wants_json(&self) -> bool {
        words::wants_json(&self.words)
    }

    pub fn parse(&self) -> Result<Cli, Refused> {
        let parsed = Cli::try_parse_from(&self.words).or_else(|error| {
            if !self.is_json_of_errors(&error) {
                return Err(error);
            }
            Cli::try_parse_from(self.words.iter().filter(|word| *word != words::JSON))
        });
        parsed.map_err(|error| self.refused(error))
    }

    /// Whether a command that prints no data was given `--json`: then it asks for errors alone.
    fn is_json_of_errors(&self, error: &clap::Error) -> bool {
        let flag = refusal::text(error, ContextKind::InvalidArg);
        error.kind() == ErrorKind::UnknownArgument
            && flag.as_deref() == Some("--format")
            && self.words.iter().any(|word| word == words::JSON)
    }

    fn refused(&self, error: clap::Error) -> Refused {
        let words = self.words.iter();
        let words: Vec<String> = words
            .map(|word| word.to_string_lossy().into_owned())
            .collect();
        let is_raw = error.use_stderr() && words.iter().any(|word| is_unsafe(word));
        let safe = words.iter().map(|word| escape_controls(word).into_owned());
        // The same error about words that are safe to repeat.
        let error = match Cli::try_parse_from(safe) {
            Err(same) if is_raw => same,
            Ok(_) if is_raw => return Refused::Failure(Box::new(refusal::in_our_form(&error))),
            _ => error,
        };
        match refusal::refusal(&error, &words) {
            Some(failure) => Refused::Failure(Box::new(failure)),
            None if error.use_stderr() && self.wants_json() => {
                Refused::Failure(Box::new(refusal::in_our_form(&error)))
            }
            None => Refused::Clap(error),
        }
    }
}

fn is_unsafe(word: &str) -> bool {
    matches!(escape_controls(word), Cow::Owned(_))
}
