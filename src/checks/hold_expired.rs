//! A deal still on hold after its hold date.

use super::prelude::*;

pub static RULE: Rule = Rule {
    name: "hold-expired",
    category: Category::Pipeline,
    basis: Basis::Clock,
    checks: &[Check::Deal(check)],
    summary: "a deal still on hold after its hold date",
    docs: Docs {
        what: "The deal is open and on hold until a date that has passed.",
        why: "Hold is where deals hide; the date is there so that someone asks.",
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
        fix: "Run `deal resume DEAL`, or `deal hold DEAL --until … --why …` with a new date and reason.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Option<Finding> {
    let hold = subject.state.hold?;
    if !subject.is_open() || hold >= subject.as_of {
        return None;
    }
    let message = format!("on hold until {hold}, which has passed");
    Some(RULE.finding(
        KeyPath::top("hold"),
        message,
        format!(
            "deal resume {}, or hold it until a later date, with a reason",
            subject.id
        ),
    ))
}
