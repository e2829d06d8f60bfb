//! Completion that knows the book: a shell asks the program for every word. What a place takes is
//! told by the name of its value, the same that `--help` prints.

mod kind;
mod line;
mod words;

use std::ffi::OsStr;

use clap::{Arg, Command, CommandFactory};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::{CompleteEnv, Shells};

use super::Cli;
use line::Line;
use words::Word;

/// The variable by which a shell asks.
const ASKED: &str = "DEAL_COMPLETE";

/// Answers a shell that asks for completions, and then ends the program.
pub fn answer() {
    CompleteEnv::with_factory(command).var(ASKED).complete();
}

/// What a shell has to be told once, so that it asks; `None` for an unknown shell.
pub fn registration(shell: &str) -> Option<Vec<u8>> {
    let mut script = Vec::new();
    let shells = Shells::builtins();
    let shell = shells.completer(shell)?;
    let written = shell.write_registration(ASKED, "deal", "deal", "deal", &mut script);
    written.ok().map(|()| script)
}

/// The names of the shells.
pub fn shells() -> Vec<&'static str> {
    Shells::builtins().names().collect()
}

fn command() -> Command {
    completed(Cli::command(), "")
}

/// The command with words for its values, and for those of the commands below it.
fn completed(command: Command, noun: &'static str) -> Command {
    let command = command.mut_args(|arg| completed_arg(arg, noun));
    let names: Vec<String> = command
        .get_subcommands()
        .map(|below| below.get_name().to_owned())
        .collect();
    names.into_iter().fold(command, |command, name| {
        let noun = kind::noun(&name).unwrap_or(noun);
        command.mut_subcommand(name, |below| completed(below, noun))
    })
}

fn completed_arg(arg: Arg, noun: &'static str) -> Arg {
    let names = arg.get_value_names().unwrap_or_default();
    let Some(kind) = names.first().and_then(|name| kind::kind(name, &arg, noun)) else {
        return arg;
    };
    arg.add(ArgValueCompleter::new(move |current: &OsStr| {
        let line = Line::typed(current);
        line.words(kind).into_iter().map(candidate).collect()
    }))
}

fn candidate(word: Word) -> CompletionCandidate {
    CompletionCandidate::new(word.text).help(word.about.map(Into::into))
}
