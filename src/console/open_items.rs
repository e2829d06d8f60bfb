//! What stays open when a deal is closed, or opened again. It is said, and nothing is cancelled
//! unasked.

use super::{Ui, wording::count};
use crate::deal::{Day, Deal, FollowUp, Meeting};

/// Names each open follow-up and each scheduled meeting, with the command that cancels it.
pub fn name(ui: &mut Ui, deal: &Deal, id: &str) {
    for task in follow_ups(deal) {
        let due = task
            .due
            .map(|due| format!(", due {due}"))
            .unwrap_or_default();
        ui.status(&format!(
            "follow-up still open: {}{due}; to cancel it: deal followup cancel {id} {}",
            task.what, task.id
        ));
    }
    for meeting in meetings(deal) {
        let (kind, date) = (meeting.kind.as_deref().unwrap_or("meeting"), meeting.date);
        ui.status(&format!(
            "meeting still scheduled: {kind} on {date}; to cancel it: deal meeting cancel {id} {}",
            meeting.id
        ));
    }
}

/// Counts what the deal, as it was before its closing on that day, leaves open.
pub fn tally(ui: &mut Ui, deal: &Deal, id: &str, on: Day) {
    objections(ui, deal, id, on);
    tell(
        ui,
        follow_ups(deal).count(),
        "earlier follow-up",
        &format!("still open; to list them: deal followup list {id}"),
    );
    tell(
        ui,
        meetings(deal).count(),
        "meeting",
        &format!("still scheduled; to list them: deal meeting list {id}"),
    );
}

/// Counts the objections that a closing on that day ended.
pub fn objections(ui: &mut Ui, deal: &Deal, id: &str, on: Day) {
    let open = deal
        .objections
        .iter()
        .filter(|objection| objection.was_open_on(on))
        .count();
    tell(
        ui,
        open,
        "objection",
        &format!("ended unresolved; to list them: deal objection list {id} --all"),
    );
}

fn tell(ui: &mut Ui, number: usize, noun: &str, what: &str) {
    if number > 0 {
        ui.status(&format!("{} {what}", count(number, noun)));
    }
}

fn follow_ups(deal: &Deal) -> impl Iterator<Item = &FollowUp> {
    deal.followups.iter().filter(|task| task.is_open())
}

fn meetings(deal: &Deal) -> impl Iterator<Item = &Meeting> {
    deal.meetings
        .iter()
        .filter(|meeting| meeting.is_scheduled())
}
