//! `deal meeting no-show`.

use super::which::{Which, settle};
use crate::console::{Context, Exit, Failure, Ui};
use crate::deal::meeting::Step;

/// Record that the buyer did not show up
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal meeting no-show acme w8d1")]
pub struct Args {
    #[command(flatten)]
    which: Which,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    settle(&args.which, context, ui, Step::Miss, "no-show")
}
