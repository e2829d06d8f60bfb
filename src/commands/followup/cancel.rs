//! `deal followup cancel`.

use crate::deal::follow_up::FollowUp;

use super::which::{Which, settle};
use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::ui::Ui;

/// Cancel a follow-up
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    which: Which,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    settle(&args.which, context, ui, FollowUp::cancel)
}
