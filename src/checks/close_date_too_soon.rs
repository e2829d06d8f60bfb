//! An early-stage deal that is due to close within days.

use super::prelude::*;
use crate::deal::day::spell;

const DAYS: OptionSpec = OptionSpec::whole("days", 7, "shortest time to the close date, in days");
const BELOW_RANK: OptionSpec = OptionSpec::whole(
    "below_rank",
    4,
    "first stage (from 1) that may close this soon",
);

pub static RULE: Rule = Rule {
    name: "close-date-too-soon",
    category: Category::Forecast,
    basis: Basis::Clock,
    options: &[DAYS, BELOW_RANK],
    checks: &[Check::Deal(check)],
    summary: "an early-stage deal due to close within a week",
    docs: Docs {
        what: "The deal is open, below the fourth stage, and its close date is less than 7 days away.",
        why: "Nobody buys within a week from an early stage: the date is a wish, yet this quarter's forecast counts it.",
        bad: "\
name: Acme rollout
stage: lead
created: 2026-11-16
close_date: 2026-11-28
",
        good: "\
name: Acme rollout
stage: lead
created: 2026-11-16
close_date: 2026-11-30
",
        fix: "Enter the date the buyer gave, or move the deal to the stage it is really in.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Option<Finding> {
    let left = subject.state.close_date?.since(subject.as_of);
    let is_soon = (0..subject.options.whole(&DAYS)).contains(&left);
    let is_early = subject.rank()? < subject.options.whole(&BELOW_RANK);
    if !subject.is_open() || !is_soon || !is_early {
        return None;
    }
    let message = format!(
        "due to close in {}, but still in an early stage",
        spell(left)
    );
    Some(RULE.finding(
        KeyPath::top("close_date"),
        message,
        "enter the date the buyer gave",
    ))
}
