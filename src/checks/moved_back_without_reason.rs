//! A move to an earlier stage with no reason given.

use super::engine::{BASE, Category, Docs, Event, Rule, Subject, Violation};
use crate::key_path::KeyPath;

pub static RULE: Rule = Rule {
    name: "moved-back-without-reason",
    category: Category::Pipeline,
    is_on: false,
    each: Some(check),
    summary: "a move to an earlier stage with no reason given",
    docs: Docs {
        what: "A history entry moves an open deal to an earlier stage and has no `why`.",
        why: "The reasons deals move back are what the gate should have required.",
        bad: "\
name: Acme rollout
stage: lead
history:
  - {date: 2026-11-10, stage: talk}
  - {date: 2026-11-16, stage: lead}
",
        good: "\
name: Acme rollout
stage: lead
history:
  - {date: 2026-11-10, stage: talk}
  - {date: 2026-11-16, stage: lead, why: New head of operations}
",
        fix: "Add `why:` to the history entry. `deal move` requires it.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let back = subject
        .events
        .iter()
        .filter(|event| event.line.why.is_none() && is_back(subject, event));
    let at = |index| KeyPath::top("history").index(index).key("stage");
    let message = "moved back without a reason";
    back.map(|event| Violation::new(at(event.index), message).help("add `why: …` to the entry"))
        .collect()
}

fn is_back(subject: &Subject<'_>, event: &Event<'_>) -> bool {
    let Some(before) = event
        .before
        .filter(|before| before.pipeline == event.after.pipeline)
    else {
        return false;
    };
    let ranks = subject
        .book
        .pipeline_of(&before)
        .map(|p| (p.rank(before.stage), p.rank(event.after.stage)));
    matches!(ranks, Some((Some(before), Some(now))) if now < before)
}
