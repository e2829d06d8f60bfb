//! A move to an earlier stage with no reason given.

use super::prelude::*;

pub static RULE: Rule = Rule {
    name: "moved-back-without-reason",
    category: Category::Pipeline,
    is_on: false,
    checks: &[Check::Parts(check)],
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

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let moves = subject.events.iter();
    moves
        .filter(|event| event.entry.why.is_none())
        .filter(|event| is_back(subject, event).unwrap_or(false))
        .map(|event| {
            RULE.finding(
                event.at("stage"),
                "moved back without a reason",
                "add `why: …` to the entry",
            )
        })
        .collect()
}

/// `None` where a stage is unknown, and for a move to another pipeline.
fn is_back(subject: &Subject<'_>, event: &Event<'_>) -> Option<bool> {
    let (before, after) = (event.before?, event.after);
    if before.pipeline != after.pipeline {
        return None;
    }
    let pipeline = subject.book.pipeline_of(&before)?;
    Some(pipeline.rank(after.stage)? < pipeline.rank(before.stage)?)
}
