//! `deal followup`: what there is to do, by when, and whether it was done.

mod add;
mod cancel;
mod done;
mod list;
mod reschedule;
mod which;

use crate::console::{Context, Exit, Failure, Output, Ui};

/// Manage follow-ups
///
/// Without a subcommand, lists open follow-ups.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Option<Verb>,
    #[command(flatten)]
    output: Output,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    Add(add::Args),
    Done(done::Args),
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
        Verb::Add(args) => add::run(args, context, ui),
        Verb::Done(args) => done::run(args, context, ui),
        Verb::Cancel(args) => cancel::run(args, context, ui),
        Verb::Reschedule(args) => reschedule::run(args, context, ui),
        Verb::List(args) => list::run(args, context, ui),
    }
}
