//! An event dated before the one that it follows.

use super::prelude::*;
use crate::deal::{Day, Objection};

pub static RULE: Rule = Rule {
    name: "events-out-of-order",
    category: Category::History,
    severity: Severity::Error,
    checks: &[Check::Parts(check)],
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

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = history(subject);
    for (index, objection) in subject.deal.objections.iter().enumerate() {
        let at = KeyPath::top("objections").index(index);
        findings.extend(confirmed_early(&at, objection));
    }
    findings
}

fn history(subject: &Subject<'_>) -> Vec<Finding> {
    let mut latest: Option<(Day, usize)> = None;
    let mut found = Vec::new();
    for (index, entry) in subject.deal.history.iter().enumerate() {
        let Some(date) = entry.date else {
            continue;
        };
        match latest {
            Some(latest) if date < latest.0 => found.push(earlier(date, index, latest)),
            _ => latest = Some((date, index)),
        }
    }
    found
}

fn earlier(date: Day, index: usize, (before, first): (Day, usize)) -> Finding {
    let at = |index| KeyPath::top("history").index(index).key("date");
    RULE.finding(
        at(index),
        format!("{date} is listed after {before} but is earlier"),
        "correct the date, or move the entry",
    )
    .related(at(first), "the later entry above it")
}

fn confirmed_early(at: &KeyPath, objection: &Objection) -> Option<Finding> {
    let raised = objection.date;
    let answered = objection.answered.as_ref().map(|answered| answered.date);
    let ended = objection.ended.as_ref().map(|ended| ended.date);
    let pairs = [
        ("confirmed", objection.confirmed, "answered", answered),
        ("confirmed", objection.confirmed, "raised", raised),
        ("ended", ended, "raised", raised),
    ];
    let (later, day, earlier, before) = pairs
        .into_iter()
        .filter_map(|(later, day, earlier, before)| Some((later, day?, earlier, before?)))
        .find(|(_, day, _, before)| day < before)?;
    let message = format!("{later} on {day}, before it was {earlier} on {before}");
    let key = if earlier == "raised" { "date" } else { earlier };
    let finding = RULE.finding(at.clone().key(later), message, "correct the wrong date");
    Some(finding.related(at.clone().key(key), format!("{earlier} here")))
}
