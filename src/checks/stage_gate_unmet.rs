//! A deal in a stage whose gate it does not meet: `advance` would have blocked the move, but someone
//! edited the file.

use super::engine::{BASE, Category, Docs, Entry, Rule, Subject, Violation};
use crate::book::gate::{Ask, Requirement, requirements};
use crate::book::pipeline::Stage;
use crate::deal::day::Day;
use crate::finding::Severity;
use crate::key_path::KeyPath;

pub static RULE: Rule = Rule {
    name: "stage-gate-unmet",
    category: Category::Pipeline,
    severity: Severity::Error,
    each: Some(check),
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

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let Some((stage, entry)) = gated(subject) else {
        return Vec::new();
    };
    if entry
        .event
        .is_some_and(|event| event.line.accepted_risk.is_some())
    {
        return Vec::new();
    }
    let missing = missing(subject, stage, &entry);
    let Some(first) = missing.first() else {
        return Vec::new();
    };
    let list: Vec<String> = missing.iter().map(said).collect();
    let message = format!("the gate of `{}` requires {}", stage.id, list.join(", "));
    let help = first.ask.command(subject.deal, subject.id);
    vec![Violation::new(KeyPath::top("stage"), message).help(help)]
}

/// The stage of an open deal, if its gate applied when the deal entered.
pub(super) fn gated<'a>(subject: &Subject<'a>) -> Option<(&'a Stage, Entry<'a>)> {
    let (stage, rank) = (subject.stage()?, subject.rank()?);
    let entry = subject.entry()?;
    let rank = usize::try_from(rank).ok()?.checked_sub(1)?;
    // The first stage's gate applies to no deal, and a move back needs to meet none.
    (rank > 0 && Some(rank) > entry.from).then_some((stage, entry))
}

/// The missing requirements. What a person supplied after the entry counts; a score counts as of the
/// entry date, in full where that is unknown.
pub(super) fn missing(subject: &Subject<'_>, stage: &Stage, entry: &Entry<'_>) -> Vec<Requirement> {
    let entered = entry.event.and_then(|event| event.line.date);
    let on = |day: Day| requirements(&stage.gate, subject.deal, &subject.state, subject.book, day);
    let (then, now) = (on(entered.unwrap_or(Day::FIRST)), on(Day::LAST));
    let is_score = |requirement: &Requirement| matches!(requirement.ask, Ask::Element(..));
    let pairs = then.into_iter().zip(now);
    pairs
        .filter(|(then, now)| !then.met && (is_score(then) || !now.met))
        .map(|(then, _)| then)
        .collect()
}

fn said(requirement: &Requirement) -> String {
    let Requirement {
        ask, need, have, ..
    } = requirement;
    match ask {
        Ask::Element(element, _) => format!("{} {need} (has {have})", element.title()),
        Ask::Contacts => format!("contacts {need} (has {have})"),
        Ask::MeetingsHeld => format!("meetings held {need} (has {have})"),
        Ask::Amount => "an amount".to_owned(),
        Ask::CloseDate => "a close date".to_owned(),
        Ask::NoOpenBlocker => format!("no open blocker ({have})"),
        Ask::Icp(_) => format!("a fit with the ideal customer profile ({have})"),
    }
}
