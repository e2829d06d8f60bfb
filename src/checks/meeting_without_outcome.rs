//! A past meeting with no outcome recorded.

use super::prelude::*;
use crate::deal::Meeting;

const DAYS: OptionSpec = OptionSpec::whole("days", 1, "grace period in days after the meeting");

pub static RULE: Rule = Rule {
    name: "meeting-without-outcome",
    category: Category::Activity,
    basis: Basis::Clock,
    options: &[DAYS],
    checks: &[Check::Parts(check)],
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

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let days = subject.options.whole(&DAYS);
    let meetings = subject.deal.meetings.iter().enumerate();
    meetings
        .filter(|(_, meeting)| meeting.is_scheduled())
        .filter(|(_, meeting)| subject.as_of.since(meeting.date) > days)
        .map(|(index, meeting)| without_outcome(subject, index, meeting))
        .collect()
}

fn without_outcome(subject: &Subject<'_>, index: usize, meeting: &Meeting) -> Finding {
    let at = KeyPath::top("meetings").index(index);
    let message = format!("the meeting on {} has no outcome recorded", meeting.date);
    RULE.finding(
        at,
        message,
        format!(
            "deal meeting held {} {}, or no-show, or cancel",
            subject.id, meeting.id
        ),
    )
}
