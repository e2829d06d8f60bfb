//! An open deal in its stage for longer than usual.

use std::collections::BTreeMap;

use super::{
    engine::{Options, Stay},
    prelude::*,
};
use crate::book::{
    Book,
    journey::{Exit, StageRef},
};
use crate::deal::{Outcome, day::spell};
use crate::stats::{
    kaplan_meier::Observation,
    typical::{Typical, typical},
};

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
    checks: &[Check::Book(check)],
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

fn check(subject: &BookSubject<'_>) -> Vec<Finding> {
    let usual = usual(subject);
    subject
        .deals()
        .filter_map(|(file, deal)| {
            let stay = present(deal)?;
            let finding = aged(stay, *usual.get(&stay.stage)?, subject.options)?;
            Some(finding.in_file(&file.path))
        })
        .collect()
}

/// The stay that lasts; `None` for a closed deal and for one on hold.
fn present(deal: &DealFacts) -> Option<&Stay> {
    let is_judged = deal.outcome == Outcome::Open && !deal.is_on_hold;
    let last = deal.stays.last();
    last.filter(|stay| is_judged && stay.exit.is_none())
}

fn aged(stay: &Stay, usual: Typical, options: &Options) -> Option<Finding> {
    let (days, usual_days) = (stay.days as f64, usual.days as f64);
    let (warn, error) = (options.factor(&WARN), options.factor(&ERROR));
    let is_error = error > 0.0 && days > error * usual_days;
    if !is_error && days <= warn * usual_days {
        return None;
    }
    let source = if usual.stays.is_some() {
        "usual"
    } else {
        "expected"
    };
    let (days, usual) = (spell(stay.days), spell(usual.days));
    let message = format!("{days} in this stage; {source}: {usual}");
    let finding = RULE.finding(
        KeyPath::top("stage"),
        message,
        "take the step that moves it, move it back, or close it",
    );
    Some(if is_error {
        finding.as_error()
    } else {
        finding
    })
}

/// The usual time in each stage, in days.
fn usual(subject: &BookSubject<'_>) -> BTreeMap<StageRef, Typical> {
    let mut stays: BTreeMap<StageRef, Vec<Observation>> = BTreeMap::new();
    for stay in subject.deals().flat_map(|(_, deal)| &deal.stays) {
        stays.entry(stay.stage).or_default().push(Observation {
            time: stay.days,
            event: stay.exit.is_some_and(|exit| exit != Exit::Transferred),
        });
    }
    stays
        .into_iter()
        .filter_map(|(stage, stays)| Some((stage, typical(&stays, expected(subject.book, stage))?)))
        .collect()
}

fn expected(book: &Book, stage: StageRef) -> Option<i64> {
    let pipeline = book.pipelines.get(stage.pipeline)?;
    let days = pipeline.stages.get(stage.rank)?.expected_days;
    days.map(i64::from)
}
