//! A deal that is open longer than wins take.

use super::engine::{
    BASE, Basis, Category, Docs, Facts, OptionSpec, Options, Rule, Sketch, Violation,
};
use crate::book::Book;
use crate::deal::day::spell;
use crate::deal::history::Outcome;
use crate::key_path::KeyPath;
use crate::stats::kaplan_meier::{KaplanMeier, Observation};

const WARN: OptionSpec = OptionSpec::factor(
    "warn",
    2.0,
    "an age beyond so many times the typical sales cycle is a finding",
);
const LEAST: OptionSpec = OptionSpec::whole("least", 8, "below so many deals nothing is judged");

pub static RULE: Rule = Rule {
    name: "deal-aging",
    category: Category::Pipeline,
    is_on: false,
    basis: Basis::Clock,
    options: &[WARN, LEAST],
    all: Some(check),
    summary: "an open deal that is more than twice as old as wins take",
    docs: Docs {
        what: "An open deal has been open for more than 2 times the typical sales cycle: the median time to a win, with deals that are open or lost counted as not won yet. Below 8 deals, and where half of them are never won, nothing is judged. A deal on hold is not asked.",
        why: "Old deals stay in the pipeline because nobody wants to close them, and make it look full.",
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
        fix: "Do what moves it, or lose it as `no_decision`.",
    },
    ..BASE
};

fn check(facts: &[Facts], _: &Book, options: &Options) -> Vec<(usize, Violation)> {
    let Some(typical) = typical(facts, options.whole(&LEAST)) else {
        return Vec::new();
    };
    let limit = options.factor(&WARN) * typical as f64;
    let open = facts
        .iter()
        .enumerate()
        .filter_map(|(index, file)| Some((index, age(file.deal.as_ref()?)?)));
    let found = open
        .filter(|(_, days)| *days as f64 > limit)
        .map(|(index, days)| {
            let message = format!("open for {}; a win takes {typical}", spell(days));
            (
                index,
                Violation::new(KeyPath::top("stage"), message)
                    .help("do what moves it, or close it"),
            )
        });
    found.collect()
}

fn age(deal: &Sketch) -> Option<i64> {
    deal.open_days
        .filter(|_| deal.outcome == Outcome::Open && !deal.is_on_hold)
}

/// The median time to a win.
fn typical(facts: &[Facts], least: i64) -> Option<i64> {
    let deals = facts.iter().filter_map(|file| file.deal.as_ref());
    let cycle = |deal: &Sketch| {
        Some(Observation {
            time: deal.open_days?,
            event: deal.outcome == Outcome::Won,
        })
    };
    let cycles: Vec<Observation> = deals.filter_map(cycle).collect();
    i64::try_from(cycles.len())
        .is_ok_and(|deals| deals >= least)
        .then(|| KaplanMeier::fit(&cycles).median())
        .flatten()
}
