//! A deal that went through several stages in one day.

use std::collections::BTreeMap;

use super::prelude::*;

const MOVES: OptionSpec = OptionSpec::whole("moves", 2, "stage changes allowed per day");

pub static RULE: Rule = Rule {
    name: "many-stages-one-day",
    category: Category::Pipeline,
    is_on: false,
    options: &[MOVES],
    checks: &[Check::Parts(check)],
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

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut days: BTreeMap<_, Vec<&Event<'_>>> = BTreeMap::new();
    for event in subject.events.iter().filter(|event| is_move(event)) {
        if let Some(date) = event.entry.date {
            days.entry(date).or_default().push(event);
        }
    }
    let allowed = subject.options.count(&MOVES);
    let mut found = Vec::new();
    for (date, moves) in days.into_iter().filter(|(_, moves)| moves.len() > allowed) {
        let message = format!("{} stage changes on {date}", moves.len());
        found.extend(moves.last().map(|last| {
            RULE.finding(
                last.at("stage"),
                message,
                "give each entry the date it happened",
            )
        }));
    }
    found
}

fn is_move(event: &Event<'_>) -> bool {
    let before = event.before;
    before.is_some_and(|before| before.stage != event.after.stage)
}
