//! A deal open for much longer than the typical sales cycle.

use super::prelude::*;
use crate::deal::{Outcome, day::spell};
use crate::stats::kaplan_meier::{KaplanMeier, Observation};

const WARN: OptionSpec = OptionSpec::factor(
    "warn",
    2.0,
    "how many times the typical sales cycle a deal may be open",
);
const LEAST: OptionSpec = OptionSpec::whole(
    "least",
    8,
    "number of deals needed; with fewer, nothing is judged",
);

pub static RULE: Rule = Rule {
    name: "deal-aging",
    category: Category::Pipeline,
    is_on: false,
    basis: Basis::Clock,
    options: &[WARN, LEAST],
    checks: &[Check::Book(check)],
    summary: "an open deal more than twice as old as the typical sales cycle",
    docs: Docs {
        what: "An open deal has been open for more than 2 times the typical sales cycle: the median time to a win, with open and lost deals counted as not won yet. Not judged with fewer than 8 deals, or if fewer than half are ever won. Deals on hold are exempt.",
        why: "Old deals stay because nobody wants to close them, and make the pipeline look full.",
        book: "\
version: 1
currency: EUR
pipelines:
  sales: {stages: [{id: lead}, {id: talk}]}
check: {rules: {deal-aging: {least: 2}}}
",
        bad: "\
# deals/w0.yaml
name: Won 0
stage: won
amount: 100
history:
  - {date: 2026-01-01, stage: lead, amount: 100}
  - {date: 2026-01-11, stage: won}
# deals/w1.yaml
name: Won 1
stage: won
amount: 100
history:
  - {date: 2026-01-01, stage: lead, amount: 100}
  - {date: 2026-01-11, stage: won}
# deals/acme.yaml
name: Acme rollout
stage: talk
followups: [{id: k2m9, due: 2026-11-27, what: Send the model}]
activities: [{date: 2026-11-20, kind: call, direction: two_way}]
history: [{date: 2026-11-02, stage: lead}, {date: 2026-11-20, stage: talk}]
",
        good: "\
# deals/w0.yaml
name: Won 0
stage: won
amount: 100
history:
  - {date: 2026-01-01, stage: lead, amount: 100}
  - {date: 2026-01-11, stage: won}
# deals/w1.yaml
name: Won 1
stage: won
amount: 100
history:
  - {date: 2026-01-01, stage: lead, amount: 100}
  - {date: 2026-01-11, stage: won}
# deals/acme.yaml
name: Acme rollout
stage: talk
followups: [{id: k2m9, due: 2026-11-27, what: Send the model}]
activities: [{date: 2026-11-20, kind: call, direction: two_way}]
history: [{date: 2026-11-13, stage: lead}, {date: 2026-11-20, stage: talk}]
",
        fix: "Take the step that moves it, or close it as `no_decision`.",
    },
    ..BASE
};

fn check(subject: &BookSubject<'_>) -> Vec<Finding> {
    let Some(typical) = typical(subject) else {
        return Vec::new();
    };
    let limit = subject.options.factor(&WARN) * typical as f64;
    subject
        .deals()
        .filter_map(|(file, deal)| Some((file, age(deal)?)))
        .filter(|(_, days)| *days as f64 > limit)
        .map(|(file, days)| old(days, typical).in_file(&file.path))
        .collect()
}

fn old(days: i64, typical: i64) -> Finding {
    let (age, typical) = (spell(days), spell(typical));
    let message = format!("open for {age}; the typical cycle is {typical}");
    RULE.finding(
        KeyPath::top("stage"),
        message,
        "take the step that moves it, or close it",
    )
}

fn age(deal: &DealFacts) -> Option<i64> {
    let is_judged = deal.outcome == Outcome::Open && !deal.is_on_hold;
    deal.open_days.filter(|_| is_judged)
}

/// The median time to a win, in days.
fn typical(subject: &BookSubject<'_>) -> Option<i64> {
    let mut cycles = Vec::new();
    for (_, deal) in subject.deals() {
        cycles.extend(deal.open_days.map(|time| Observation {
            time,
            event: deal.outcome == Outcome::Won,
        }));
    }
    if cycles.len() < subject.options.count(&LEAST) {
        return None;
    }
    KaplanMeier::fit(&cycles).median()
}
