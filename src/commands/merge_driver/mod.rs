//! `deal merge-driver`: lets git merge deals field by field.

mod install;
mod run;
mod uninstall;

use crate::console::{Context, Exit, Failure, Ui};

/// Let git merge deals field by field
///
/// Two people who append to the same list, move the same deal or change two fields of one contact
/// get one file without conflict markers. What cannot be decided is marked, and only that.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    Install(install::Args),
    Uninstall(uninstall::Args),
    Run(run::Args),
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    match &args.verb {
        Verb::Install(args) => install::run(args, context, ui),
        Verb::Uninstall(args) => uninstall::run(args, context, ui),
        Verb::Run(args) => run::run(args, ui),
    }
}
