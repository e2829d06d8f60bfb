//! A new deal that closes next week.

use super::engine::{BASE, Basis, Category, Docs, OptionSpec, Rule, Subject, Violation};
use crate::deal::day::spell;
use crate::key_path::KeyPath;

const DAYS: OptionSpec = OptionSpec::whole("days", 7, "a close date nearer than this is too soon");
const BELOW_RANK: OptionSpec = OptionSpec::whole(
    "below_rank",
    4,
    "stages from this one on, counted from 1, may close soon",
);

pub static RULE: Rule = Rule {
    name: "close-date-too-soon",
    category: Category::Forecast,
    basis: Basis::Clock,
    options: &[DAYS, BELOW_RANK],
    each: Some(check),
    summary: "an early deal that is to close within a week",
    docs: Docs {
        what: "The deal is open, below the fourth stage, and its close date is less than 7 days ahead.",
        why: "From an early stage nobody buys within the week: the date is a wish, and this quarter's forecast holds it.",
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
        fix: "Write the day that the buyer has named, or move the deal to the stage that it is really in.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let early = subject.is_open()
        && subject
            .rank()
            .is_some_and(|rank| rank < subject.options.whole(&BELOW_RANK));
    let Some(day) = subject.state.close_date.filter(|_| early) else {
        return Vec::new();
    };
    let left = day.since(subject.as_of);
    if left < 0 || left >= subject.options.whole(&DAYS) {
        return Vec::new();
    }
    let message = format!(
        "the deal is in an early stage and closes in {}",
        spell(left)
    );
    vec![
        Violation::new(KeyPath::top("close_date"), message)
            .help("write the day that the buyer has named"),
    ]
}
