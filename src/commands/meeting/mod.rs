//! `deal meeting`: what is booked with the buyer, and what became of it.

mod book;
mod held;
mod list;
mod reschedule;
mod settle;
mod unbooked;
mod which;

use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::format::Alone;

/// Keep meetings: book, held, no-show, cancel, reschedule, list; alone it lists those that are
/// scheduled.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Option<Verb>,
    #[command(flatten)]
    format: Alone,
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
    let Some(verb) = &args.verb else {
        return list::run(&list::Args::all(args.format.all()), context);
    };
    args.format.before_verb(None)?;
    match verb {
        Verb::Book(args) => book::run(args, context),
        Verb::Held(args) => held::run(args, context),
        Verb::NoShow(args) => settle::no_show(args, context),
        Verb::Cancel(args) => settle::cancel(args, context),
        Verb::Reschedule(args) => reschedule::run(args, context),
        Verb::List(args) => list::run(args, context),
    }
}
