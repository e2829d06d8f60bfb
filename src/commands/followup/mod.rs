//! `deal followup`: what there is to do, by when, and whether it was done.

mod add;
mod list;
mod reschedule;
mod settle;

use super::context::Context;
use super::exit::Exit;
use super::failure::Failure;
use super::listing::Listing;

/// Keep follow-ups: add, done, cancel, reschedule, list; alone it lists the open ones.
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
    Done(settle::DoneArgs),
    Cancel(settle::CancelArgs),
    Reschedule(reschedule::Args),
    List(list::Args),
}

pub fn run(args: &Args, context: &mut Context) -> Result<Exit, Failure> {
    match &args.verb {
        None => list::run(&list::Args::all(args.listing), context),
        Some(Verb::Add(args)) => add::run(args, context),
        Some(Verb::Done(args)) => settle::done(args, context),
        Some(Verb::Cancel(args)) => settle::cancel(args, context),
        Some(Verb::Reschedule(args)) => reschedule::run(args, context),
        Some(Verb::List(args)) => list::run(args, context),
    }
}
