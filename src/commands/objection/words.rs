//! An objection as people read it.

use crate::console::wording::joined;
use crate::deal::Objection;

/// Its id, weight, subject, and how far it has come, with the buyer's words.
pub fn row(objection: &Objection) -> Vec<String> {
    let who = joined([
        objection.by.clone(),
        objection.date.map(|day| day.to_string()),
    ]);
    let who = if who.is_empty() {
        who
    } else {
        format!(" ({who})")
    };
    let words = objection
        .words
        .as_ref()
        .map(|words| format!(": \"{}\"", words.trim()))
        .unwrap_or_default();
    vec![
        objection.id.clone(),
        objection.severity().to_string(),
        objection.category.to_string(),
        format!("{}{words}{who}", progress(objection)),
    ]
}

/// `answered 2026-11-17`, or `raised`.
fn progress(objection: &Objection) -> String {
    let step = objection.progress().as_str();
    match objection.steps().last() {
        Some((_, day)) => format!("{step} {day}"),
        None => step.to_owned(),
    }
}
