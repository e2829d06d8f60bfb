//! What stands in the way: open objections, each with the next step of its loop.

use crate::book::next_command;
use crate::deal::keywords::Severity;
use crate::deal::objection::Objection;

use super::urgency::Kind;
use super::{Agenda, Item};

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
