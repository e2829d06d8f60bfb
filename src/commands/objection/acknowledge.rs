//! `deal objection acknowledge`.

use super::which::{Which, take};
use crate::console::{Context, Exit, Failure, Ui};
use crate::deal::objection_flow::Step;

/// Record that you acknowledged an objection
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal objection acknowledge acme 7f3k")]
pub struct Args {
    #[command(flatten)]
    which: Which,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    take(&args.which, context, ui, Step::Acknowledge)?;
    Ok(Exit::Done)
}
