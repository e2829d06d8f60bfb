//! What stands in the way: open objections, each with the next step of its loop.

use super::{Agenda, Item, urgency::Kind};
use crate::book::next_command;
use crate::deal::{Objection, keywords::Severity};

pub fn items(agenda: &Agenda<'_>) -> Vec<Item> {
    let open = agenda
        .deal
        .objections
        .iter()
        .filter(|objection| objection.was_open_on(agenda.as_of()));
    open.map(|objection| item(agenda, objection)).collect()
}

fn item(agenda: &Agenda<'_>, objection: &Objection) -> Item {
    let kind = match objection.severity() {
        Severity::Blocker => Kind::Blocker,
        Severity::Major => Kind::Major,
        Severity::Minor => Kind::Minor,
    };
    let (lacks, command) = next_command::settle(objection, agenda.id());
    let words = match &objection.words {
        Some(words) => format!("\"{words}\""),
        None => objection.category.to_string(),
    };
    let why = format!("{} objection {lacks}: {words}", objection.severity());
    agenda.item(kind, objection.date, why, command)
}
