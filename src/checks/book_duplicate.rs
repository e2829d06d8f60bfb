//! Two entries of the book's file for one thing.

use super::prelude::*;
use crate::finding::BOOK_DUPLICATE;

pub static RULE: Rule = Rule {
    name: BOOK_DUPLICATE,
    category: Category::Schema,
    severity: Severity::Error,
    checks: &[Check::Book(check)],
    summary: "dealfile.yaml says one thing twice",
    docs: Docs {
        what: "Two members of the team have one id, in any case; or two targets are of one period and the same part of the deals.",
        why: "One of the two counts, and nobody can see which one was meant.",
        bad: "\
# dealfile.yaml
version: 1
currency: EUR
targets:
  - {period: 2026-Q4, won: 500000}
  - {period: 2026-Q4, won: 600000}
",
        good: "\
# dealfile.yaml
version: 1
currency: EUR
targets:
  - {period: 2026-Q4, won: 500000}
  - {period: 2027-Q1, won: 600000}
",
        fix: "Keep the right one.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &BookSubject<'_>) -> Vec<Finding> {
    subject.faults(RULE.name).collect()
}
