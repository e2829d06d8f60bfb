//! `deal call`.

use super::talk;
use crate::console::{Context, Exit, Failure, Ui};
use crate::deal::keywords::Direction;

/// Log a call, with what is done and what is next
///
/// A call counts as hearing from the buyer; with --out nobody picked up.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: deal call acme raj Legal is fine with it --done k2m9 --next \"Send the contract\" --due fri"
)]
pub struct Args {
    #[command(flatten)]
    talk: talk::TalkArgs,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    talk::run(&args.talk, "call", Direction::TwoWay, context, ui)
}
