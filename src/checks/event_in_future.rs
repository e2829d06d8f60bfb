//! An event that is recorded as done, but dated in the future.

use super::prelude::*;
use crate::deal::Day;

const DAYS: OptionSpec = OptionSpec::whole("days", 1, "grace period in days, for other time zones");

pub static RULE: Rule = Rule {
    name: "event-in-future",
    category: Category::History,
    basis: Basis::Clock,
    options: &[DAYS],
    checks: &[Check::Parts(check)],
    summary: "a history entry, activity or held meeting dated in the future",
    docs: Docs {
        what: "A history entry, an activity or a held meeting is dated after today. There is a grace period of one day, because it is already tomorrow elsewhere.",
        why: "Plans belong in follow-ups and close dates; what is recorded as done is counted as done.",
        bad: "\
name: Acme rollout
stage: lead
created: 2026-11-16
activities: [{date: 2026-12-22, kind: call, direction: two_way}]
",
        good: "\
name: Acme rollout
stage: lead
created: 2026-11-16
activities: [{date: 2026-11-22, kind: call, direction: two_way}]
",
        fix: "Correct the date. To plan ahead, use `deal followup add` or `deal meeting book`.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let deal = subject.deal;
    let history = deal.history.iter().map(|entry| entry.date);
    let activities = deal.activities.iter().map(|activity| Some(activity.date));
    let held = deal.meetings.iter();
    let held = held.map(|meeting| meeting.is_held().then_some(meeting.date));
    let mut found = late(subject, "history", history);
    found.extend(late(subject, "activities", activities));
    found.extend(late(subject, "meetings", held));
    found
}

/// The entries of a list that are dated after the grace period.
fn late(
    subject: &Subject<'_>,
    list: &str,
    dates: impl Iterator<Item = Option<Day>>,
) -> Vec<Finding> {
    let last = subject.as_of.plus(subject.options.whole(&DAYS));
    dates
        .enumerate()
        .filter_map(|(index, date)| Some((index, date.filter(|date| *date > last)?)))
        .map(|(index, date)| {
            let at = KeyPath::top(list).index(index).key("date");
            let message = format!("{date} is in the future (today is {})", subject.as_of);
            RULE.finding(
                at,
                message,
                "correct the date; to plan ahead, use follow-ups and meetings",
            )
        })
        .collect()
}
