//! `deal objection confirm`.

use super::which::{Which, take};
use crate::console::{Context, Exit, Failure, Ui};
use crate::deal::objection_flow::Step;

/// Record that the buyer considers it resolved
///
/// Only the buyer's confirmation resolves an objection.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal objection confirm acme 7f3k --on -1d")]
pub struct Args {
    #[command(flatten)]
    which: Which,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    take(&args.which, context, ui, Step::Confirm)?;
    Ok(Exit::Done)
}
