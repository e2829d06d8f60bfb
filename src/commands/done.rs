//! `deal done`: ticks follow-ups off, wherever they are.

use crate::console::{Context, Exit, Failure, Ui, Writing, anywhere};

/// Tick follow-ups off
///
/// An id needs no deal in front of it where only one deal has it; a deal alone will do where it has
/// one open follow-up.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal done k2m9 51ew")]
pub struct Args {
    /// Ids of follow-ups, or a deal and ids in it
    #[arg(value_name = "[DEAL] ID", required = true)]
    words: Vec<String>,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let chosen = anywhere::follow_ups(&args.words, context)?;
    anywhere::change_each(&chosen, &args.writing, context, ui, |follow_up, on| {
        let was_open = follow_up.complete_once(on)?;
        Ok(if was_open { "done" } else { "already done" }.to_owned())
    })?;
    Ok(Exit::Done)
}
