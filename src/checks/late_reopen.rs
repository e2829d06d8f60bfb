//! A deal that came back from far away.

use super::engine::{BASE, Category, Docs, Event, OptionSpec, Rule, Subject, Violation};
use crate::deal::day::Day;
use crate::deal::history::Outcome;
use crate::key_path::KeyPath;

const DAYS: OptionSpec = OptionSpec::whole(
    "days",
    90,
    "days behind the closing within which a lost deal may come back",
);

pub static RULE: Rule = Rule {
    name: "late-reopen",
    category: Category::Pipeline,
    options: &[DAYS],
    each: Some(check),
    summary: "a deal reopened after it was won, or long after it was lost",
    docs: Docs {
        what: "A line of history opens a deal again that was won, or that was lost more than 90 days before.",
        why: "The old cycle goes on counting, and a win that is taken back changes last year's figures. A new chance is a new deal.",
        bad: "\
name: Acme rollout
stage: lead
history:
  - {date: 2026-01-10, stage: lead}
  - {date: 2026-02-10, stage: lost, reason: no_decision}
  - {date: 2026-11-16, stage: lead}
activities: [{date: 2026-11-20, kind: call, direction: two_way}]
",
        good: "\
name: Acme rollout
stage: lead
history:
  - {date: 2026-01-10, stage: lead}
  - {date: 2026-09-10, stage: lost, reason: no_decision}
  - {date: 2026-11-16, stage: lead}
activities: [{date: 2026-11-20, kind: call, direction: two_way}]
",
        fix: "Leave the old deal closed and begin a new one with `deal new`.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let mut closed: Option<(Day, Outcome)> = None;
    let mut found = Vec::new();
    for event in subject.events {
        let outcome = event.after.outcome();
        match (outcome, closed) {
            (Outcome::Open, Some((day, before))) => {
                found.extend(reopened(subject, event, day, before));
                closed = None;
            }
            (Outcome::Won | Outcome::Lost, before)
                if before.is_none_or(|(_, before)| before != outcome) =>
            {
                closed = event.line.date.map(|day| (day, outcome));
            }
            _ => {}
        }
    }
    found
}

fn reopened(
    subject: &Subject<'_>,
    event: &Event<'_>,
    closed: Day,
    outcome: Outcome,
) -> Option<Violation> {
    let days = event.line.date?.since(closed);
    let message = match outcome {
        Outcome::Won => format!("the deal was won on {closed} and is open again"),
        _ if days > subject.options.whole(&DAYS) => {
            format!("the deal was lost {days} days before and is open again")
        }
        _ => return None,
    };
    let at = KeyPath::top("history").index(event.index).key("stage");
    Some(Violation::new(at, message).help("a new chance is a new deal: `deal new`"))
}
