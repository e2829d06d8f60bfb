//! A close date that was moved out again and again.

use super::engine::{BASE, Category, Docs, OptionSpec, Rule, Subject, Violation};
use crate::deal::day::Day;
use crate::key_path::KeyPath;

const WARNING: OptionSpec = OptionSpec::whole("warning", 2, "so many pushes are a finding");
const ERROR: OptionSpec = OptionSpec::whole("error", 3, "so many pushes are an error");
const DAYS: OptionSpec = OptionSpec::whole("days", 8, "a move by fewer days is none");

pub static RULE: Rule = Rule {
    name: "close-date-pushed",
    category: Category::Forecast,
    options: &[WARNING, ERROR, DAYS],
    each: Some(check),
    summary: "an open deal whose close date was pushed out twice or more",
    docs: Docs {
        what: "History moves the close date of an open deal to a later day twice; three times are an error. Moves by fewer than 8 days and moves to an earlier day are not counted.",
        why: "A date that moves each month is ours, not the buyer's. Such deals are lost to no decision.",
        bad: "\
name: Acme rollout
stage: lead
close_date: 2027-01-31
history:
  - {date: 2026-11-10, stage: lead, close_date: 2026-11-30}
  - {date: 2026-11-12, close_date: 2026-12-31}
  - {date: 2026-11-16, close_date: 2027-01-31}
",
        good: "\
name: Acme rollout
stage: lead
close_date: 2026-12-31
history:
  - {date: 2026-11-10, stage: lead, close_date: 2026-11-30}
  - {date: 2026-11-12, close_date: 2026-12-31}
",
        fix: "Ask what has to happen on the buyer's side until the date, and write those steps; or move the deal back.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let (options, pushes) = (subject.options, pushes(subject));
    if !subject.is_open() || pushes < options.whole(&WARNING).min(options.whole(&ERROR)) {
        return Vec::new();
    }
    let message = format!("the close date was pushed out {pushes} times");
    let found = Violation::new(KeyPath::top("close_date"), message)
        .help("agree with the buyer on the steps to that day");
    vec![if pushes >= options.whole(&ERROR) {
        found.as_error()
    } else {
        found
    }]
}

fn pushes(subject: &Subject<'_>) -> i64 {
    let least = subject.options.whole(&DAYS);
    subject
        .history
        .pushes(Day::LAST)
        .filter(|days| *days >= least)
        .map(|_| 1)
        .sum()
}
