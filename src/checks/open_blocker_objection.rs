//! An open blocker objection in a deal that is about to close.

use super::engine::{BASE, Category, Docs, Rule, Subject, Violation};
use crate::deal::keywords::{Forecast, Severity as Weight};
use crate::finding::Severity;
use crate::key_path::KeyPath;

pub static RULE: Rule = Rule {
    name: "open-blocker-objection",
    category: Category::Activity,
    severity: Severity::Error,
    each: Some(check),
    summary: "an open blocker objection in the last stage or in commit",
    docs: Docs {
        what: "An objection with severity `blocker` is open, and the deal is in the last stage of its pipeline or has the forecast `commit`.",
        why: "A blocker is something the buyer will not sign with. A forecast with this deal assumes nobody brings it up.",
        bad: "\
name: Acme rollout
stage: closing
created: 2026-11-16
amount: 900
close_date: 2026-12-18
followups: [{id: k2m9, due: 2026-11-27, what: Send the model}]
objections:
  - {id: 7f3k, date: 2026-11-18, category: legal_security, severity: blocker, words: No hosting abroad}
",
        good: "\
name: Acme rollout
stage: closing
created: 2026-11-16
amount: 900
close_date: 2026-12-18
followups: [{id: k2m9, due: 2026-11-27, what: Send the model}]
objections:
  - {id: 7f3k, date: 2026-11-18, category: legal_security, severity: blocker, words: No hosting abroad, confirmed: 2026-11-20}
",
        fix: "Resolve it with the buyer and run `deal objection confirm`, or take the deal out of commit.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let last = subject
        .pipeline()
        .and_then(|pipeline| i64::try_from(pipeline.stages.len()).ok());
    let is_last = last.is_some_and(|last| subject.has_reached(last));
    let asked = subject.is_open() && (is_last || subject.state.forecast() == Forecast::Commit);
    let objections = subject.deal.objections.iter().enumerate().filter(|_| asked);
    let blockers = objections
        .filter(|(_, objection)| objection.is_open() && objection.severity() == Weight::Blocker);
    let found = blockers.map(|(index, objection)| {
        let help = format!(
            "deal objection confirm {} {}, once the buyer confirms it is resolved",
            subject.id, objection.id
        );
        Violation::new(
            KeyPath::top("objections").index(index),
            "open blocker in a deal that is about to close",
        )
        .help(help)
    });
    found.collect()
}
