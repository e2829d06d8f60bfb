//! Which follow-up is meant, and what is said when it is settled.

use crate::console::{Context, Exit, Failure, Ui, Writing, entry, saving};
use crate::deal::{Day, FollowUp, follow_up::Settled};

#[derive(Debug, clap::Args)]
pub struct Which {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// Follow-up id, or unique prefix of it [default: the only open one]
    id: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

/// Marks the follow-up as done or cancelled.
pub fn settle(
    which: &Which,
    context: &Context,
    ui: &mut Ui,
    take: fn(&mut FollowUp, Day) -> Result<(), Settled>,
) -> Result<Exit, Failure> {
    let changed = saving::change(context, ui, &which.deal, &which.writing, |deal, id, on| {
        let follow_up = entry::find_or_only(&mut deal.followups, which.id.as_deref(), id)?;
        take(follow_up, on).map_err(|error| entry::settled(&error, id))?;
        Ok(follow_up.clone())
    })?;
    let (id, follow_up) = (changed.id(), &changed.value);
    let message = format!("{id}: {}: {}", follow_up.what, follow_up.status());
    saving::say(ui, &which.writing, &message);
    Ok(Exit::Done)
}
