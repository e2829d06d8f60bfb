//! What stands in the way: open objections, each with the next step of its loop.

use crate::book::next_command;
use crate::deal::keywords::Severity;
use crate::deal::objection::Objection;

use super::urgency::Kind;
use super::{Case, Item};

pub fn items(case: &Case<'_>) -> Vec<Item> {
    let open = case
        .deal
        .objections
        .iter()
        .filter(|objection| objection.was_open_on(case.on));
    open.map(|objection| item(case, objection)).collect()
}

fn item(case: &Case<'_>, objection: &Objection) -> Item {
    let kind = match objection.severity() {
        Severity::Blocker => Kind::Blocker,
        Severity::Major => Kind::Major,
        Severity::Minor => Kind::Minor,
    };
    let (lacks, command) = next_command::settle(objection, case.id);
    let words = objection
        .words
        .as_deref()
        .unwrap_or(objection.category.as_str());
    let why = format!("{} objection {lacks}: {words}", objection.severity());
    case.item(kind, objection.date, why, command)
}
