//! An open deal in its stage for longer than usual.

use std::collections::BTreeMap;

use super::engine::{
    BASE, Basis, Category, Docs, Facts, OptionSpec, Options, Rule, Stay, Violation,
};
use crate::book::Book;
use crate::book::journey::{Exit, StageRef};
use crate::deal::day::spell;
use crate::deal::history::Outcome;
use crate::key_path::KeyPath;
use crate::stats::kaplan_meier::Observation;
use crate::stats::typical::{Typical, typical};

const WARN: OptionSpec =
    OptionSpec::factor("warn", 1.5, "how many times the usual time a deal may stay");
const ERROR: OptionSpec = OptionSpec::factor(
    "error",
    0.0,
    "how many times the usual time is an error (0: never)",
);

pub static RULE: Rule = Rule {
    name: "stage-aging",
    category: Category::Pipeline,
    basis: Basis::Clock,
    options: &[WARN, ERROR],
    all: Some(check),
    summary: "an open deal in its stage for longer than usual",
    docs: Docs {
        what: "An open deal has been in its stage for more than 1.5 times the usual time: the median of all stays there, unfinished ones included, if there are 8 or more; otherwise the stage's `expected_days`. Deals on hold are exempt.",
        why: "Deals that are won keep moving. The longer one stands still, the less likely it is to be won, and the forecast does not show it.",
        book: "version: 1\ncurrency: EUR\npipelines:\n  sales: {stages: [{id: lead, expected_days: 14}, {id: talk}]}\n",
        bad: "\
name: Acme rollout
stage: lead
activities: [{date: 2026-11-20, kind: call, direction: two_way}]
history: [{date: 2026-11-01, stage: lead}]
",
        good: "\
name: Acme rollout
stage: lead
activities: [{date: 2026-11-20, kind: call, direction: two_way}]
history: [{date: 2026-11-02, stage: lead}]
",
        fix: "Take the step that moves it, move it back, or close it as `no_decision`.",
    },
    ..BASE
};

fn check(facts: &[Facts], book: &Book, options: &Options) -> Vec<(usize, Violation)> {
    let usual = usual(facts, book);
    let waiting = facts
        .iter()
        .enumerate()
        .filter_map(|(index, file)| Some((index, present(file)?)));
    let found = waiting
        .filter_map(|(index, stay)| Some((index, aged(&stay, *usual.get(&stay.stage)?, options)?)));
    found.collect()
}

fn present(file: &Facts) -> Option<Stay> {
    let deal = file
        .deal
        .as_ref()
        .filter(|deal| deal.outcome == Outcome::Open && !deal.is_on_hold)?;
    deal.stays
        .last()
        .filter(|stay| stay.exit.is_none())
        .copied()
}

fn aged(stay: &Stay, typical: Typical, options: &Options) -> Option<Violation> {
    let (days, usual) = (stay.days as f64, typical.days as f64);
    let (warn, error) = (options.factor(&WARN), options.factor(&ERROR));
    let is_error = error > 0.0 && days > error * usual;
    let source = if typical.stays.is_some() {
        "usual"
    } else {
        "expected"
    };
    let message = format!(
        "{} in this stage; {source}: {}",
        spell(stay.days),
        spell(typical.days)
    );
    let found = Violation::new(KeyPath::top("stage"), message)
        .help("take the step that moves it, move it back, or close it");
    match (is_error, days > warn * usual) {
        (true, _) => Some(found.as_error()),
        (false, true) => Some(found),
        _ => None,
    }
}

/// The usual time in each stage, in days.
fn usual(facts: &[Facts], book: &Book) -> BTreeMap<StageRef, Typical> {
    let mut stays: BTreeMap<StageRef, Vec<Observation>> = BTreeMap::new();
    for stay in facts
        .iter()
        .filter_map(|file| file.deal.as_ref())
        .flat_map(|deal| &deal.stays)
    {
        let event = stay.exit.is_some_and(|exit| exit != Exit::Transferred);
        stays.entry(stay.stage).or_default().push(Observation {
            time: stay.days,
            event,
        });
    }
    let days = stays
        .into_iter()
        .filter_map(|(stage, stays)| Some((stage, typical(&stays, expected(book, stage))?)));
    days.collect()
}

fn expected(book: &Book, stage: StageRef) -> Option<i64> {
    book.pipelines
        .get(stage.pipeline)?
        .stages
        .get(stage.rank)?
        .expected_days
        .map(i64::from)
}
