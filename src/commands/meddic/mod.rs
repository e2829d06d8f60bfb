//! `deal meddic`: what is known of each element, on whose word, since when.

mod ask;
pub mod card;
mod list;
mod parts;
mod set;
mod show;

use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::format::Alone;

/// Show or change the qualification: `deal meddic` that of all open deals, `deal meddic DEAL` that
/// of one.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "deal meddic [OPTIONS] [DEAL]\n       deal meddic [OPTIONS] <COMMAND>",
    after_help = "Example: deal meddic acme"
)]
pub struct Args {
    #[command(subcommand)]
    verb: Option<Verb>,
    /// The deal: its id, a unique prefix of it, or its path
    deal: Option<String>,
    #[command(flatten)]
    format: Alone,
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
    let Some(verb) = &args.verb else {
        return match &args.deal {
            Some(deal) => show::print(deal, args.format.one(Some("deal meddic"))?, context),
            None => list::print(&[], args.format.all(), context),
        };
    };
    args.format.before_verb(args.deal.as_deref())?;
    match verb {
        Verb::List(args) => list::run(args, context),
        Verb::Ask(args) => ask::run(args, context),
        Verb::Show(args) => show::run(args, context),
        Verb::Set(args) => set::run(args, context),
    }
}
