//! An amount of nobody knows what.

use super::engine::{BASE, Category, Docs, Rule, Subject, Violation};
use crate::finding::Severity;
use crate::key_path::KeyPath;

pub static RULE: Rule = Rule {
    name: "currency-missing",
    category: Category::Schema,
    severity: Severity::Error,
    each: Some(check),
    summary: "an amount with no currency anywhere",
    docs: Docs {
        what: "The deal has an amount, and neither the deal nor the book names a currency.",
        why: "An amount without a currency is added to nothing, so the deal is worth nothing in every report.",
        book: "\
version: 1
pipelines:
  sales: {stages: [{id: lead}]}
",
        bad: "\
name: Acme rollout
stage: lead
created: 2026-11-16
amount: 120000
",
        good: "\
name: Acme rollout
stage: lead
created: 2026-11-16
amount: 120000
currency: EUR
",
        fix: "Add `currency: EUR`, or whatever it is, to the deal, or to dealfile.yaml for all deals that name none.",
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let bare = subject.state.amount.is_some() && subject.book.currency_of(&subject.state).is_none();
    let help = "add `currency: …` to the deal, or to dealfile.yaml for all deals that name none";
    let found = || Violation::new(KeyPath::top("amount"), "an amount in no currency").help(help);
    bare.then(found).into_iter().collect()
}
