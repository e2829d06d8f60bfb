//! An open deal that is not going to close for a long time.

use super::engine::{BASE, Basis, Category, Docs, OptionSpec, Rule, Subject, Violation};
use crate::key_path::KeyPath;

const DAYS: OptionSpec =
    OptionSpec::whole("days", 365, "number of days ahead that a close date may be");

pub static RULE: Rule = Rule {
    name: "close-date-parked",
    category: Category::Forecast,
    is_on: false,
    basis: Basis::Clock,
    options: &[DAYS],
    each: Some(check),
    summary: "an open deal with a close date more than a year away",
    docs: Docs {
        what: "The deal is open and its close date is more than 365 days away.",
        why: "Deals parked in next year fill the pipeline and hide how little is in it.",
        bad: "\
name: Acme rollout
stage: lead
created: 2026-11-16
close_date: 2027-11-24
",
        good: "\
name: Acme rollout
stage: lead
created: 2026-11-16
close_date: 2027-11-23
",
        fix: "Close it as `no_decision` and plan a follow-up, or enter the date the buyer gave.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let left = subject
        .state
        .close_date
        .filter(|_| subject.is_open())
        .map(|day| day.since(subject.as_of));
    let far = left.filter(|left| *left > subject.options.whole(&DAYS));
    let message = |left| format!("close date is {left} days away");
    let help = "enter the date the buyer gave, or close the deal and plan a follow-up";
    far.map(|left| Violation::new(KeyPath::top("close_date"), message(left)).help(help))
        .into_iter()
        .collect()
}
