//! A closed deal of which nothing says when it closed.

use super::prelude::*;

pub static RULE: Rule = Rule {
    name: "closing-undated",
    category: Category::History,
    checks: &[Check::Deal(check)],
    summary: "a closed deal whose closing date is unknown",
    docs: Docs {
        what: "The deal is won or lost, and no history entry says on which day.",
        why: "It is left out of cycle times, cohorts and every window: a win that no quarter gets.",
        bad: "name: Acme rollout\nstage: won\namount: 900\ncreated: 2026-08-03\n",
        good: "\
name: Acme rollout
stage: won
amount: 900
history:
  - {date: 2026-08-03, stage: closing, amount: 900}
  - {date: 2026-09-01, stage: won}
",
        fix: "Write the history: the day it began, and the day it closed.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Option<Finding> {
    let closing = subject.closing().and_then(|event| event.entry.date);
    let is_undated = !subject.is_open() && closing.is_none();
    is_undated.then(|| {
        let message = format!("{} on an unknown day", subject.state.stage);
        let help = "add `history` with the day it began and the day it closed";
        RULE.finding(KeyPath::top("stage"), message, help)
    })
}
