//! A champion who has not acted for us lately.

use super::engine::{BASE, Basis, Category, Docs, OptionSpec, Rule, Subject, Violation};
use crate::key_path::KeyPath;

const DAYS: OptionSpec = OptionSpec::whole("days", 60, "grace period in days since the last act");

pub static RULE: Rule = Rule {
    name: "champion-idle",
    category: Category::Meddic,
    basis: Basis::Clock,
    options: &[DAYS],
    each: Some(check),
    summary: "a champion who has not acted for us in 60 days",
    docs: Docs {
        what: "The champion of an open deal has score 2 or 3, and the last dated act for us was more than 60 days ago, or there is none.",
        why: "A champion sells for us when we are not in the room. Anyone else is a friendly contact.",
        bad: "\
name: Acme rollout
stage: lead
created: 2026-11-16
contacts: [{id: raj, name: Raj Patel}]
meddic:
  champion: {contact: raj, score: 2, by: raj, date: 2026-11-20, evidence: Likes us}
",
        good: "\
name: Acme rollout
stage: lead
created: 2026-11-16
contacts: [{id: raj, name: Raj Patel}]
meddic:
  champion: {contact: raj, score: 2, by: raj, date: 2026-11-20, evidence: Likes us, acts: [{date: 2026-11-18, what: Got us the CFO}]}
",
        fix: "Ask for something small: a meeting with the economic buyer, an internal document. Record it under `acts`, or lower the score.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let champion = subject
        .deal
        .meddic
        .champion
        .as_ref()
        .filter(|champion| subject.is_open() && champion.score() >= 2);
    let Some(champion) = champion else {
        return Vec::new();
    };
    let last = champion
        .acts
        .iter()
        .map(|act| act.date)
        .filter(|date| *date <= subject.as_of)
        .max();
    let idle = last.map(|last| subject.as_of.since(last));
    if idle.is_some_and(|days| days <= subject.options.whole(&DAYS)) {
        return Vec::new();
    }
    let message = match idle {
        Some(days) => format!("the champion has not acted for us in {days} days"),
        None => "the champion has not acted for us yet".to_owned(),
    };
    let help = "ask for something small and record it under `acts`, or lower the score";
    vec![Violation::new(KeyPath::top("meddic").key("champion").key("score"), message).help(help)]
}
