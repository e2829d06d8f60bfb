//! A deal reopened after a win, or long after a loss.

use super::engine::{BASE, Category, Docs, Event, OptionSpec, Rule, Subject, Violation};
use crate::deal::day::Day;
use crate::deal::history::Outcome;
use crate::key_path::KeyPath;

const DAYS: OptionSpec =
    OptionSpec::whole("days", 90, "days after a loss in which it may be reopened");

pub static RULE: Rule = Rule {
    name: "late-reopen",
    category: Category::Pipeline,
    options: &[DAYS],
    each: Some(check),
    summary: "a deal reopened after a win, or long after a loss",
    docs: Docs {
        what: "A history entry reopens a deal that was won, or that was lost more than 90 days earlier.",
        why: "The old sales cycle keeps running, and undoing a win changes last year's figures. A new opportunity is a new deal.",
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
        fix: "Leave the old deal closed and create a new one with `deal new`.",
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
        Outcome::Won => format!("won on {closed}, then reopened"),
        _ if days > subject.options.whole(&DAYS) => {
            format!("reopened {days} days after it was lost")
        }
        _ => return None,
    };
    let at = KeyPath::top("history").index(event.index).key("stage");
    Some(Violation::new(at, message).help("a new opportunity is a new deal: run `deal new`"))
}
