//! A buyer who has not been heard from.

use super::prelude::*;
use crate::deal::day::spell;

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
    checks: &[Check::Deal(check)],
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

fn check(subject: &Subject<'_>) -> Option<Finding> {
    if !subject.is_active() || has_meeting_ahead(subject) {
        return None;
    }
    let as_of = subject.as_of;
    let talks = subject.deal.two_way_days();
    let last = talks.filter(|day| *day <= as_of).max();
    let since = last.or(subject.history.created());
    let message = match since.map(|since| as_of.since(since)) {
        Some(days) if days <= subject.options.whole(&DAYS) => return None,
        Some(days) if last.is_some() => format!("the buyer has been silent for {}", spell(days)),
        Some(days) => format!(
            "{} old, and the buyer has never been heard from",
            spell(days)
        ),
        None => "the buyer has never been heard from".to_owned(),
    };
    Some(RULE.finding(
        KeyPath::top("stage"),
        message,
        "talk to the buyer and record it as an activity, or book a meeting",
    ))
}

fn has_meeting_ahead(subject: &Subject<'_>) -> bool {
    let mut meetings = subject.deal.meetings.iter();
    meetings.any(|meeting| meeting.is_scheduled() && meeting.date >= subject.as_of)
}
