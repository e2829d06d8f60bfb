//! A deal in a stage whose gate it does not meet: `advance` would have blocked the move, but
//! someone edited the file.

use super::{engine::StageEntry, prelude::*};
use crate::book::{
    Requirement, Stage,
    gate::{Ask, requirements},
};
use crate::deal::Day;

pub static RULE: Rule = Rule {
    name: "stage-gate-unmet",
    category: Category::Pipeline,
    severity: Severity::Error,
    checks: &[Check::Deal(check)],
    summary: "a deal in a stage whose gate it does not meet",
    docs: Docs {
        what: "An open deal moved up into its stage while a requirement of the gate was missing: a MEDDIC score, a contact, a held meeting, an amount. Scores count as of the entry date. Exempt: a move with an accepted risk, and a move back.",
        why: "A stage describes what the buyer has done. A deal that is ahead of its evidence is lost late, after the work.",
        book: "\
version: 1
currency: EUR
pipelines:
  sales: {stages: [{id: lead}, {id: offer, gate: {identify_pain: 1, contacts: 1}}]}
",
        bad: "\
name: Acme rollout
stage: offer
contacts: [{id: jane, name: Jane Roe}]
followups: [{id: k2m9, due: 2026-11-27, what: Send the model}]
history:
  - {date: 2026-11-16, stage: lead}
  - {date: 2026-11-20, stage: offer}
",
        good: "\
name: Acme rollout
stage: offer
contacts: [{id: jane, name: Jane Roe}]
meddic:
  identify_pain: {score: 1, evidence: Their month-end closes late}
followups: [{id: k2m9, due: 2026-11-27, what: Send the model}]
history:
  - {date: 2026-11-16, stage: lead}
  - {date: 2026-11-20, stage: offer}
",
        fix: "Find out what is missing and record it, move the deal back, or accept the risk: `accepted_risk: {why: …, until: …}` on the history entry that entered the stage.",
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Option<Finding> {
    let (stage, entry) = gated(subject)?;
    let accepted = entry
        .event
        .and_then(|event| event.entry.accepted_risk.as_ref());
    if accepted.is_some() {
        return None;
    }
    let missing = missing(subject, stage, &entry);
    let first = missing.first()?;
    let list: Vec<String> = missing.iter().map(described).collect();
    let message = format!("the gate of `{}` requires {}", stage.id, list.join(", "));
    let help = first.ask.command(subject.deal, subject.id);
    Some(RULE.finding(KeyPath::top("stage"), message, help))
}

/// The stage of an open deal, if its gate applied when the deal entered.
pub(super) fn gated<'a>(subject: &Subject<'a>) -> Option<(&'a Stage, StageEntry<'a>)> {
    let stage = subject.stage()?;
    let rank = usize::try_from(subject.rank()?).ok()?.checked_sub(1)?;
    let entry = subject.stage_entry()?;
    // The first stage's gate applies to no deal, and a move back needs to meet none.
    (rank > 0 && Some(rank) > entry.from).then_some((stage, entry))
}

/// The missing requirements. What a person supplied after the entry counts; a score counts as of
/// the entry date, in full where that is unknown.
pub(super) fn missing(
    subject: &Subject<'_>,
    stage: &Stage,
    entry: &StageEntry<'_>,
) -> Vec<Requirement> {
    let entered = entry.event.and_then(|event| event.entry.date);
    let then = required(subject, stage, entered.unwrap_or(Day::FIRST));
    let now = required(subject, stage, Day::LAST);
    then.into_iter()
        .zip(now)
        .filter(|(then, now)| !then.met && (matches!(then.ask, Ask::Element(..)) || !now.met))
        .map(|(then, _)| then)
        .collect()
}

fn required(subject: &Subject<'_>, stage: &Stage, day: Day) -> Vec<Requirement> {
    requirements(&stage.gate, subject.deal, &subject.state, subject.book, day)
}

fn described(requirement: &Requirement) -> String {
    let (need, have) = (&requirement.need, &requirement.have);
    match &requirement.ask {
        Ask::Element(element, _) => format!("{} {need} (has {have})", element.title()),
        Ask::Contacts => format!("contacts {need} (has {have})"),
        Ask::MeetingsHeld => format!("meetings held {need} (has {have})"),
        Ask::Amount => "an amount".to_owned(),
        Ask::CloseDate => "a close date".to_owned(),
        Ask::NoOpenBlocker => format!("no open blocker ({have})"),
        Ask::Icp(_) => format!("a fit with the ideal customer profile ({have})"),
    }
}
