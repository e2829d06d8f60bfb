//! What was promised and arranged: follow-ups, and meetings.

use super::{Agenda, Item, urgency::Kind};
use crate::deal::{Day, FollowUp, Meeting, day::spell};

/// Follow-ups and meetings up to the last day that is looked at. A closed deal has them as well,
/// one that waits too.
pub fn items(agenda: &Agenda<'_>) -> Vec<Item> {
    let tasks = agenda.tasks().filter_map(|task| follow_up(agenda, task));
    let meetings = agenda
        .deal
        .meetings
        .iter()
        .filter(|meeting| meeting.is_scheduled());
    tasks
        .chain(meetings.filter_map(|met| meeting(agenda, met)))
        .collect()
}

fn follow_up(agenda: &Agenda<'_>, task: &FollowUp) -> Option<Item> {
    let due = task.due.filter(|due| *due <= agenda.until)?;
    let (kind, when) = match agenda.as_of().since(due) {
        0 => (Kind::FollowUpToday, "due today".to_owned()),
        late if late > 0 => (Kind::OverdueFollowUp, format!("overdue by {}", spell(late))),
        ahead => (Kind::Upcoming, format!("due in {}", spell(-ahead))),
    };
    let command = format!("deal followup done {} {}", agenda.id(), task.id);
    let item = agenda.item(kind, Some(due), format!("{when}: {}", task.what), command);
    Some(Item {
        owner: task.owner.clone().or(item.owner.clone()),
        ..item
    })
}

fn meeting(agenda: &Agenda<'_>, meeting: &Meeting) -> Option<Item> {
    let kind = kind(agenda, meeting.date)?;
    let what = meeting.kind.as_deref().unwrap_or("meeting");
    let with = if meeting.with.is_empty() {
        String::new()
    } else {
        format!(" with {}", meeting.with.join(", "))
    };
    let why = match kind {
        Kind::MeetingToday => format!("today: {what}{with}"),
        Kind::Upcoming => format!(
            "in {}: {what}{with}",
            spell(meeting.date.since(agenda.as_of()))
        ),
        _ => format!("{what} on {} has no outcome recorded", meeting.date),
    };
    let settle = |verb: &str| format!("deal meeting {verb} {} {}", agenda.id(), meeting.id);
    // Before its day nothing can be said of it: it is to be prepared.
    let command = if kind == Kind::Upcoming {
        format!("deal show {}", agenda.id())
    } else {
        settle("held")
    };
    let instead = (kind == Kind::MeetingOutcome).then(|| settle("no-show"));
    let item = agenda.item(kind, Some(meeting.date), why, command);
    Some(Item {
        owner: meeting.by.clone().or(item.owner.clone()),
        instead,
        ..item
    })
}

fn kind(agenda: &Agenda<'_>, date: Day) -> Option<Kind> {
    match agenda.as_of().since(date) {
        0 => Some(Kind::MeetingToday),
        past if past > 0 => Some(Kind::MeetingOutcome),
        _ if date <= agenda.until => Some(Kind::Upcoming),
        _ => None,
    }
}
