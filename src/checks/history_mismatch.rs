//! A current value that differs from the history: someone edited the file by hand.

use std::fmt;

use super::{
    engine::{Fix, Mend, Mending},
    prelude::*,
};
use crate::deal::{Deal, History, HistoryEntry};

pub static RULE: Rule = Rule {
    name: "history-mismatch",
    category: Category::History,
    severity: Severity::Error,
    fix: Fix::Safe,
    mend: Some(Mend::Change(mend)),
    checks: &[Check::Deal(check)],
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
    current: Option<String>,
    folded: Option<String>,
}

fn check(subject: &Subject<'_>) -> Option<Finding> {
    let differences = differences(subject);
    let first = differences.first()?;
    let current = KeyPath::top(first.key);
    let entry = last_entry_with(subject, first.key);
    let (at, related) = match (&first.current, entry) {
        (None, Some(entry)) => (entry, None),
        (_, entry) => (current, entry),
    };
    let help = "run `deal check --fix` to add the missing history entry";
    let mut finding = RULE.finding(at, message(&differences), help);
    finding.is_fixable = true;
    Some(match related {
        Some(entry) => finding.related(entry, "the value in its history"),
        None => finding,
    })
}

fn differences(subject: &Subject<'_>) -> Vec<Difference> {
    let book = subject.book;
    let (current, folded) = (subject.deal.top(), subject.history.latest());
    let (current, folded) = (book.identified(&current), book.identified(&folded));
    let differing = book.differing(&folded, &current).into_iter();
    differing
        .map(|key| Difference {
            key,
            current: current.text(key),
            folded: folded.text(key),
        })
        .collect()
}

fn last_entry_with(subject: &Subject<'_>, key: &str) -> Option<KeyPath> {
    let mut entries = subject.deal.history.iter();
    let index = entries.rposition(|entry| entry.names(key))?;
    Some(KeyPath::top("history").index(index).key(key))
}

fn message(differences: &[Difference]) -> String {
    let each: Vec<String> = differences.iter().map(Difference::to_string).collect();
    each.join("; ")
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let current = self.current.as_deref().unwrap_or("nothing");
        let folded = self.folded.as_deref().unwrap_or("nothing");
        let key = self.key;
        write!(
            f,
            "{key} is {current} in the file, but {folded} in its history"
        )
    }
}

/// Adds an entry with the current values, on the as-of date, but never before the last entry.
fn mend(deal: &mut Deal, mending: &Mending<'_>) {
    let as_of = mending.as_of;
    let last = deal.history.iter().filter_map(|entry| entry.date).max();
    let fields = mending.book.mismatch(deal, &History::new(deal));
    let entry = HistoryEntry {
        date: Some(last.map_or(as_of, |last| last.max(as_of))),
        ..HistoryEntry::of_fields(deal, &fields)
    };
    deal.history.push(entry);
}
