//! `deal completions`: what a shell needs to complete command lines.

use std::io::Write;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::Cli;
use crate::console::{Context, Exit, Failure, Ui};

/// Generate shell completions
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: deal completions bash > ~/.local/share/bash-completion/completions/deal"
)]
pub struct Args {
    /// bash, zsh, fish, powershell or elvish
    #[arg(hide_possible_values = true)]
    shell: Shell,
}

pub fn run(args: &Args, _: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    // By way of a vector: the generator itself would panic on a closed pipe.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "deal", &mut script);
    ui.write_all(&script)?;
    Ok(Exit::Done)
}
