//! `deal meddic`: what is known of each element, on whose word, since when.

mod ask;
pub mod card;
mod list;
mod parts;
mod set;
mod show;

use crate::console::{Context, Exit, Failure, Output, Ui};

/// Show or update MEDDIC scores
///
/// Without a deal, lists the effective scores of all open deals; with a deal, shows the evidence
/// of each element.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "deal meddic [OPTIONS] [DEAL]\n       deal meddic [OPTIONS] <COMMAND>",
    after_help = "Example: deal meddic acme"
)]
pub struct Args {
    #[command(subcommand)]
    verb: Option<Verb>,
    /// Deal id, unique prefix of it, or path
    deal: Option<String>,
    #[command(flatten)]
    output: Output,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    List(list::Args),
    Show(show::Args),
    // Boxed, for it has an option for every key that an element can have.
    Set(Box<set::Args>),
    Ask(ask::Args),
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let Some(verb) = &args.verb else {
        return match &args.deal {
            Some(deal) => show::print(deal, args.output.of_one("deal meddic")?, context, ui),
            None => list::print(&[], args.output, context, ui),
        };
    };
    args.output.before_verb(args.deal.as_deref())?;
    match verb {
        Verb::List(args) => list::run(args, context, ui),
        Verb::Ask(args) => ask::run(args, context, ui),
        Verb::Show(args) => show::run(args, context, ui),
        Verb::Set(args) => set::run(args, context, ui),
    }
}
