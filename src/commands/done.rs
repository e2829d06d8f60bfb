//! `deal done`: ticks follow-ups off, wherever they are.

use crate::console::{Context, Exit, Failure, Ui, Writing, anywhere, entry, saving};

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
    for chosen in anywhere::follow_ups(&args.words, context, ui)? {
        let deal = &chosen.deal;
        let changed = saving::change(context, ui, deal, &args.writing, |deal, id, on| {
            let mut said = Vec::new();
            for wanted in &chosen.ids {
                let follow_up = entry::find(&mut deal.followups, wanted, id)?;
                let was_done = follow_up.done.is_some();
                if !was_done {
                    follow_up.complete(on).map_err(Failure::usage)?;
                }
                let already = if was_done { "already " } else { "" };
                said.push(format!("{}: {already}done", follow_up.what));
            }
            Ok(said)
        })?;
        for said in &changed.value {
            saving::say(ui, &args.writing, &format!("{}: {said}", changed.id()));
        }
    }
    Ok(Exit::Done)
}
