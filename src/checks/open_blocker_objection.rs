//! An open blocker objection in a deal that is about to close.

use super::prelude::*;
use crate::deal::{
    Objection,
    keywords::{Forecast, Severity as ObjectionSeverity},
};

pub static RULE: Rule = Rule {
    name: "open-blocker-objection",
    category: Category::Activity,
    severity: Severity::Error,
    checks: &[Check::Parts(check)],
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

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let is_commit = subject.state.forecast() == Forecast::Commit;
    if !subject.is_open() || !is_commit && !is_in_last_stage(subject) {
        return Vec::new();
    }
    let objections = subject.deal.objections.iter().enumerate();
    objections
        .filter(|(_, objection)| is_open_blocker(objection))
        .map(|(index, objection)| {
            let at = KeyPath::top("objections").index(index);
            RULE.finding(
                at,
                "open blocker in a deal that is about to close",
                format!(
                    "deal objection confirm {} {}, once the buyer confirms it is resolved",
                    subject.id, objection.id
                ),
            )
        })
        .collect()
}

fn is_open_blocker(objection: &Objection) -> bool {
    objection.is_open() && objection.severity() == ObjectionSeverity::Blocker
}

fn is_in_last_stage(subject: &Subject<'_>) -> bool {
    let last = subject
        .pipeline()
        .and_then(|pipeline| pipeline.stages.last());
    last.is_some_and(|last| subject.stage().is_some_and(|stage| stage.id == last.id))
}
