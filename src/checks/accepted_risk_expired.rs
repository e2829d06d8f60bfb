//! An accepted risk that has expired, with the gate still not met.

use super::engine::{BASE, Basis, Category, Docs, Rule, Subject, Violation};
use super::stage_gate_unmet::{gated, missing};
use crate::key_path::KeyPath;

pub static RULE: Rule = Rule {
    name: "accepted-risk-expired",
    category: Category::Pipeline,
    basis: Basis::Clock,
    each: Some(check),
    summary: "an accepted risk that has expired with the gate still not met",
    docs: Docs {
        what: "The deal entered its stage with an accepted risk, its `until` date has passed, and requirements are still missing.",
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

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let Some((stage, entry)) = gated(subject) else {
        return Vec::new();
    };
    let Some(event) = entry.event else {
        return Vec::new();
    };
    let until = event
        .line
        .accepted_risk
        .as_ref()
        .and_then(|risk| risk.until)
        .filter(|until| *until < subject.as_of);
    let missing = missing(subject, stage, &entry);
    let (Some(until), Some(first)) = (until, missing.first()) else {
        return Vec::new();
    };
    let at = KeyPath::top("history")
        .index(event.index)
        .key("accepted_risk")
        .key("until");
    let keys: Vec<&str> = missing
        .iter()
        .map(|requirement| requirement.ask.key())
        .collect();
    let message = format!(
        "risk accepted until {until}, but `{}` still lacks {}",
        stage.id,
        keys.join(", ")
    );
    vec![Violation::new(at, message).help(first.ask.command(subject.deal, subject.id))]
}
