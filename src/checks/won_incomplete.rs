//! A won deal without an amount.

use super::prelude::*;
use crate::deal::Outcome;

pub static RULE: Rule = Rule {
    name: "won-incomplete",
    category: Category::Pipeline,
    severity: Severity::Error,
    checks: &[Check::Deal(check)],
    summary: "a won deal without an amount",
    docs: Docs {
        what: "The deal is won and has no amount, or its amount is 0 and the history entry of the win has no `why`.",
        why: "A win without an amount is missing from won value, mean deal size and win rate by value.",
        bad: "\
name: Acme rollout
stage: won
history:
  - {date: 2026-08-10, stage: lead}
  - {date: 2026-08-20, stage: won}
",
        good: "\
name: Acme rollout
stage: won
amount: 0
history:
  - {date: 2026-08-10, stage: lead, amount: 0}
  - {date: 2026-08-20, stage: won, why: Free pilot}
",
        fix: "Run `deal set DEAL amount=…`; for a free pilot, give the reason in `why`.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Option<Finding> {
    if subject.state.outcome() != Outcome::Won {
        return None;
    }
    let (key, message) = match subject.state.amount {
        None => ("stage", "won without an amount"),
        Some(amount) if amount.0.is_zero() && !has_reason(subject) => {
            ("amount", "won with amount 0 and no reason")
        }
        Some(_) => return None,
    };
    Some(RULE.finding(
        KeyPath::top(key),
        message,
        format!("deal set {} amount=…", subject.id),
    ))
}

fn has_reason(subject: &Subject<'_>) -> bool {
    let closing = subject.closing();
    closing.is_some_and(|event| event.entry.why.is_some())
}
