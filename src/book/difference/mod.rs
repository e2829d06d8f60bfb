//! What became of a deal between two states of its file, in the words of a seller.

mod entries;

use super::{Book, snapshot::Snapshot};
use crate::deal::{Day, Deal, Element, History, other_keys::other_keys, tracked};
use entries::entries;

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

impl Difference {
    pub fn new(before: &Deal, after: &Deal, book: &Book) -> Self {
        Self {
            fields: fields(before, after, book),
            moves: moves(before, after, book),
            meddic: meddic(before, after),
            entries: entries(before, after),
            other: other_keys(before, after),
        }
    }

    /// Each change in a few words.
    pub fn in_short(&self) -> Vec<String> {
        let arrow = |before: &Option<String>, after: &Option<String>| {
            let value = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".to_owned());
            format!("{} → {}", value(before), value(after))
        };
        let moves = self.moves.iter();
        let moves = moves.map(|own| arrow(&own.from, &Some(own.to.clone())));
        let fields = self.fields.iter();
        let fields = fields.map(|own| format!("{} {}", own.field, arrow(&own.before, &own.after)));
        let meddic = self.meddic.iter();
        let meddic = meddic.map(|own| format!("{} {} → {}", own.element, own.before, own.after));
        let entries = self.entries.iter();
        let entries = entries.map(|own| format!("{} {}: {}", own.list, own.change, own.what));
        let other = self.other.iter().cloned();
        moves
            .chain(fields)
            .chain(meddic)
            .chain(entries)
            .chain(other)
            .collect()
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
