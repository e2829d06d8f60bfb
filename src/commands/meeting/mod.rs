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

/// Keep meetings: book, held, no-show, cancel, reschedule, list.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
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
        Verb::Book(args) => book::run(args, context),
        Verb::Held(args) => held::run(args, context),
        Verb::NoShow(args) => settle::no_show(args, context),
        Verb::Cancel(args) => settle::cancel(args, context),
        Verb::Reschedule(args) => reschedule::run(args, context),
        Verb::List(args) => list::run(args, context),
    }
}
