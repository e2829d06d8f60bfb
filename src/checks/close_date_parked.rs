//! An open deal that is not going to close for a long time.

use super::prelude::*;

const DAYS: OptionSpec =
    OptionSpec::whole("days", 365, "number of days ahead that a close date may be");

pub static RULE: Rule = Rule {
    name: "close-date-parked",
    category: Category::Forecast,
    is_on: false,
    basis: Basis::Clock,
    options: &[DAYS],
    checks: &[Check::Deal(check)],
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

fn check(subject: &Subject<'_>) -> Option<Finding> {
    let days = subject.state.close_date?.since(subject.as_of);
    if !subject.is_open() || days <= subject.options.whole(&DAYS) {
        return None;
    }
    let help = "enter the date the buyer gave, or close the deal and plan a follow-up";
    let message = format!("close date is {days} days away");
    Some(RULE.finding(KeyPath::top("close_date"), message, help))
}
