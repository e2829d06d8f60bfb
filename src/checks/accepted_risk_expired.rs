//! An accepted risk that has expired, with the gate still not met.

use super::{
    prelude::*,
    stage_gate_unmet::{gated, missing},
};

/// A risk without `until` is asked again after so many days.
const ASKED_AGAIN: i64 = 90;

pub static RULE: Rule = Rule {
    name: "accepted-risk-expired",
    category: Category::Pipeline,
    basis: Basis::Clock,
    checks: &[Check::Deal(check)],
    summary: "an accepted risk that has expired with the gate still not met",
    docs: Docs {
        what: "The deal entered its stage with an accepted risk, its `until` date has passed (90 days without one), and requirements are still missing.",
        why: "The risk was accepted until someone supplied what was missing. Nobody has.",
        book: "\
version: 1
currency: EUR
pipelines:
  sales: {stages: [{id: lead}, {id: offer, gate: {contacts: 1}}]}
",
        bad: "\
name: Acme rollout
stage: offer
followups: [{id: k2m9, due: 2026-11-27, what: Send the model}]
history:
  - {date: 2026-11-10, stage: lead}
  - {date: 2026-11-12, stage: offer, accepted_risk: {why: CFO on leave, until: 2026-11-22}}
",
        good: "\
name: Acme rollout
stage: offer
followups: [{id: k2m9, due: 2026-11-27, what: Send the model}]
history:
  - {date: 2026-11-10, stage: lead}
  - {date: 2026-11-12, stage: offer, accepted_risk: {why: CFO on leave, until: 2026-11-23}}
",
        fix: "Supply what is missing, move the deal back, or accept the risk again until a later date.",
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Option<Finding> {
    let (stage, entry) = gated(subject)?;
    let event = entry.event?;
    let risk = event.entry.accepted_risk.as_ref()?;
    let until = risk
        .until
        .or(event.entry.date.map(|day| day.plus(ASKED_AGAIN)))?;
    let missing = missing(subject, stage, &entry);
    let first = missing.first().filter(|_| until < subject.as_of)?;
    let keys: Vec<&str> = missing.iter().map(|missing| missing.ask.key()).collect();
    let keys = keys.join(", ");
    let message = format!(
        "risk accepted until {until}, but `{}` still lacks {keys}",
        stage.id
    );
    Some(RULE.finding(
        event.at("accepted_risk").key("until"),
        message,
        first.ask.command(subject.deal, subject.id),
    ))
}
