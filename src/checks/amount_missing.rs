//! An open deal in a late stage without an amount.

use super::prelude::*;

const FROM_RANK: OptionSpec = OptionSpec::whole(
    "from_rank",
    4,
    "first stage (from 1) that requires an amount",
);

pub static RULE: Rule = Rule {
    name: "amount-missing",
    category: Category::Pipeline,
    severity: Severity::Error,
    options: &[FROM_RANK],
    checks: &[Check::Deal(check)],
    summary: "an open deal in a late stage without an amount",
    docs: Docs {
        what: "The deal is open, in the fourth stage or later, and has no amount or an amount of 0.",
        why: "A forecast without this deal's amount is too low, and a price that was never named was never agreed.",
        bad: "\
name: Acme rollout
stage: closing
created: 2026-11-16
close_date: 2026-12-18
followups: [{id: k2m9, due: 2026-11-27, what: Send the model}]
",
        good: "\
name: Acme rollout
stage: closing
created: 2026-11-16
close_date: 2026-12-18
amount: 40000
followups: [{id: k2m9, due: 2026-11-27, what: Send the model}]
",
        fix: "Run `deal set DEAL amount=…`.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Option<Finding> {
    if !subject.is_open() || !subject.has_reached(subject.options.whole(&FROM_RANK)) {
        return None;
    }
    let (key, message) = match subject.state.amount {
        None => ("stage", "no amount, although the deal is in a late stage"),
        Some(amount) if amount.0.is_zero() => (
            "amount",
            "amount is 0, although the deal is in a late stage",
        ),
        Some(_) => return None,
    };
    Some(RULE.finding(
        KeyPath::top(key),
        message,
        format!("deal set {} amount=…", subject.id),
    ))
}
