//! `deal meddic`: what is known of each element, on whose word, since when.

pub mod card;
mod parts;
mod set;
mod show;

use super::context::Context;
use super::exit::Exit;
use super::failure::Failure;

/// Show or change a deal's qualification: `deal meddic DEAL` shows it.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
// Its only arguments are those of `show`, which has a group of its own.
#[group(skip)]
pub struct Args {
    #[command(subcommand)]
    verb: Option<Verb>,
    #[command(flatten)]
    show: Option<show::Args>,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    Show(show::Args),
    // Boxed, for it has an option for every key that an element can have.
    Set(Box<set::Args>),
}

pub fn run(args: &Args, context: &mut Context) -> Result<Exit, Failure> {
    match (&args.verb, &args.show) {
        (Some(Verb::Set(args)), _) => set::run(args, context),
        (Some(Verb::Show(args)), _) | (None, Some(args)) => show::run(args, context),
        (None, None) => Err(Failure::usage("which deal?").help("deal meddic DEAL")),
    }
}
