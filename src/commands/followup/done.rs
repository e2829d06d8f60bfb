//! `deal followup done`.

use super::which::{Which, settle};
use crate::console::{Context, Exit, Failure, Ui};
use crate::deal::FollowUp;

/// Mark a follow-up as done
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal followup done acme k2m9 --on -1d")]
pub struct Args {
    #[command(flatten)]
    which: Which,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    settle(&args.which, context, ui, FollowUp::complete)
}
