//! `deal contact`: the people on the buyer's side.

mod add;
mod list;
mod remove;
mod set;

use crate::console::{Context, Exit, Failure, Ui};

/// Manage a deal's contacts
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    Add(add::Args),
    Set(set::Args),
    Remove(remove::Args),
    List(list::Args),
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    match &args.verb {
        Verb::Add(args) => add::run(args, context, ui),
        Verb::Set(args) => set::run(args, context, ui),
        Verb::Remove(args) => remove::run(args, context, ui),
        Verb::List(args) => list::run(args, context, ui),
    }
}
