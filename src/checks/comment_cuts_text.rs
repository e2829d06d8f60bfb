//! A text without quotes that ` #` cuts off.

use super::prelude::*;
use crate::key_path::Step;

pub static RULE: Rule = Rule {
    name: "comment-cuts-text",
    category: Category::Schema,
    checks: &[Check::Parts(check)],
    summary: "a text that ` #` cuts off",
    docs: Docs {
        what: "A text without quotes ends before ` #` and a letter or digit. A comment, written with a space after the `#`, is fine.",
        why: "YAML takes the rest of the line for a comment, so what you wrote is never read.",
        bad: "\
name: Acme rollout
stage: lead
created: 2026-11-16
followups:
  - id: k2m9
    due: 2026-11-27
    what: Call about ticket #881
",
        good: "\
name: Acme rollout
stage: lead # moved back
created: 2026-11-16
followups:
  - {id: k2m9, due: 2026-11-27, what: 'Call about ticket #881'}
",
        fix: "Put the text in quotes.",
        ..BASE.docs
    },
    ..BASE
};

/// Keys of closed words and numbers, behind which nobody goes on writing.
const CLOSED: &[&str] = &[
    "amount",
    "baseline",
    "booked",
    "cancelled",
    "category",
    "close_date",
    "confirmed",
    "created",
    "currency",
    "date",
    "direction",
    "done",
    "due",
    "forecast",
    "hold",
    "id",
    "pipeline",
    "score",
    "severity",
    "stage",
    "status",
    "target",
    "until",
];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let cut = subject.remarks.cut.iter();
    let is_text = |at: &&KeyPath| !matches!(at.0.last(), Some(Step::Key(key)) if CLOSED.contains(&key.as_str()));
    let message = "the text ends before ` #`: the rest of the line is a comment";
    cut.filter(is_text)
        .map(|at| RULE.finding(at.clone(), message, "put the text in quotes"))
        .collect()
}
