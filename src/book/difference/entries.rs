//! What became of the entries of a deal's lists.

use super::EntryChange;
use crate::deal::{Activity, Contact, Deal, FollowUp, Meeting, Objection};

pub fn entries(before: &Deal, after: &Deal) -> Vec<EntryChange> {
    let mut all = changed(
        "objections",
        &before.objections,
        &after.objections,
        objection,
    );
    all.extend(changed(
        "followups",
        &before.followups,
        &after.followups,
        follow_up,
    ));
    all.extend(changed(
        "meetings",
        &before.meetings,
        &after.meetings,
        meeting,
    ));
    all.extend(changed(
        "contacts",
        &before.contacts,
        &after.contacts,
        contact,
    ));
    let activity = |activity: &Activity, change| EntryChange {
        list: "activities",
        id: None,
        change,
        what: [
            Some(activity.date.to_string()),
            activity.kind.clone(),
            activity.note.clone(),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" "),
    };
    let gone = before
        .activities
        .iter()
        .filter(|own| !after.activities.contains(own));
    let new = after
        .activities
        .iter()
        .filter(|own| !before.activities.contains(own));
    all.extend(new.map(|own| activity(own, "added")));
    all.extend(gone.map(|own| activity(own, "removed")));
    all
}

/// An entry's id, what it is, and what became of it since an earlier state; `None` where that had
/// none.
type Told<T> = fn(&T, Option<&T>) -> (String, String, &'static str);

fn changed<T: PartialEq>(
    list: &'static str,
    before: &[T],
    after: &[T],
    told: Told<T>,
) -> Vec<EntryChange> {
    let id = |entry: &T| told(entry, None).0;
    let find = |entries: &[T], wanted: &str| entries.iter().position(|entry| id(entry) == wanted);
    let mut changes = Vec::new();
    for entry in after {
        let old = find(before, &id(entry)).and_then(|index| before.get(index));
        if old != Some(entry) {
            let (id, what, change) = told(entry, old);
            changes.push(EntryChange {
                list,
                id: Some(id),
                change,
                what,
            });
        }
    }
    for entry in before {
        let (id, what, _) = told(entry, None);
        if find(after, &id).is_none() {
            changes.push(EntryChange {
                list,
                id: Some(id),
                change: "removed",
                what,
            });
        }
    }
    changes
}

fn objection(now: &Objection, before: Option<&Objection>) -> (String, String, &'static str) {
    let was =
        |done: fn(&Objection) -> bool| done(now) && before.is_some_and(|before| !done(before));
    let change = match before {
        None => "raised",
        Some(_) if was(|own| own.confirmed.is_some()) => "settled",
        Some(_) if was(|own| own.ended.is_some()) => "ended",
        Some(_) if was(|own| own.answered.is_some()) => "answered",
        Some(_) => "changed",
    };
    let words = now
        .words
        .clone()
        .unwrap_or_else(|| now.category.to_string());
    (now.id.clone(), words, change)
}

fn follow_up(now: &FollowUp, before: Option<&FollowUp>) -> (String, String, &'static str) {
    let change = match before {
        None => "added",
        Some(before) if before.is_open() && !now.is_open() => now.status(),
        Some(before) if before.due != now.due => "rescheduled",
        Some(_) => "changed",
    };
    let due = now
        .due
        .map(|due| format!(" (due {due})"))
        .unwrap_or_default();
    (now.id.clone(), format!("{}{due}", now.what), change)
}

fn meeting(now: &Meeting, before: Option<&Meeting>) -> (String, String, &'static str) {
    let change = match (before, now.status) {
        (None, _) => "booked",
        (Some(before), Some(status)) if before.status != Some(status) => status.as_str(),
        (Some(before), _) if before.date != now.date => "rescheduled",
        (Some(_), _) => "changed",
    };
    let kind = now.kind.clone().unwrap_or_else(|| "meeting".to_owned());
    (now.id.clone(), format!("{kind} on {}", now.date), change)
}

fn contact(now: &Contact, before: Option<&Contact>) -> (String, String, &'static str) {
    let change = if before.is_none() { "added" } else { "changed" };
    let name = now.name.clone().unwrap_or_else(|| now.id.clone());
    (now.id.clone(), name, change)
}
