//! An open deal outside the ideal customer profile.

use super::prelude::*;
use crate::book::icp::{Fit, Predicate};
use crate::key_path::Step;

pub static RULE: Rule = Rule {
    name: "icp-must-failed",
    category: Category::Pipeline,
    checks: &[Check::Parts(check)],
    summary: "an open deal that fails a `must` criterion of the ICP",
    docs: Docs {
        what: "A field of an open deal is known and fails a `must` criterion of the book's `icp`. Unknown values do not fail.",
        why: "Deals outside the profile take as long and are won less often.",
        book: "\
version: 1
currency: EUR
icp:
  must: [{field: profile.employees, at_least: 10}]
",
        bad: "\
name: Acme rollout
stage: prospecting
created: 2026-11-16
profile: {employees: 4}
",
        good: "\
name: Acme rollout
stage: prospecting
created: 2026-11-16
profile: {industry: banking}
",
        fix: "Correct the field, or close the deal as `disqualified`.",
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if !subject.is_open() {
        return Vec::new();
    }
    let musts = subject.book.icp.iter().flat_map(|icp| &icp.must);
    musts
        .filter(|must| must.judge(subject.deal, subject.as_of) == Fit::Fail)
        .map(|must| failed(subject, must))
        .collect()
}

fn failed(subject: &Subject<'_>, must: &Predicate) -> Finding {
    let field = &must.field;
    let message = format!("`{field}` fails a `must` criterion of the ideal customer profile");
    RULE.finding(
        place(field),
        message,
        format!(
            "correct the field, or deal lose {} --reason disqualified",
            subject.id
        ),
    )
}

fn place(field: &str) -> KeyPath {
    match field.split_once('.') {
        Some(("contact", _)) => KeyPath::top("contacts"),
        _ => {
            let keys = field.split('.').map(str::to_owned);
            KeyPath(keys.map(Step::Key).collect())
        }
    }
}
