//! What there is to do, for machines and spreadsheets.

use serde::Serialize;

use crate::book::agenda::Item;
use crate::console::list::{self, List, column, text};
use crate::table::{Cell, Kind};

/// One thing to do, for a machine.
#[derive(Debug, Serialize)]
pub struct Entry<'a> {
    deal: &'a str,
    owner: Option<&'a str>,
    kind: &'static str,
    /// By when, or since when.
    day: Option<String>,
    why: &'a str,
    command: &'a str,
    /// What to type where it came otherwise: a no-show instead of a meeting that was held.
    instead: Option<&'a str>,
    urgency: f64,
    parts: Vec<Part<'a>>,
}

#[derive(Debug, Serialize)]
struct Part<'a> {
    what: &'a str,
    points: f64,
}

#[derive(Debug, Serialize)]
pub struct AgendaJson<'a> {
    pub as_of: String,
    pub until: String,
    /// How many there are, shown or not.
    pub count: usize,
    pub items: Vec<Entry<'a>>,
}

pub fn entry(item: &Item) -> Entry<'_> {
    Entry {
        deal: &item.deal,
        owner: item.owner.as_deref(),
        kind: item.kind.as_str(),
        day: item.day.map(|day| day.to_string()),
        why: &item.why,
        command: &item.command,
        instead: item.instead.as_deref(),
        urgency: item.urgency(),
        parts: item
            .parts
            .iter()
            .map(|part| Part {
                what: &part.what,
                points: part.points,
            })
            .collect(),
    }
}

pub const LIST: List<Item> = List {
    columns: &[
        column("urgency", "urgency", Kind::Number, |item| {
            Cell::Number(item.urgency())
        }),
        column("deal", "deal", Kind::Text, |item| Cell::text(&item.deal)),
        column("owner", "owner", Kind::Text, |item| {
            text(item.owner.as_deref())
        }),
        column("kind", "kind", Kind::Text, |item| {
            Cell::text(item.kind.as_str())
        }),
        column("day", "day", Kind::Date, |item| list::day(item.day)),
        column("why", "why", Kind::Text, |item| Cell::text(&item.why)),
        column("command", "command", Kind::Text, |item| {
            Cell::text(&item.command)
        }),
        column("instead", "instead", Kind::Text, |item| {
            text(item.instead.as_deref())
        }),
    ],
    ..List::EMPTY
};
