//! A required key that is missing or empty. The parser finds most of them.

use super::engine::{BASE, Category, Docs, Rule, Subject, Violation};
use crate::finding::{MISSING_FIELD, Severity};
use crate::key_path::KeyPath;

pub static RULE: Rule = Rule {
    name: MISSING_FIELD,
    category: Category::Schema,
    severity: Severity::Error,
    each: Some(check),
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

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let empty = |key: &str, text: &str| {
        let found = || {
            Violation::new(KeyPath::top(key), format!("{key} is empty"))
                .help("add a value after the colon")
        };
        text.trim().is_empty().then(found)
    };
    let top = [
        empty("name", &subject.deal.name),
        empty("stage", &subject.deal.stage),
    ];
    let undated = subject
        .deal
        .history
        .iter()
        .enumerate()
        .skip(1)
        .filter(|(_, line)| line.date.is_none());
    let lines = undated.map(|(index, _)| {
        let at = KeyPath::top("history").index(index);
        Violation::new(at, "history entry without a date")
            .help("add `date: YYYY-MM-DD`; only the first entry may lack it")
    });
    top.into_iter().flatten().chain(lines).collect()
}
