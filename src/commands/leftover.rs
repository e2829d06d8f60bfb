//! What stays open when a deal is closed, or opened again. It is said, and nothing is cancelled unasked.

use crate::deal::Deal;
use crate::deal::day::Day;
use crate::deal::work::{FollowUp, Meeting};

use super::saving::say_plain;
use super::wording::count;

/// Names each open follow-up and each scheduled meeting, with the command that cancels it.
pub fn name(deal: &Deal, id: &str) {
    for task in follow_ups(deal) {
        let due = task.due.map(|due| format!(", due {due}")).unwrap_or_default();
        say_plain(&format!("still open: {}{due}: deal followup cancel {id} {}", task.what, task.id));
    }
    for meeting in meetings(deal) {
        let (kind, date) = (meeting.kind.as_deref().unwrap_or("meeting"), meeting.date);
        say_plain(&format!("still scheduled: {kind} of {date}: deal meeting cancel {id} {}", meeting.id));
    }
}

/// Counts what the deal, as it was before its closing on that day, leaves open.
pub fn tally(deal: &Deal, id: &str, on: Day) {
    let objections = deal.objections.iter().filter(|objection| objection.was_open_on(on)).count();
    let lines = [
        (objections, "objection", "ended with it unresolved: deal objection list", " --all"),
        (follow_ups(deal).count(), "follow-up", "of before still open: deal followup list", ""),
        (meetings(deal).count(), "meeting", "still scheduled: deal meeting list", ""),
    ];
    for (number, noun, what, flag) in lines.into_iter().filter(|(number, ..)| *number > 0) {
        let number = count(i64::try_from(number).unwrap_or(i64::MAX), noun);
        say_plain(&format!("{number} {what} {id}{flag}"));
    }
}

fn follow_ups(deal: &Deal) -> impl Iterator<Item = &FollowUp> {
    deal.followups.iter().filter(|task| task.is_open())
}

fn meetings(deal: &Deal) -> impl Iterator<Item = &Meeting> {
    deal.meetings.iter().filter(|meeting| meeting.is_scheduled())
}
