//! An entry of `ignore:` past its day.

use super::engine::{BASE, Basis, Category, Docs, Rule, Subject, Violation};
use crate::key_path::KeyPath;

pub static RULE: Rule = Rule {
    name: "ignore-expired",
    category: Category::Meta,
    basis: Basis::Clock,
    each: Some(check),
    summary: "an entry of `ignore:` whose day is past",
    docs: Docs {
        what: "An entry of `ignore:` has a day in `until` that is past. It still silences its rule, so that nothing turns red overnight.",
        why: "A finding was let pass for a time, and the time is over.",
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
        fix: "Take the entry away and solve what comes back, or give it a new day.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let past = |(index, ignore): (usize, &crate::deal::Ignore)| {
        let until = ignore.until.filter(|until| *until < subject.as_of)?;
        let at = KeyPath::top("ignore").index(index).key("until");
        let message = format!("`{}` was to be ignored until {until}", ignore.rule);
        Some(Violation::new(at, message).help("take the entry away, or give it a new day"))
    };
    subject
        .deal
        .ignore
        .iter()
        .enumerate()
        .filter_map(past)
        .collect()
}
