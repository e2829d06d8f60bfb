//! A large deal with only one contact.

use super::prelude::*;

const AMOUNT: OptionSpec = OptionSpec::whole(
    "amount",
    50000,
    "smallest amount that is judged: euros, or the book's currency where the book sets it",
);

pub static RULE: Rule = Rule {
    name: "single-threaded",
    category: Category::Meddic,
    options: &[AMOUNT],
    checks: &[Check::Deal(check)],
    summary: "a large open deal with only one contact",
    docs: Docs {
        what: "An open deal of 50,000 or more has only one contact.",
        why: "People change jobs, and a deal with one thread goes with them.",
        bad: "\
name: Acme rollout
stage: lead
created: 2026-11-16
amount: 50000
contacts: [{id: jane, name: Jane Roe}]
",
        good: "\
name: Acme rollout
stage: lead
created: 2026-11-16
amount: 50000
contacts: [{id: jane, name: Jane Roe}, {id: raj, name: Raj Patel}]
",
        fix: "Ask the contact who else works with the result, and add them with `deal contact add`.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Option<Finding> {
    let [only] = subject.deal.contacts.as_slice() else {
        return None;
    };
    if !subject.is_open() || !subject.is_worth(&AMOUNT) {
        return None;
    }
    let message = format!("`{}` is the only contact of a deal this size", only.id);
    Some(RULE.finding(
        KeyPath::top("contacts").index(0),
        message,
        format!("deal contact add {} \"NAME\"", subject.id),
    ))
}
