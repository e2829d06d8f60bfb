//! An `ignore` entry past its `until` date.

use super::{
    engine::{Silence, silences},
    prelude::*,
};

pub static RULE: Rule = Rule {
    name: "ignore-expired",
    category: Category::Meta,
    basis: Basis::Clock,
    checks: &[Check::Parts(check)],
    summary: "an `ignore` entry or comment past its `until` date",
    docs: Docs {
        what: "The `until` date of an `ignore` entry or comment has passed. It still suppresses its rule, so that nothing turns red overnight.",
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
    let silences = silences(subject).into_iter();
    silences
        .filter_map(|silence| expired(subject, &silence))
        .collect()
}

fn expired(subject: &Subject<'_>, silence: &Silence<'_>) -> Option<Finding> {
    let until = silence.until.filter(|until| *until < subject.as_of)?;
    let message = format!("`{}` was ignored until {until}", silence.rule);
    let noun = silence.source.noun();
    let help = format!("remove the {noun} and fix the finding, or set a new date");
    let finding = RULE.finding(KeyPath::root(), message, help);
    Some(silence.source.locate(finding, Some("until")))
}
