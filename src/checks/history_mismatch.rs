//! A current value that differs from the history: someone edited the file by hand.

use super::engine::{BASE, Category, Docs, Fix, Rule, Subject, Violation};
use crate::deal::history::HistoryEntry;
use crate::edit::{Edit, Style, Value, to_value};
use crate::finding::Severity;
use crate::key_path::KeyPath;

pub static RULE: Rule = Rule {
    name: "history-mismatch",
    category: Category::History,
    severity: Severity::Error,
    fix: Fix::Safe,
    each: Some(check),
    summary: "a field that disagrees with the deal's history",
    docs: Docs {
        what: "The current stage, pipeline, amount, currency, close date, owner, forecast or hold is not what the history entries add up to.",
        why: "Win rates, cycle times and the bridge are calculated from history; a change without an entry never happened.",
        bad: "\
name: Acme rollout
stage: lead
amount: 120000
history:
  - {date: 2026-11-16, stage: lead, amount: 100000}
",
        good: "\
name: Acme rollout
stage: lead
amount: 120000
history:
  - {date: 2026-11-16, stage: lead, amount: 100000}
  - {date: 2026-11-20, amount: 120000}
",
        fix: "Run `deal check --fix` to add an entry dated today; if the change was earlier, correct its date.",
        ..BASE.docs
    },
    ..BASE
};

/// A field that differs: its key, and both values in words.
struct Difference {
    key: &'static str,
    top: Option<String>,
    fold: Option<String>,
}

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let differences = differences(subject);
    let Some(first) = differences.first() else {
        return Vec::new();
    };
    let found = Violation::new(place(subject, first), message(&differences));
    vec![Violation {
        help: Some("run `deal check --fix` to add the missing history entry".to_owned()),
        fix: vec![append(subject, &differences)],
        ..found
    }]
}

fn differences(subject: &Subject<'_>) -> Vec<Difference> {
    let book = subject.book;
    let (top, fold) = (subject.deal.top(), subject.history.latest());
    let (top, fold) = (book.identified(&top), book.identified(&fold));
    let differing = book.differing(&fold, &top).into_iter();
    let difference = differing.map(|key| Difference {
        key,
        top: top.text(key),
        fold: fold.text(key),
    });
    difference.collect()
}

/// The current value; where the key is gone, the last history entry that has it.
fn place(subject: &Subject<'_>, difference: &Difference) -> KeyPath {
    if difference.top.is_some() {
        return KeyPath::top(difference.key);
    }
    let last = subject
        .deal
        .history
        .iter()
        .rposition(|entry| entry.names(difference.key));
    last.map_or(KeyPath::top(difference.key), |index| {
        KeyPath::top("history").index(index).key(difference.key)
    })
}

fn message(differences: &[Difference]) -> String {
    let word = |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".to_owned());
    let each = differences.iter().map(|d| {
        format!(
            "{} is {} in the file, but {} in its history",
            d.key,
            word(&d.top),
            word(&d.fold)
        )
    });
    each.collect::<Vec<_>>().join("; ")
}

/// An entry with the current values, on the as-of date, but never before the last entry.
fn append(subject: &Subject<'_>, differences: &[Difference]) -> Edit {
    let deal = subject.deal;
    let last = deal.history.iter().filter_map(|entry| entry.date).max();
    let fields: Vec<&str> = differences
        .iter()
        .map(|difference| difference.key)
        .collect();
    let entry = HistoryEntry {
        date: Some(last.map_or(subject.as_of, |last| last.max(subject.as_of))),
        ..HistoryEntry::of_fields(deal, &fields)
    };
    Edit::Insert {
        list: KeyPath::top("history"),
        index: deal.history.len(),
        entry: to_value(&entry).unwrap_or(Value::Null),
        style: Style::Flow,
    }
}
