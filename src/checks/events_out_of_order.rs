//! An event dated before the one that it follows.

use super::engine::{BASE, Category, Docs, Rule, Subject, Violation};
use crate::deal::day::Day;
use crate::deal::objection::Objection;
use crate::finding::Severity;
use crate::key_path::KeyPath;

pub static RULE: Rule = Rule {
    name: "events-out-of-order",
    category: Category::History,
    severity: Severity::Error,
    each: Some(check),
    summary: "history entries out of date order, or an objection confirmed before it was answered",
    docs: Docs {
        what: "A history entry is dated before an entry above it, or an objection was confirmed or ended before it was raised, or confirmed before it was answered. Entries with the same date are in order.",
        why: "Time in stage, cycle and time to resolve are differences between these dates; one wrong date distorts the averages.",
        bad: "\
name: Acme rollout
stage: talk
followups: [{id: k2m9, due: 2026-11-27, what: Send the model}]
history:
  - {date: 2026-11-16, stage: lead}
  - {date: 2026-11-12, stage: talk}
",
        good: "\
name: Acme rollout
stage: talk
followups: [{id: k2m9, due: 2026-11-27, what: Send the model}]
history:
  - {date: 2026-11-16, stage: lead}
  - {date: 2026-11-21, stage: talk}
",
        fix: "Correct the date, or move the entry.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let deal = subject.deal;
    let objections = deal
        .objections
        .iter()
        .enumerate()
        .flat_map(|(index, objection)| settled_early(index, objection));
    lines(subject).into_iter().chain(objections).collect()
}

fn lines(subject: &Subject<'_>) -> Vec<Violation> {
    let mut latest: Option<Day> = None;
    let mut found = Vec::new();
    for (index, line) in subject.deal.history.iter().enumerate() {
        if let (Some(date), Some(before)) =
            (line.date, latest.filter(|latest| line.date < Some(*latest)))
        {
            let at = KeyPath::top("history").index(index).key("date");
            let message = format!("{date} is listed after {before} but is earlier");
            found.push(Violation::new(at, message).help("correct the date, or move the entry"));
        }
        latest = latest.max(line.date);
    }
    found
}

fn settled_early(index: usize, objection: &Objection) -> Vec<Violation> {
    let at = KeyPath::top("objections").index(index);
    let answered = objection.answered.as_ref().map(|answered| answered.date);
    let ended = objection.ended.as_ref().map(|ended| ended.date);
    let pairs = [
        ("confirmed", objection.confirmed, "answered", answered),
        ("confirmed", objection.confirmed, "raised", objection.date),
        ("ended", ended, "raised", objection.date),
    ];
    let wrong = pairs.into_iter().find_map(|(later, day, earlier, before)| {
        let (day, before) = (day?, before?);
        (day < before).then(|| {
            Violation::new(
                at.clone().key(later),
                format!("{later} on {day}, before it was {earlier} on {before}"),
            )
        })
    });
    wrong
        .map(|found| found.help("correct the wrong date"))
        .into_iter()
        .collect()
}
