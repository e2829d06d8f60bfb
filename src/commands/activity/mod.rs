//! `deal activity`: calls, emails, demos, letters: everything with the buyer but meetings.

mod add;
mod list;

use super::context::Context;
use super::exit::Exit;
use super::failure::Failure;

/// Keep what was done with the buyer: add, list.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    Add(add::Args),
    List(list::Args),
}

pub fn run(args: &Args, context: &mut Context) -> Result<Exit, Failure> {
    match &args.verb {
        Verb::Add(args) => add::run(args, context),
        Verb::List(args) => list::run(args, context),
    }
}
