//! A required key that is not there or empty. The reader finds most of them.

use super::engine::{BASE, Category, Docs, Rule, Subject, Violation};
use crate::finding::Severity;
use crate::key_path::KeyPath;

pub static RULE: Rule = Rule {
    name: "missing-field",
    category: Category::Schema,
    severity: Severity::Error,
    each: Some(check),
    summary: "a required key is missing or empty",
    docs: Docs {
        what: "A deal needs `name` and `stage`, an entry of a list what makes it one, and a line of history the day of its event; only the first line may lack it.",
        why: "A deal without a name cannot be found, and an event without a day is in no period.",
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
                .help("write a value behind the colon")
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
        Violation::new(at, "this line of history has no date")
            .help("add `date: YYYY-MM-DD`; only the first line may lack it")
    });
    top.into_iter().flatten().chain(lines).collect()
}
