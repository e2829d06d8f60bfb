//! `deal activity`: calls, emails, demos, letters: everything with the buyer but meetings.

mod add;
mod list;

use super::context::Context;
use super::exit::Exit;
use super::failure::Failure;
use super::listing::Listing;

/// Keep what was done with the buyer: add, list; alone it lists them.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    verb: Option<Verb>,
    #[command(flatten)]
    listing: Listing,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    Add(add::Args),
    List(list::Args),
}

pub fn run(args: &Args, context: &mut Context) -> Result<Exit, Failure> {
    match &args.verb {
        None => list::run(&list::Args::all(args.listing), context),
        Some(Verb::Add(args)) => add::run(args, context),
        Some(Verb::List(args)) => list::run(args, context),
    }
}
