//! `deal meeting cancel`.

use super::which::{Which, settle};
use crate::console::{Context, Exit, Failure, Ui};
use crate::deal::meeting::Step;

/// Cancel a meeting
///
/// To change its date, use `reschedule`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal meeting cancel acme w8d1")]
pub struct Args {
    #[command(flatten)]
    which: Which,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    settle(&args.which, context, ui, Step::Cancel, "cancelled")
}
