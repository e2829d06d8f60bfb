//! `deal snooze`: puts follow-ups off, wherever they are.

use crate::console::{Context, Exit, Failure, Ui, Writing, anywhere};

/// Put follow-ups off to another day
///
/// An id needs no deal in front of it where only one deal has it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal snooze k2m9 +2d")]
pub struct Args {
    /// Ids of follow-ups, or a deal and ids in it; then the day: +2d, fri, 2026-12-18
    #[arg(value_name = "[DEAL] ID DATE", required = true, num_args = 2..)]
    words: Vec<String>,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let Some((date, words)) = args.words.split_last() else {
        return Err(Failure::usage("name a follow-up and a day"));
    };
    let due = context.day(date)?;
    let chosen = anywhere::follow_ups(words, context)?;
    anywhere::change_each(&chosen, &args.writing, context, ui, |follow_up, _| {
        let before = follow_up
            .due
            .map_or_else(|| "no day".to_owned(), |day| day.to_string());
        follow_up.reschedule(Some(due), None)?;
        Ok(format!("due {before} → {due}"))
    })?;
    Ok(Exit::Done)
}
