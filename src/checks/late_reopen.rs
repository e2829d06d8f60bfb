//! A deal reopened after a win, or long after a loss.

use super::prelude::*;
use crate::deal::Outcome;

const DAYS: OptionSpec =
    OptionSpec::whole("days", 90, "days after a loss in which it may be reopened");

pub static RULE: Rule = Rule {
    name: "late-reopen",
    category: Category::Pipeline,
    options: &[DAYS],
    checks: &[Check::Parts(check)],
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

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut closing: Option<&Event<'_>> = None;
    let mut found = Vec::new();
    for event in &subject.events {
        match (event.after.outcome(), closing) {
            (Outcome::Open, Some(before)) => {
                found.extend(reopened(subject, event, before));
                closing = None;
            }
            (outcome, before) if before.is_none_or(|before| before.after.outcome() != outcome) => {
                let is_closing = outcome != Outcome::Open && event.entry.date.is_some();
                closing = is_closing.then_some(event);
            }
            _ => {}
        }
    }
    found
}

fn reopened(subject: &Subject<'_>, event: &Event<'_>, closing: &Event<'_>) -> Option<Finding> {
    let closed = closing.entry.date?;
    let days = event.entry.date?.since(closed);
    let message = match closing.after.outcome() {
        Outcome::Won => format!("won on {closed}, then reopened"),
        _ if days > subject.options.whole(&DAYS) => {
            format!("reopened {days} days after it was lost")
        }
        _ => return None,
    };
    let finding = RULE.finding(
        event.at("stage"),
        message,
        "a new opportunity is a new deal: run `deal new`",
    );
    Some(finding.related(closing.at("stage"), "closed here"))
}
