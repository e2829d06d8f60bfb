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
use crate::console::output::Output;
use crate::console::ui::Ui;

/// Manage meetings
///
/// Without a subcommand, lists scheduled meetings.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Option<Verb>,
    #[command(flatten)]
    output: Output,
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

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let Some(verb) = &args.verb else {
        return list::run(&list::Args::all(args.output), context, ui);
    };
    args.output.before_verb(None)?;
    match verb {
        Verb::Book(args) => book::run(args, context, ui),
        Verb::Held(args) => held::run(args, context, ui),
        Verb::NoShow(args) => settle::no_show(args, context, ui),
        Verb::Cancel(args) => settle::cancel(args, context, ui),
        Verb::Reschedule(args) => reschedule::run(args, context, ui),
        Verb::List(args) => list::run(args, context, ui),
    }
}
