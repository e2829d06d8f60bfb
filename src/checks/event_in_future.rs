//! An event that is recorded as done, but dated in the future.

use super::engine::{BASE, Basis, Category, Docs, OptionSpec, Rule, Subject, Violation};
use crate::key_path::KeyPath;

const DAYS: OptionSpec = OptionSpec::whole("days", 1, "grace period in days, for other time zones");

pub static RULE: Rule = Rule {
    name: "event-in-future",
    category: Category::History,
    basis: Basis::Clock,
    options: &[DAYS],
    each: Some(check),
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

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let deal = subject.deal;
    let at = |key: &str, index: usize| KeyPath::top(key).index(index).key("date");
    let lines = deal
        .history
        .iter()
        .enumerate()
        .map(|(index, line)| (at("history", index), line.date));
    let talks = deal
        .activities
        .iter()
        .enumerate()
        .map(|(index, talk)| (at("activities", index), Some(talk.date)));
    let meetings = deal
        .meetings
        .iter()
        .enumerate()
        .filter(|(_, meeting)| meeting.is_held());
    let held = meetings.map(|(index, meeting)| (at("meetings", index), Some(meeting.date)));
    let last = subject.as_of.plus(subject.options.whole(&DAYS));
    let late = lines
        .chain(talks)
        .chain(held)
        .filter_map(|(at, date)| Some((at, date.filter(|date| *date > last)?)));
    let message = |date| format!("{date} is in the future (today is {})", subject.as_of);
    late.map(|(at, date)| {
        Violation::new(at, message(date))
            .help("correct the date; to plan ahead, use follow-ups and meetings")
    })
    .collect()
}
