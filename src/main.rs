//! Parses the command line, runs it, prints the one error, and turns the result into an exit code.

use std::{io::Write, process::ExitCode};

use clap::Parser;
use dealfile::{
    cli::Cli,
    commands,
    console::{exit::Exit, failure::Failure, terminal},
};

/// Parsing YAML is a third allocation; this allocator halves that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let color = cli.global.color;
    match commands::run(cli) {
        Ok(exit) => exit.into(),
        Err(failure) if failure.is_closed_pipe() => Exit::Done.into(),
        Err(failure) => report(&failure, color),
    }
}

fn report(failure: &Failure, color: clap::ColorChoice) -> ExitCode {
    // Where even stderr is closed, the exit code still tells.
    let _ = writeln!(
        std::io::stderr(),
        "{}",
        failure.to_text(terminal::stderr_has_color(color))
    );
    failure.exit().into()
}
