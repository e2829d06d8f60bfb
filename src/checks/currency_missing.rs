//! An amount without a currency.

use super::engine::{BASE, Category, Docs, Rule, Subject, Violation};
use crate::finding::Severity;
use crate::key_path::KeyPath;

pub static RULE: Rule = Rule {
    name: "currency-missing",
    category: Category::Schema,
    severity: Severity::Error,
    each: Some(check),
    summary: "an amount with no currency in the deal or the book",
    docs: Docs {
        what: "The deal has an amount, and neither the deal nor the book has a currency.",
        why: "An amount without a currency cannot be added to anything, so reports value the deal at nothing.",
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
        fix: "Set `currency:` in the deal, or a default in dealfile.yaml.",
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let bare = subject.state.amount.is_some() && subject.book.currency_of(&subject.state).is_none();
    let help = "set `currency:` in the deal, or a default in dealfile.yaml";
    let found = || Violation::new(KeyPath::top("amount"), "amount without a currency").help(help);
    bare.then(found).into_iter().collect()
}
