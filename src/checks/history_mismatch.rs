//! A current value that differs from the history: someone edited the file by hand.

use super::engine::{BASE, Category, Docs, Fix, Rule, Subject, Violation};
use crate::book::Book;
use crate::deal::change;
use crate::deal::history::{HistoryEntry, State};
use crate::edit::{Edit, Style, Value};
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
    let (book, top, fold) = (subject.book, subject.deal.top(), subject.history.latest());
    let difference = |key| Difference {
        key,
        top: text(book, &top, key),
        fold: text(book, &fold, key),
    };
    book.mismatch(subject.deal, subject.history)
        .into_iter()
        .map(difference)
        .collect()
}

fn text(book: &Book, state: &State<'_>, key: &str) -> Option<String> {
    match key {
        "pipeline" => book.pipeline_id(state).map(str::to_owned),
        "stage" => Some(book.stage_id(state).to_owned()),
        "amount" => state.amount.map(|amount| amount.to_string()),
        "currency" => state.currency.map(|currency| currency.to_string()),
        "close_date" => state.close_date.map(|day| day.to_string()),
        "owner" => state.owner.map(str::to_owned),
        "forecast" => state.forecast.map(|forecast| forecast.to_string()),
        _ => state.hold.map(|day| day.to_string()),
    }
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
        .rposition(|line| names(line, difference.key));
    last.map_or(KeyPath::top(difference.key), |index| {
        KeyPath::top("history").index(index).key(difference.key)
    })
}

fn names(line: &HistoryEntry, wanted: &str) -> bool {
    matches!(change::entry(line), Value::Map(keys) if keys.iter().any(|(key, _)| key == wanted))
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
    let last = deal.history.iter().filter_map(|line| line.date).max();
    let has = |key: &str| differences.iter().any(|difference| difference.key == key);
    let line = HistoryEntry {
        date: Some(last.map_or(subject.as_of, |last| last.max(subject.as_of))),
        pipeline: has("pipeline").then(|| deal.pipeline.clone()),
        stage: has("stage").then(|| deal.stage.clone()),
        amount: has("amount").then_some(deal.amount),
        currency: has("currency").then_some(deal.currency),
        close_date: has("close_date").then_some(deal.close_date),
        owner: has("owner").then(|| deal.owner.clone()),
        forecast: has("forecast").then_some(deal.forecast),
        hold: has("hold").then_some(deal.hold),
        ..HistoryEntry::default()
    };
    let entry = change::entry(&line);
    Edit::Insert {
        list: KeyPath::top("history"),
        index: deal.history.len(),
        entry,
        style: Style::Flow,
    }
}
