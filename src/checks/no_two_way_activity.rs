//! A buyer who is silent.

use super::engine::{BASE, Basis, Category, Docs, OptionSpec, Rule, Subject, Violation};
use crate::deal::day::spell;
use crate::key_path::KeyPath;

const DAYS: OptionSpec = OptionSpec::whole("days", 14, "so many days of silence are let pass");

pub static RULE: Rule = Rule {
    name: "no-two-way-activity",
    category: Category::Activity,
    basis: Basis::Clock,
    options: &[DAYS],
    each: Some(check),
    summary: "an open deal in which the buyer has been silent for two weeks",
    docs: Docs {
        what: "No call or mail in which both sides spoke and no held meeting for more than 14 days, and no meeting is booked ahead. A deal on hold is not asked.",
        why: "Silence is the surest sign of a deal that ends in no decision, weeks before anybody says so.",
        bad: "\
name: Acme rollout
stage: lead
created: 2026-11-02
",
        good: "\
name: Acme rollout
stage: lead
created: 2026-11-02
activities: [{date: 2026-11-20, kind: call, direction: two_way}]
",
        fix: "Call; write the talk under `activities`, or book a meeting with `deal meeting book`.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let (deal, as_of) = (subject.deal, subject.as_of);
    let ahead = deal
        .meetings
        .iter()
        .any(|meeting| meeting.is_scheduled() && meeting.date >= as_of);
    if !subject.is_active() || ahead {
        return Vec::new();
    }
    let last = deal.two_way_days().filter(|day| *day <= as_of).max();
    let silent = last
        .or(subject.history.created())
        .map(|day| as_of.since(day));
    if silent.is_some_and(|days| days <= subject.options.whole(&DAYS)) {
        return Vec::new();
    }
    let message = match (last, silent) {
        (Some(_), Some(days)) => format!("the buyer has been silent for {}", spell(days)),
        (None, Some(days)) => format!(
            "the deal is {} old and the buyer has not been heard",
            spell(days)
        ),
        _ => "the buyer has not been heard".to_owned(),
    };
    vec![
        Violation::new(KeyPath::top("stage"), message)
            .help("talk to the buyer and write it under `activities`, or book a meeting"),
    ]
}
