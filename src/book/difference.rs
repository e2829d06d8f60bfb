//! What became of a deal between two states of its file, in the words of a seller.

use std::collections::BTreeSet;

use super::{Book, snapshot::Snapshot};
use crate::deal::{Contact, Day, Deal, Element, FollowUp, History, Meeting, Objection, tracked};
use crate::edit::{Value, to_value};

/// Everything that differs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Difference {
    pub fields: Vec<FieldChange>,
    pub moves: Vec<Move>,
    pub meddic: Vec<ElementChange>,
    pub entries: Vec<EntryChange>,
    /// Other keys that differ, by name.
    pub other: Vec<String>,
}

/// A field with another value; `None` is absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    pub field: &'static str,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// A move that the earlier state does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// `None` for a deal that was created there.
    pub from: Option<String>,
    pub to: String,
    pub date: Option<Day>,
}

/// A score that rose or fell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ElementChange {
    pub element: Element,
    pub before: u8,
    pub after: u8,
}

/// An entry of a list that came, went or was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryChange {
    pub list: &'static str,
    pub id: Option<String>,
    /// raised, added, done, held, changed, removed …
    pub change: &'static str,
    pub what: String,
}

/// The fields beside the tracked ones that are told with their values.
const PLAIN: &[&str] = &["name", "account", "source", "segment", "product"];
/// The keys that are told in another way.
const TOLD: &[&str] = &[
    "stage",
    "meddic",
    "contacts",
    "objections",
    "followups",
    "meetings",
    "activities",
    "history",
    "created",
];

impl Difference {
    pub fn new(before: &Deal, after: &Deal, book: &Book) -> Self {
        Self {
            fields: fields(before, after, book),
            moves: moves(before, after, book),
            meddic: meddic(before, after),
            entries: entries(before, after),
            other: other(before, after),
        }
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

fn fields(before: &Deal, after: &Deal, book: &Book) -> Vec<FieldChange> {
    let (old, new) = (before.top(), after.top());
    let (old, new) = (book.identified(&old), book.identified(&new));
    let tracked = tracked::FIELDS.iter().filter(|field| **field != "stage");
    let tracked = tracked.map(|field| FieldChange {
        field,
        before: old.text(field),
        after: new.text(field),
    });
    let plain = |deal: &Deal, field: &str| match field {
        "name" => Some(deal.name.clone()),
        "account" => deal.account.clone(),
        "source" => deal.source.clone(),
        "segment" => deal.segment.clone(),
        _ => deal.product.clone(),
    };
    let plain = PLAIN.iter().map(|field| FieldChange {
        field,
        before: plain(before, field),
        after: plain(after, field),
    });
    // A stage that no entry tells was set by hand.
    let hand =
        (old.stage != new.stage && moves(before, after, book).is_empty()).then(|| FieldChange {
            field: "stage",
            before: old.text("stage"),
            after: new.text("stage"),
        });
    let all = hand.into_iter().chain(tracked).chain(plain);
    all.filter(|change| change.before != change.after).collect()
}

fn moves(before: &Deal, after: &Deal, book: &Book) -> Vec<Move> {
    let history = History::new(after);
    let mut moves = Vec::new();
    let mut from = None;
    for (line, state) in history.until(Day::LAST) {
        let to = book.stage_id(&state).to_owned();
        let is_new = !before.history.contains(line) && !after.history.is_empty();
        if is_new && line.stage.is_some() && from.as_ref() != Some(&to) {
            moves.push(Move {
                from: from.clone(),
                to: to.clone(),
                date: line.date,
            });
        }
        from = Some(to);
    }
    moves
}

fn meddic(before: &Deal, after: &Deal) -> Vec<ElementChange> {
    let changes = Element::ALL.iter().map(|element| ElementChange {
        element: *element,
        before: before.meddic.score(*element),
        after: after.meddic.score(*element),
    });
    changes
        .filter(|change| change.before != change.after)
        .collect()
}

fn entries(before: &Deal, after: &Deal) -> Vec<EntryChange> {
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
    let activity = |activity: &crate::deal::Activity, change| EntryChange {
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

/// The other keys at the top that differ; below `x` each by itself, and history where lines went.
fn other(before: &Deal, after: &Deal) -> Vec<String> {
    let value = |deal: &Deal| to_value(deal).unwrap_or(Value::Null);
    let (old, new) = (value(before), value(after));
    let mut names: BTreeSet<String> = BTreeSet::new();
    for key in keys(&old).chain(keys(&new)) {
        let is_told = TOLD.contains(&key) || tracked::FIELDS.contains(&key) || PLAIN.contains(&key);
        let (old, new) = (old.at(key), new.at(key));
        match (old, new) {
            _ if is_told || old == new => {}
            (Some(Value::Map(_)), Some(Value::Map(_))) if key == "x" => {
                let own = old.into_iter().chain(new).flat_map(keys);
                let differs =
                    |own: &&str| old.and_then(|x| x.at(own)) != new.and_then(|x| x.at(own));
                names.extend(own.filter(differs).map(|own| format!("x.{own}")));
            }
            _ => drop(names.insert(key.to_owned())),
        }
    }
    if before
        .history
        .iter()
        .any(|line| !after.history.contains(line))
    {
        names.insert("history".to_owned());
    }
    // Scores are told by themselves; what else is known of an element is not.
    if before.meddic != after.meddic && meddic(before, after).is_empty() {
        names.insert("meddic".to_owned());
    }
    names.into_iter().collect()
}

fn keys(value: &Value) -> impl Iterator<Item = &str> {
    let pairs = match value {
        Value::Map(pairs) => pairs.as_slice(),
        _ => &[],
    };
    pairs.iter().map(|(key, _)| key.as_str())
}

/// How many requirements of the gate ahead are not met.
pub fn unmet(snapshot: &Snapshot<'_>, deal: &Deal) -> Option<(String, usize)> {
    let ahead = snapshot.next_stage(deal)?;
    let missing = ahead
        .gate
        .iter()
        .filter(|requirement| !requirement.met)
        .count();
    Some((ahead.to, missing))
}
