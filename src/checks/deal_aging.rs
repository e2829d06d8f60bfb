//! A deal open for much longer than the typical sales cycle.

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
    all: Some(check),
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
            let message = format!(
                "open for {}; the typical cycle is {}",
                spell(days),
                spell(typical)
            );
            (
                index,
                Violation::new(KeyPath::top("stage"), message)
                    .help("take the step that moves it, or close it"),
            )
        });
    found.collect()
}

fn age(deal: &Sketch) -> Option<i64> {
    deal.open_days
        .filter(|_| deal.outcome == Outcome::Open && !deal.is_on_hold)
}

/// The median time to a win, in days.
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
