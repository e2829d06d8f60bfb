//! `deal completions`: what a shell needs to complete command lines.

use std::io::Write;

use clap::builder::PossibleValuesParser;

use crate::cli::complete::{registration, shells};
use crate::console::{Context, Exit, Failure, Ui};

/// Set up completion in a shell: deals, entries, stages, owners, filters
///
/// The shell asks `deal` for every word, so what it offers is what the book has.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  source <(deal completions bash)                          in ~/.bashrc
  source <(deal completions zsh)                           in ~/.zshrc
  deal completions fish | source                           in config.fish
  deal completions powershell | Out-String | Invoke-Expression   in $PROFILE")]
pub struct Args {
    /// bash, zsh, fish, powershell or elvish
    #[arg(value_name = "SHELL", hide_possible_values = true)]
    #[arg(value_parser = PossibleValuesParser::new(shells()))]
    shell: String,
}

pub fn run(args: &Args, _: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let script = registration(&args.shell).unwrap_or_default();
    ui.write_all(&script)?;
    Ok(Exit::Done)
}
