//! What was promised and arranged: follow-ups, and meetings.

use crate::deal::day::{Day, spell};
use crate::deal::work::{FollowUp, Meeting};

use super::urgency::Kind;
use super::{Case, Item};

/// Follow-ups and meetings up to the last day that is looked at. A closed deal has them as well,
/// one that waits too.
pub fn items(case: &Case<'_>) -> Vec<Item> {
    let tasks = case.tasks().filter_map(|task| follow_up(case, task));
    let meetings = case
        .deal
        .meetings
        .iter()
        .filter(|meeting| meeting.is_scheduled());
    tasks
        .chain(meetings.filter_map(|met| meeting(case, met)))
        .collect()
}

fn follow_up(case: &Case<'_>, task: &FollowUp) -> Option<Item> {
    let due = task.due.filter(|due| *due <= case.until)?;
    let (kind, when) = match case.on.since(due) {
        0 => (Kind::FollowUpToday, "due today".to_owned()),
        late if late > 0 => (Kind::OverdueFollowUp, format!("overdue by {}", spell(late))),
        ahead => (Kind::Upcoming, format!("due in {}", spell(-ahead))),
    };
    let command = format!("deal followup done {} {}", case.id, task.id);
    let item = case.item(kind, Some(due), format!("{when}: {}", task.what), command);
    Some(Item {
        owner: task.owner.clone().or(item.owner.clone()),
        ..item
    })
}

fn meeting(case: &Case<'_>, meeting: &Meeting) -> Option<Item> {
    let kind = kind(case, meeting.date)?;
    let what = meeting.kind.as_deref().unwrap_or("meeting");
    let with = if meeting.with.is_empty() {
        String::new()
    } else {
        format!(" with {}", meeting.with.join(", "))
    };
    let why = match kind {
        Kind::MeetingToday => format!("today: {what}{with}"),
        Kind::Upcoming => format!("in {}: {what}{with}", spell(meeting.date.since(case.on))),
        _ => format!("nobody says what became of the {what} of {}", meeting.date),
    };
    let settle = |verb: &str| format!("deal meeting {verb} {} {}", case.id, meeting.id);
    // Before its day nothing can be said of it: it is to be prepared.
    let command = if kind == Kind::Upcoming {
        format!("deal show {}", case.id)
    } else {
        settle("held")
    };
    let instead = (kind == Kind::MeetingOutcome).then(|| settle("no-show"));
    let item = case.item(kind, Some(meeting.date), why, command);
    Some(Item {
        owner: meeting.by.clone().or(item.owner.clone()),
        instead,
        ..item
    })
}

fn kind(case: &Case<'_>, date: Day) -> Option<Kind> {
    match case.on.since(date) {
        0 => Some(Kind::MeetingToday),
        past if past > 0 => Some(Kind::MeetingOutcome),
        _ if date <= case.until => Some(Kind::Upcoming),
        _ => None,
    }
}
