//! A follow-up whose day is past.

use super::engine::{BASE, Basis, Category, Docs, Rule, Subject, Violation};
use crate::deal::day::spell;
use crate::key_path::KeyPath;

pub static RULE: Rule = Rule {
    name: "follow-up-overdue",
    category: Category::Activity,
    basis: Basis::Clock,
    each: Some(check),
    summary: "an open follow-up whose day is past",
    docs: Docs {
        what: "A follow-up is neither done nor cancelled, and was due before today. Due today is not overdue.",
        why: "What we promised and did not do is what the buyer remembers.",
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
        fix: "`deal followup done DEAL ID`, `deal followup cancel DEAL ID`, or give it a new day.",
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
