//! `deal meddic`: what is known of each element, on whose word, since when.

mod ask;
pub mod card;
mod list;
mod parts;
mod set;
mod show;

use super::context::Context;
use super::exit::Exit;
use super::failure::Failure;
use super::format::OneOrAll;

/// Show or change the qualification: `deal meddic` that of all open deals, `deal meddic DEAL` that of one.
#[derive(Debug, clap::Args)]
#[command(
    subcommand_negates_reqs = true,
    override_usage = "deal meddic [OPTIONS] [DEAL]\n       deal meddic [OPTIONS] <COMMAND>",
    after_help = "Example: deal meddic acme"
)]
pub struct Args {
    #[command(subcommand)]
    verb: Option<Verb>,
    /// The deal: its id, a unique prefix of it, or its path
    deal: Option<String>,
    #[command(flatten)]
    format: OneOrAll,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    List(list::Args),
    Show(show::Args),
    // Boxed, for it has an option for every key that an element can have.
    Set(Box<set::Args>),
    Ask(ask::Args),
}

pub fn run(args: &Args, context: &mut Context) -> Result<Exit, Failure> {
    match (&args.verb, &args.deal) {
        (None, Some(deal)) => show::print(deal, args.format.one("deal meddic")?, context),
        (None, None) => list::print(&[], args.format.all(), context),
        (Some(_), Some(deal)) => Err(Failure::usage(format_args!("the deal stands behind the verb"))
            .help(format_args!("deal meddic show {deal}, or deal meddic set {deal} ELEMENT …"))),
        (Some(Verb::List(args)), None) => list::run(args, context),
        (Some(Verb::Ask(args)), None) => ask::run(args, context),
        (Some(Verb::Show(args)), None) => show::run(args, context),
        (Some(Verb::Set(args)), None) => set::run(args, context),
    }
}
