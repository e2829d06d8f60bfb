//! Days that cannot be: an event before the one that it follows.

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
    summary: "history is not in order of day, or an objection was settled before it was answered",
    docs: Docs {
        what: "A line of history is dated before the line above it, so that a deal may close before it was created; or an objection was confirmed before its answer or before it was raised. The same day is in order.",
        why: "Days in stage, sales cycle and the time to settle an objection are differences of these days: one wrong date bends the averages of the team.",
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
        fix: "Correct the date, or move the line to its place.",
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
            let message = format!("{date} comes after {before} in the list, but is before it");
            found.push(
                Violation::new(at, message).help("correct the date, or move the line to its place"),
            );
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
        .map(|found| found.help("correct the date that is wrong"))
        .into_iter()
        .collect()
}
