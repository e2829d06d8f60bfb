//! `deal meeting`: what is booked with the buyer, and what became of it.

mod book;
mod cancel;
mod held;
mod list;
mod no_show;
mod reschedule;
mod unbooked;
mod which;

use crate::console::{Context, Exit, Failure, Output, Ui};

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
    NoShow(no_show::Args),
    Cancel(cancel::Args),
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
        Verb::Held(args) => match &args.unbooked.date {
            Some(date) => unbooked::run(args, date, context, ui),
            None => held::run(args, context, ui),
        },
        Verb::NoShow(args) => no_show::run(args, context, ui),
        Verb::Cancel(args) => cancel::run(args, context, ui),
        Verb::Reschedule(args) => reschedule::run(args, context, ui),
        Verb::List(args) => list::run(args, context, ui),
    }
}
