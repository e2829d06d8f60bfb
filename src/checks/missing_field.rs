//! A required key that is missing or empty. The parser finds most of them.

use super::prelude::*;
use crate::finding::MISSING_FIELD;

pub static RULE: Rule = Rule {
    name: MISSING_FIELD,
    category: Category::Schema,
    severity: Severity::Error,
    checks: &[Check::Parts(check)],
    summary: "a required key is missing or empty",
    docs: Docs {
        what: "A deal needs `name` and `stage`, a list entry its defining field, and a history entry a date (only the first may lack it).",
        why: "A deal without a name cannot be found, and an event without a date is in no period.",
        bad: "stage: lead\ncreated: 2026-11-16\n",
        good: "name: Acme rollout\nstage: lead\ncreated: 2026-11-16\n",
        fix: "Add the key that the message names.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let deal = subject.deal;
    let mut found = Vec::new();
    found.extend(empty("name", &deal.name));
    found.extend(empty("stage", &deal.stage));
    for (index, entry) in deal.history.iter().enumerate().skip(1) {
        if entry.date.is_none() {
            found.push(undated(index));
        }
    }
    found
}

fn empty(key: &str, text: &str) -> Option<Finding> {
    if !text.trim().is_empty() {
        return None;
    }
    Some(RULE.finding(
        KeyPath::top(key),
        format!("{key} is empty"),
        "add a value after the colon",
    ))
}

fn undated(index: usize) -> Finding {
    let at = KeyPath::top("history").index(index);
    RULE.finding(
        at,
        "history entry without a date",
        "add `date: YYYY-MM-DD`; only the first entry may lack it",
    )
}
