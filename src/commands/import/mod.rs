//! `deal import`: deals from another system, one file per kind of source.

mod csv;
mod report;

use crate::console::{Context, Exit, Failure, Ui};

/// Import deals
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    source: Source,
}

#[derive(Debug, clap::Subcommand)]
enum Source {
    Csv(csv::Args),
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    match &args.source {
        Source::Csv(args) => csv::run(args, context, ui),
    }
}
