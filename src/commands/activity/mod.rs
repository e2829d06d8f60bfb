//! `deal activity`: calls, emails, demos, letters: everything with the buyer but meetings.

mod add;
mod list;

use crate::console::{Context, Exit, Failure, Output, Ui};

/// Record and list calls, emails, demos and letters
///
/// Without a subcommand, lists activities.
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
    List(list::Args),
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let Some(verb) = &args.verb else {
        return list::run(&list::Args::all(args.output), context, ui);
    };
    args.output.before_verb(None)?;
    match verb {
        Verb::Add(args) => add::run(args, context, ui),
        Verb::List(args) => list::run(args, context, ui),
    }
}
