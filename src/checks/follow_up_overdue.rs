//! An open follow-up whose due date has passed.

use super::prelude::*;
use crate::deal::{FollowUp, day::spell};

pub static RULE: Rule = Rule {
    name: "follow-up-overdue",
    category: Category::Activity,
    basis: Basis::Clock,
    checks: &[Check::Parts(check)],
    summary: "an open follow-up whose due date has passed",
    docs: Docs {
        what: "A follow-up is neither done nor cancelled, and was due before today. One that is due today is not overdue.",
        why: "Buyers remember what we promised and did not do.",
        bad: "\
name: Acme rollout
stage: lead
created: 2026-11-16
followups: [{id: k2m9, due: 2026-11-20, what: Send the model}]
",
        good: "\
name: Acme rollout
stage: lead
created: 2026-11-16
followups: [{id: k2m9, due: 2026-11-23, what: Send the model}]
",
        fix: "Run `deal followup done DEAL ID` or `deal followup cancel DEAL ID`, or reschedule it.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let followups = subject.deal.followups.iter().enumerate();
    followups
        .filter(|(_, followup)| followup.is_overdue(subject.as_of))
        .filter_map(|(index, followup)| overdue(subject, index, followup))
        .collect()
}

fn overdue(subject: &Subject<'_>, index: usize, followup: &FollowUp) -> Option<Finding> {
    let due = followup.due?;
    let ago = spell(subject.as_of.since(due));
    let at = KeyPath::top("followups").index(index).key("due");
    let message = format!("\"{}\" was due on {due}, {ago} ago", followup.what);
    let help = format!("deal followup done {} {}", subject.id, followup.id);
    Some(RULE.finding(at, message, help))
}
