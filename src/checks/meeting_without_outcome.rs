//! A past meeting with no outcome recorded.

use super::engine::{BASE, Basis, Category, Docs, OptionSpec, Rule, Subject, Violation};
use crate::key_path::KeyPath;

const DAYS: OptionSpec = OptionSpec::whole("days", 1, "grace period in days after the meeting");

pub static RULE: Rule = Rule {
    name: "meeting-without-outcome",
    category: Category::Activity,
    basis: Basis::Clock,
    options: &[DAYS],
    each: Some(check),
    summary: "a past meeting that is still marked scheduled",
    docs: Docs {
        what: "A meeting was more than a day ago and still has the status `scheduled`.",
        why: "Held and missed meetings start every funnel; an open one distorts both, and what was said is forgotten.",
        bad: "\
name: Acme rollout
stage: lead
created: 2026-11-16
meetings: [{id: w8d1, date: 2026-11-21}]
",
        good: "\
name: Acme rollout
stage: lead
created: 2026-11-16
meetings: [{id: w8d1, date: 2026-11-21, status: held}]
",
        fix: "Run `deal meeting held DEAL ID`, or `no-show`, or `cancel`.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let days = subject.options.whole(&DAYS);
    let meetings = subject
        .deal
        .meetings
        .iter()
        .enumerate()
        .filter(|(_, meeting)| meeting.is_scheduled());
    let past = meetings.filter(|(_, meeting)| subject.as_of.since(meeting.date) > days);
    let found = past.map(|(index, meeting)| {
        let message = format!("the meeting on {} has no outcome recorded", meeting.date);
        let help = format!(
            "deal meeting held {} {}, or no-show, or cancel",
            subject.id, meeting.id
        );
        Violation::new(KeyPath::top("meetings").index(index), message).help(help)
    });
    found.collect()
}
