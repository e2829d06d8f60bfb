//! A deal that ran through its stages in one day.

use super::engine::{BASE, Category, Docs, OptionSpec, Rule, Subject, Violation};
use crate::key_path::KeyPath;
use std::collections::BTreeMap;

const MOVES: OptionSpec = OptionSpec::whole("moves", 2, "so many moves on one day are let pass");

pub static RULE: Rule = Rule {
    name: "many-stages-one-day",
    category: Category::Pipeline,
    is_on: false,
    options: &[MOVES],
    each: Some(check),
    summary: "more than two moves on one day",
    docs: Docs {
        what: "A deal was moved to another stage more than twice on one day.",
        why: "Days in stage are measured from these lines: a deal that was brought up to date once a month shows a process that nobody follows.",
        bad: "\
name: Acme rollout
stage: closing
amount: 900
close_date: 2026-12-18
followups: [{id: k2m9, due: 2026-11-27, what: Send the model}]
history:
  - {date: 2026-11-10, stage: lead, amount: 900, close_date: 2026-12-18}
  - {date: 2026-11-20, stage: talk}
  - {date: 2026-11-20, stage: offer}
  - {date: 2026-11-20, stage: closing}
",
        good: "\
name: Acme rollout
stage: closing
amount: 900
close_date: 2026-12-18
followups: [{id: k2m9, due: 2026-11-27, what: Send the model}]
history:
  - {date: 2026-11-10, stage: lead, amount: 900, close_date: 2026-12-18}
  - {date: 2026-11-16, stage: talk}
  - {date: 2026-11-20, stage: offer}
  - {date: 2026-11-20, stage: closing}
",
        fix: "Date each line by the day on which it happened (`--on`).",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let mut days = BTreeMap::new();
    for event in subject.events {
        let moved = event
            .before
            .is_some_and(|before| before.stage != event.after.stage);
        if let Some(date) = event.line.date.filter(|_| moved) {
            days.entry(date).or_insert_with(Vec::new).push(event.index);
        }
    }
    let least = subject.options.whole(&MOVES);
    let busy = days
        .into_iter()
        .filter(|(_, lines)| i64::try_from(lines.len()).is_ok_and(|moves| moves > least));
    let found = busy.filter_map(|(date, lines)| {
        let at = KeyPath::top("history").index(*lines.last()?).key("stage");
        Some(
            Violation::new(at, format!("{} moves on {date}", lines.len()))
                .help("date each line by the day on which it happened"),
        )
    });
    found.collect()
}
