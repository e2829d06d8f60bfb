//! An open deal in a later stage without a close date.

use super::prelude::*;

const FROM_RANK: OptionSpec = OptionSpec::whole(
    "from_rank",
    3,
    "first stage (from 1) that requires a close date",
);

pub static RULE: Rule = Rule {
    name: "close-date-missing",
    category: Category::Forecast,
    options: &[FROM_RANK],
    checks: &[Check::Deal(check)],
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

fn check(subject: &Subject<'_>) -> Option<Finding> {
    let is_late = subject.has_reached(subject.options.whole(&FROM_RANK));
    if !subject.is_open() || !is_late || subject.state.close_date.is_some() {
        return None;
    }
    let message = "no close date, although the deal is in a later stage";
    let help = format!(
        "deal set {} close_date=… with the date the buyer gave",
        subject.id
    );
    Some(RULE.finding(KeyPath::top("stage"), message, help))
}
