//! Exchange rates of no known day.

use super::prelude::*;
use crate::finding::BOOK_UNDATED_RATES;

pub static RULE: Rule = Rule {
    name: BOOK_UNDATED_RATES,
    category: Category::Schema,
    severity: Severity::Error,
    checks: &[Check::Book(check)],
    summary: "the exchange rates in dealfile.yaml have no date",
    docs: Docs {
        what: "`rates:` has rates and no `date`.",
        why: "Every sum in the book's currency rests on them, and nobody can see how old they are.",
        bad: "\
# dealfile.yaml
version: 1
currency: EUR
rates: {USD: 0.92}
",
        good: "\
# dealfile.yaml
version: 1
currency: EUR
rates: {date: 2026-11-01, USD: 0.92}
",
        fix: "Add `date:`, the day of these rates.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &BookSubject<'_>) -> Vec<Finding> {
    subject.faults(RULE.name).collect()
}
