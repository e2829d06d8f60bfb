//! An `ignore` entry past its `until` date.

use super::prelude::*;
use crate::deal::Ignore;

pub static RULE: Rule = Rule {
    name: "ignore-expired",
    category: Category::Meta,
    basis: Basis::Clock,
    checks: &[Check::Parts(check)],
    summary: "an `ignore` entry past its `until` date",
    docs: Docs {
        what: "The `until` date of an `ignore` entry has passed. It still suppresses its rule, so that nothing turns red overnight.",
        why: "A finding was tolerated for a time, and the time is over.",
        bad: "\
name: Acme rollout
stage: lead
created: 2026-11-16
close_date: 2026-11-20
ignore: [{rule: close-date-past, reason: Waits for the board, until: 2026-11-22}]
",
        good: "\
name: Acme rollout
stage: lead
created: 2026-11-16
close_date: 2026-11-20
ignore: [{rule: close-date-past, reason: Waits for the board, until: 2026-11-23}]
",
        fix: "Remove the entry and fix the finding, or set a new date.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let entries = subject.deal.ignore.iter().enumerate();
    entries
        .filter_map(|(index, ignore)| expired(subject, index, ignore))
        .collect()
}

fn expired(subject: &Subject<'_>, index: usize, ignore: &Ignore) -> Option<Finding> {
    let until = ignore.until.filter(|until| *until < subject.as_of)?;
    let at = KeyPath::top("ignore").index(index).key("until");
    let message = format!("`{}` was ignored until {until}", ignore.rule);
    let help = "remove the entry and fix the finding, or set a new date";
    Some(RULE.finding(at, message, help))
}
