//! A lost deal without a loss reason.

use super::prelude::*;
use crate::deal::{HistoryEntry, Outcome, history::LOST};

pub static RULE: Rule = Rule {
    name: "loss-reason-missing",
    category: Category::Pipeline,
    severity: Severity::Error,
    checks: &[Check::Parts(check)],
    summary: "a lost deal without a loss reason, or lost to an unnamed competitor",
    docs: Docs {
        what: "A history entry with `stage: lost` has no `reason`, or its reason is `competitor` and it has no `competitor`.",
        why: "This quarter's loss reasons are what the team changes next quarter, and nobody remembers them later.",
        bad: "\
name: Acme rollout
stage: lost
history:
  - {date: 2026-11-16, stage: lead}
  - {date: 2026-11-20, stage: lost}
",
        good: "\
name: Acme rollout
stage: lost
history:
  - {date: 2026-11-16, stage: lead}
  - {date: 2026-11-20, stage: lost, reason: competitor, competitor: Globex}
",
        fix: "Add `reason:` to the history entry. `deal lose` requires it.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let history = &subject.deal.history;
    if history.is_empty() {
        return without_history(subject).into_iter().collect();
    }
    let losses = history.iter().enumerate();
    losses
        .filter(|(_, entry)| entry.stage.as_deref() == Some(LOST))
        .filter_map(|(index, entry)| missing(index, entry))
        .collect()
}

fn without_history(subject: &Subject<'_>) -> Option<Finding> {
    if subject.state.outcome() != Outcome::Lost {
        return None;
    }
    let help =
        "add `history:` with an entry such as {date: 2026-11-20, stage: lost, reason: no_decision}";
    Some(RULE.finding(KeyPath::top("stage"), "lost without a loss reason", help))
}

fn missing(index: usize, entry: &HistoryEntry) -> Option<Finding> {
    let at = KeyPath::top("history").index(index);
    match (entry.reason.as_deref(), &entry.competitor) {
        (None, _) => Some(RULE.finding(
            at,
            "lost without a loss reason",
            "add `reason: …` to the entry, for example no_decision",
        )),
        (Some("competitor"), None) => Some(RULE.finding(
            at.key("reason"),
            "lost to an unnamed competitor",
            "add `competitor: …` to the entry",
        )),
        _ => None,
    }
}
