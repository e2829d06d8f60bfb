//! `deal snooze`: puts follow-ups off, wherever they are.

use crate::console::{Context, Exit, Failure, Ui, Writing, anywhere, entry, saving};

/// Put follow-ups off to another day
///
/// An id needs no deal in front of it where only one deal has it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal snooze k2m9 +2d")]
pub struct Args {
    /// Ids of follow-ups, or a deal and ids in it; then the day: +2d, fri, 2026-12-18
    #[arg(value_name = "[DEAL] ID DATE", required = true, num_args = 2.., allow_hyphen_values = true)]
    words: Vec<String>,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let Some((date, words)) = args.words.split_last() else {
        return Err(Failure::usage("name a follow-up and a day"));
    };
    let due = context.day(date)?;
    for chosen in anywhere::follow_ups(words, context, ui)? {
        let deal = &chosen.deal;
        let changed = saving::change(context, ui, deal, &args.writing, |deal, id, _| {
            let mut said = Vec::new();
            for wanted in &chosen.ids {
                let follow_up = entry::find(&mut deal.followups, wanted, id)?;
                let before = follow_up.due;
                let moved = follow_up.reschedule(Some(due), None);
                moved.map_err(Failure::usage)?;
                let before = before.map_or_else(|| "no day".to_owned(), |day| day.to_string());
                said.push(format!("{}: due {before} → {due}", follow_up.what));
            }
            Ok(said)
        })?;
        for said in &changed.value {
            saving::say(ui, &args.writing, &format!("{}: {said}", changed.id()));
        }
    }
    Ok(Exit::Done)
}
