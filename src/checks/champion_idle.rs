//! A champion who has not acted for us lately.

use super::prelude::*;

const DAYS: OptionSpec = OptionSpec::whole("days", 60, "grace period in days since the last act");

pub static RULE: Rule = Rule {
    name: "champion-idle",
    category: Category::Meddic,
    basis: Basis::Clock,
    options: &[DAYS],
    checks: &[Check::Deal(check)],
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

fn check(subject: &Subject<'_>) -> Option<Finding> {
    let champion = subject.deal.meddic.champion.as_ref()?;
    if !subject.is_open() || champion.score() < 2 {
        return None;
    }
    let past = champion.acts.iter().map(|act| act.date);
    let last = past.filter(|date| *date <= subject.as_of).max();
    let message = match last.map(|last| subject.as_of.since(last)) {
        Some(days) if days <= subject.options.whole(&DAYS) => return None,
        Some(days) => format!("the champion has not acted for us in {days} days"),
        None => "the champion has not acted for us yet".to_owned(),
    };
    let at = KeyPath::top("meddic").key("champion").key("score");
    let help = "ask for something small and record it under `acts`, or lower the score";
    Some(RULE.finding(at, message, help))
}
