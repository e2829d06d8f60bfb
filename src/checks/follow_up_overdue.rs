//! An open follow-up whose due date has passed.

use super::engine::{BASE, Basis, Category, Docs, Rule, Subject, Violation};
use crate::deal::day::spell;
use crate::key_path::KeyPath;

pub static RULE: Rule = Rule {
    name: "follow-up-overdue",
    category: Category::Activity,
    basis: Basis::Clock,
    each: Some(check),
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

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let tasks = subject.deal.followups.iter().enumerate();
    let overdue = tasks
        .filter(|(_, task)| task.is_overdue(subject.as_of))
        .filter_map(|(index, task)| {
            let due = task.due?;
            let at = KeyPath::top("followups").index(index).key("due");
            let message = format!(
                "\"{}\" was due on {due}, {} ago",
                task.what,
                spell(subject.as_of.since(due))
            );
            Some(
                Violation::new(at, message)
                    .help(format!("deal followup done {} {}", subject.id, task.id)),
            )
        });
    overdue.collect()
}
