//! An open deal outside the ideal customer profile.

use super::engine::{BASE, Category, Docs, Rule, Subject, Violation};
use crate::book::icp::Fit;
use crate::key_path::KeyPath;
use crate::key_path::Step;

pub static RULE: Rule = Rule {
    name: "icp-must-failed",
    category: Category::Pipeline,
    each: Some(check),
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

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let musts = subject
        .book
        .icp
        .iter()
        .flat_map(|icp| &icp.must)
        .filter(|_| subject.is_open());
    let failed = musts.filter(|must| must.judge(subject.deal, subject.as_of) == Fit::Fail);
    let at = |field: &str| match field.split_once('.') {
        Some(("contact", _)) => KeyPath::top("contacts"),
        _ => KeyPath(
            field
                .split('.')
                .map(|key| Step::Key(key.to_owned()))
                .collect(),
        ),
    };
    let help = format!(
        "correct the field, or deal lose {} --reason disqualified",
        subject.id
    );
    failed
        .map(|must| {
            Violation::new(
                at(&must.field),
                format!(
                    "`{}` fails a `must` criterion of the ideal customer profile",
                    must.field
                ),
            )
            .help(&help)
        })
        .collect()
}
