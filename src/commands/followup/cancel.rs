//! `deal followup cancel`.

use super::which::{Which, settle};
use crate::console::{Context, Exit, Failure, Ui};
use crate::deal::FollowUp;

/// Cancel a follow-up
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    which: Which,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    settle(&args.which, context, ui, FollowUp::cancel)
}
