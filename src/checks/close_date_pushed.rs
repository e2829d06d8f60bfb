//! A close date that was pushed out repeatedly.

use super::prelude::*;
use crate::deal::Day;

const WARNING: OptionSpec = OptionSpec::whole("warning", 2, "number of pushes for a warning");
const ERROR: OptionSpec = OptionSpec::whole("error", 3, "number of pushes for an error");
const DAYS: OptionSpec = OptionSpec::whole("days", 8, "shortest move that counts, in days");

pub static RULE: Rule = Rule {
    name: "close-date-pushed",
    category: Category::Forecast,
    options: &[WARNING, ERROR, DAYS],
    checks: &[Check::Deal(check)],
    summary: "an open deal whose close date was pushed out twice or more",
    docs: Docs {
        what: "The close date of an open deal was moved to a later date twice; three times is an error. Moves of fewer than 8 days and moves to an earlier date do not count.",
        why: "A date that moves every month is ours, not the buyer's; such deals end in no decision.",
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
        fix: "Ask what has to happen on the buyer's side before that date and record those steps, or move the deal back.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Option<Finding> {
    let (options, pushes) = (subject.options, pushes(subject));
    let is_error = pushes >= options.count(&ERROR);
    if !subject.is_open() || !is_error && pushes < options.count(&WARNING) {
        return None;
    }
    let message = format!("close date pushed out {pushes} times");
    let finding = RULE.finding(
        KeyPath::top("close_date"),
        message,
        "agree with the buyer on the steps up to that date",
    );
    Some(if is_error {
        finding.as_error()
    } else {
        finding
    })
}

fn pushes(subject: &Subject<'_>) -> usize {
    let least = subject.options.whole(&DAYS);
    let pushes = subject.history.pushes(Day::LAST);
    pushes.filter(|days| *days >= least).count()
}
