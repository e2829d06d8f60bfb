//! Parses the command line, runs it, prints the one error, and turns the result into an exit code.

use std::{io::Write, process::ExitCode};

use dealfile::{
    cli::{CommandLine, Refused, complete},
    commands,
    console::{exit::Exit, failure::Failure, terminal},
};

/// Parsing YAML is a third allocation; this allocator halves that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    complete::answer();
    let line = CommandLine::new(std::env::args_os());
    let cli = match line.parse() {
        Ok(cli) => cli,
        Err(Refused::Clap(error)) => error.exit(),
        Err(Refused::Failure(failure)) => {
            return report(&failure, clap::ColorChoice::Auto, line.wants_json());
        }
    };
    let color = cli.global.color;
    match commands::run(cli) {
        Ok(exit) => exit.into(),
        Err(failure) if failure.is_closed_pipe() => Exit::Done.into(),
        Err(failure) => report(&failure, color, line.wants_json()),
    }
}

fn report(failure: &Failure, color: clap::ColorChoice, json: bool) -> ExitCode {
    let text = if json {
        failure.to_json()
    } else {
        failure.to_text(terminal::stderr_has_color(color))
    };
    // Where even stderr is closed, the exit code still tells.
    let _ = writeln!(std::io::stderr(), "{text}");
    failure.exit().into()
}
