//! A decision step dated after the close date.

use super::engine::{BASE, Category, Docs, Rule, Subject, Violation};
use crate::key_path::KeyPath;

pub static RULE: Rule = Rule {
    name: "decision-after-close",
    category: Category::Meddic,
    each: Some(check),
    summary: "a decision step dated after the close date",
    docs: Docs {
        what: "The decision process of an open deal has a step dated after the close date.",
        why: "The buyer has told us that it closes later than our forecast says.",
        bad: "\
name: Acme rollout
stage: lead
created: 2026-11-16
close_date: 2026-12-18
meddic:
  decision_process: {score: 1, steps: [{what: Board, date: 2027-01-10}]}
",
        good: "\
name: Acme rollout
stage: lead
created: 2026-11-16
close_date: 2026-12-18
meddic:
  decision_process: {score: 1, steps: [{what: Board, date: 2026-12-18}]}
",
        fix: "Move the close date to the last step or later.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let process = subject
        .deal
        .meddic
        .decision_process
        .as_ref()
        .filter(|_| subject.is_open());
    let (Some(process), Some(close)) = (process, subject.state.close_date) else {
        return Vec::new();
    };
    let dated = process
        .steps
        .iter()
        .enumerate()
        .filter_map(|(index, step)| Some((index, step, step.date?)));
    let last = dated
        .max_by_key(|(_, _, date)| *date)
        .filter(|(_, _, date)| *date > close);
    let found = last.map(|(index, step, date)| {
        let at = KeyPath::top("meddic")
            .key("decision_process")
            .key("steps")
            .index(index)
            .key("date");
        let message = format!(
            "\"{}\" is on {date}, after the close date {close}",
            step.what
        );
        Violation::new(at, message).help(format!(
            "deal set {} close_date={date} or later",
            subject.id
        ))
    });
    found.into_iter().collect()
}
