//! A deal on hold past its day.

use super::engine::{BASE, Basis, Category, Docs, Rule, Subject, Violation};
use crate::key_path::KeyPath;

pub static RULE: Rule = Rule {
    name: "hold-expired",
    category: Category::Pipeline,
    basis: Basis::Clock,
    each: Some(check),
    summary: "a deal on hold past its day",
    docs: Docs {
        what: "The deal is open and on hold until a day that is past.",
        why: "On hold is where deals hide. The day was agreed on so that somebody asks.",
        bad: "\
name: Acme rollout
stage: lead
created: 2026-11-16
hold: 2026-11-22
",
        good: "\
name: Acme rollout
stage: lead
created: 2026-11-16
hold: 2026-11-23
",
        fix: "`deal resume DEAL`, or `deal hold DEAL --until … --why …` with the new day and reason.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let hold = subject
        .state
        .hold
        .filter(|hold| subject.is_open() && *hold < subject.as_of);
    let help = format!(
        "deal resume {}, or hold it again with a day and a reason",
        subject.id
    );
    hold.map(|hold| {
        Violation::new(
            KeyPath::top("hold"),
            format!("on hold until {hold}, and that is past"),
        )
        .help(help)
    })
    .into_iter()
    .collect()
}
