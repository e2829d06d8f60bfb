//! A buyer who has not been heard from.

use super::engine::{BASE, Basis, Category, Docs, OptionSpec, Rule, Subject, Violation};
use crate::deal::day::spell;
use crate::key_path::KeyPath;

const DAYS: OptionSpec = OptionSpec::whole(
    "days",
    14,
    "grace period in days since the buyer was last heard from",
);

pub static RULE: Rule = Rule {
    name: "no-two-way-activity",
    category: Category::Activity,
    basis: Basis::Clock,
    options: &[DAYS],
    each: Some(check),
    summary: "an open deal with no word from the buyer for two weeks",
    docs: Docs {
        what: "There was no two-way call or email and no held meeting in the last 14 days, and no meeting is scheduled. Deals on hold are exempt.",
        why: "Silence is the surest sign of a deal that ends in no decision, weeks before anyone says so.",
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
        fix: "Call the buyer and record it with `deal activity add`, or book a meeting with `deal meeting book`.",
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
            "{} old, and the buyer has never been heard from",
            spell(days)
        ),
        _ => "the buyer has never been heard from".to_owned(),
    };
    vec![
        Violation::new(KeyPath::top("stage"), message)
            .help("talk to the buyer and record it as an activity, or book a meeting"),
    ]
}
