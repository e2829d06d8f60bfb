//! `deal objection`: what the buyer holds against the deal, and the loop that settles it.

mod acknowledge;
mod add;
mod answer;
mod ask;
mod confirm;
mod end;
mod list;
mod which;
pub mod words;

use crate::console::{Context, Exit, Failure, Output, Ui};

/// Manage objections
///
/// Without a subcommand, lists open objections.
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
    Acknowledge(acknowledge::Args),
    Ask(ask::Args),
    Answer(answer::Args),
    Confirm(confirm::Args),
    End(end::Args),
    List(list::Args),
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let Some(verb) = &args.verb else {
        return list::run(&list::Args::all(args.output), context, ui);
    };
    args.output.before_verb(None)?;
    match verb {
        Verb::Add(args) => add::run(args, context, ui),
        Verb::Acknowledge(args) => acknowledge::run(args, context, ui),
        Verb::Ask(args) => ask::run(args, context, ui),
        Verb::Answer(args) => answer::run(args, context, ui),
        Verb::Confirm(args) => confirm::run(args, context, ui),
        Verb::End(args) => end::run(args, context, ui),
        Verb::List(args) => list::run(args, context, ui),
    }
}
