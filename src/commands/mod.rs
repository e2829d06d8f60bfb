//! One file a verb, a folder a noun: arguments → load → domain → render or save. Thin: nothing is decided here.
//!
//! To add a command: a file with its `Args` (whose doc comment is the help) and `run`, and its line in [`Command`] and
//! in [`run`].

pub mod context;
pub mod exit;
pub mod failure;
pub mod saving;
pub mod terminal;

mod advance;
mod close;
mod gate_view;
mod hold;
mod new;
mod relocate;
mod set;

use clap::Subcommand;

use crate::cli::Cli;

use context::Context;
use exit::Exit;
use failure::Failure;

/// Every command; its arguments stand in its own file.
#[derive(Debug, Subcommand)]
pub enum Command {
    New(new::Args),
    Set(set::Args),
    Advance(advance::Args),
    Move(relocate::MoveArgs),
    Win(close::WinArgs),
    Lose(close::LoseArgs),
    Reopen(relocate::ReopenArgs),
    Hold(hold::HoldArgs),
    Resume(hold::ResumeArgs),
}

/// Runs what the command line asks.
pub fn run(cli: Cli) -> Result<Exit, Failure> {
    let mut context = Context::new(cli.global);
    let exit = match cli.command {
        Command::New(args) => new::run(&args, &mut context),
        Command::Set(args) => set::run(&args, &mut context),
        Command::Advance(args) => advance::run(&args, &mut context),
        Command::Move(args) => relocate::run_move(&args, &mut context),
        Command::Win(args) => close::win(&args, &mut context),
        Command::Lose(args) => close::lose(&args, &mut context),
        Command::Reopen(args) => relocate::run_reopen(&args, &mut context),
        Command::Hold(args) => hold::hold(&args, &mut context),
        Command::Resume(args) => hold::resume(&args, &mut context),
    }?;
    context.out.flush()?;
    Ok(exit)
}
