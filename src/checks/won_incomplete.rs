//! A win that brought nobody knows what.

use super::engine::{BASE, Category, Docs, Rule, Subject, Violation};
use crate::deal::history::Outcome;
use crate::finding::Severity;
use crate::key_path::KeyPath;

pub static RULE: Rule = Rule {
    name: "won-incomplete",
    category: Category::Pipeline,
    severity: Severity::Error,
    each: Some(check),
    summary: "a won deal without an amount",
    docs: Docs {
        what: "The deal is won and has no amount; or its amount is 0 and the line that won it has no `why`.",
        why: "A win without an amount is missing in the value won, in the mean deal size and in every win rate by value.",
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
        fix: "`deal set DEAL amount=…`; a pilot for nothing says so in `why`.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    if subject.state.outcome() != Outcome::Won {
        return Vec::new();
    }
    let has_why = subject
        .closing()
        .is_some_and(|event| event.line.why.is_some());
    let (at, message) = match subject.state.amount {
        None => ("stage", "the deal is won and has no amount"),
        Some(amount) if amount.0.is_zero() && !has_why => (
            "amount",
            "the deal is won with amount 0, and no line says why",
        ),
        Some(_) => return Vec::new(),
    };
    vec![
        Violation::new(KeyPath::top(at), message).help(format!("deal set {} amount=…", subject.id)),
    ]
}
