//! A deal that went through several stages in one day.

use super::engine::{BASE, Category, Docs, OptionSpec, Rule, Subject, Violation};
use crate::key_path::KeyPath;
use std::collections::BTreeMap;

const MOVES: OptionSpec = OptionSpec::whole("moves", 2, "stage changes allowed per day");

pub static RULE: Rule = Rule {
    name: "many-stages-one-day",
    category: Category::Pipeline,
    is_on: false,
    options: &[MOVES],
    each: Some(check),
    summary: "more than two stage changes on one day",
    docs: Docs {
        what: "The deal changed its stage more than twice on one day.",
        why: "Time in stage comes from these dates: a deal updated once a month shows a process nobody follows.",
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
        fix: "Give each entry the date it happened (`--on`).",
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
            Violation::new(at, format!("{} stage changes on {date}", lines.len()))
                .help("give each entry the date it happened"),
        )
    });
    found.collect()
}
