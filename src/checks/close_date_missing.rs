//! An open deal in a later stage without a close date.

use super::engine::{BASE, Category, Docs, OptionSpec, Rule, Subject, Violation};
use crate::key_path::KeyPath;

const FROM_RANK: OptionSpec = OptionSpec::whole(
    "from_rank",
    3,
    "first stage (from 1) that requires a close date",
);

pub static RULE: Rule = Rule {
    name: "close-date-missing",
    category: Category::Forecast,
    options: &[FROM_RANK],
    each: Some(check),
    summary: "an open deal in the third stage or later without a close date",
    docs: Docs {
        what: "The deal is open, in the third stage or later, and has no close date.",
        why: "A deal without a close date is in no quarter's forecast.",
        bad: "\
name: Acme rollout
stage: offer
created: 2026-11-16
followups: [{id: k2m9, due: 2026-11-27, what: Send the model}]
",
        good: "\
name: Acme rollout
stage: offer
created: 2026-11-16
close_date: 2026-12-18
followups: [{id: k2m9, due: 2026-11-27, what: Send the model}]
",
        fix: "Ask the buyer when they need it, and run `deal set DEAL close_date=…`.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let asked = subject.is_open() && subject.has_reached(subject.options.whole(&FROM_RANK));
    let missing = asked && subject.state.close_date.is_none();
    let help = format!(
        "deal set {} close_date=… with the date the buyer gave",
        subject.id
    );
    let found = || {
        Violation::new(
            KeyPath::top("stage"),
            "no close date, although the deal is in a later stage",
        )
        .help(help)
    };
    missing.then(found).into_iter().collect()
}
