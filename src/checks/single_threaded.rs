//! A large deal that hangs on one person.

use super::engine::{BASE, Category, Docs, OptionSpec, Rule, Subject, Violation};
use crate::key_path::KeyPath;

const AMOUNT: OptionSpec = OptionSpec::whole(
    "amount",
    50000,
    "deals from this amount on, in the book's currency, are asked",
);

pub static RULE: Rule = Rule {
    name: "single-threaded",
    category: Category::Meddic,
    options: &[AMOUNT],
    each: Some(check),
    summary: "a large open deal with one contact only",
    docs: Docs {
        what: "An open deal of 50,000 or more has one contact.",
        why: "People change jobs. A deal with one thread ends with that thread.",
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

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let asked = subject.is_open() && subject.is_worth(subject.options.whole(&AMOUNT));
    let [only] = subject.deal.contacts.as_slice() else {
        return Vec::new();
    };
    let message = format!("a deal of this size hangs on `{}` alone", only.id);
    let help = format!("deal contact add {} \"NAME\"", subject.id);
    asked
        .then(|| Violation::new(KeyPath::top("contacts").index(0), message).help(help))
        .into_iter()
        .collect()
}
