//! `deal meeting`: what is booked with the buyer, and what became of it.

mod book;
mod held;
mod list;
mod reschedule;
mod settle;
mod unbooked;
mod which;

use super::context::Context;
use super::exit::Exit;
use super::failure::Failure;
use super::listing::Listing;

/// Keep meetings: book, held, no-show, cancel, reschedule, list; alone it lists those that are scheduled.
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
    Book(book::Args),
    Held(held::Args),
    NoShow(settle::NoShowArgs),
    Cancel(settle::CancelArgs),
    Reschedule(reschedule::Args),
    List(list::Args),
}

pub fn run(args: &Args, context: &mut Context) -> Result<Exit, Failure> {
    match &args.verb {
        None => list::run(&list::Args::all(args.listing), context),
        Some(Verb::Book(args)) => book::run(args, context),
        Some(Verb::Held(args)) => held::run(args, context),
        Some(Verb::NoShow(args)) => settle::no_show(args, context),
        Some(Verb::Cancel(args)) => settle::cancel(args, context),
        Some(Verb::Reschedule(args)) => reschedule::run(args, context),
        Some(Verb::List(args)) => list::run(args, context),
    }
}
