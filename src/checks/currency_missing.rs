//! An amount without a currency.

use super::prelude::*;

pub static RULE: Rule = Rule {
    name: "currency-missing",
    category: Category::Schema,
    severity: Severity::Error,
    checks: &[Check::Deal(check)],
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

fn check(subject: &Subject<'_>) -> Option<Finding> {
    subject.state.amount?;
    if subject.book.currency_of(&subject.state).is_some() {
        return None;
    }
    Some(RULE.finding(
        KeyPath::top("amount"),
        "amount without a currency",
        "set `currency:` in the deal, or a default in dealfile.yaml",
    ))
}
