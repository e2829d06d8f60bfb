//! A follow-up, objection or meeting that a person wrote without an id.

use super::{
    engine::{Fix, Mend},
    prelude::*,
};

pub static RULE: Rule = Rule {
    name: "entry-without-id",
    category: Category::Identity,
    severity: Severity::Info,
    fix: Fix::Safe,
    mend: Some(Mend::WriteIds),
    checks: &[Check::Parts(check)],
    summary: "a follow-up, objection or meeting without an id",
    docs: Docs {
        what: "An entry has no `id`. It is read as if it had the one that a command would have given it.",
        why: "That id is made of what the entry says, so it changes when somebody edits the entry, and two branches that edit it cannot be merged.",
        bad: "\
name: Acme rollout
stage: lead
created: 2026-11-16
followups:
  - {due: 2026-11-27, what: Send the model}
",
        good: "\
name: Acme rollout
stage: lead
created: 2026-11-16
followups:
  - {id: k2m9, due: 2026-11-27, what: Send the model}
",
        fix: "Run `deal check --fix` to write the id.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let entries = subject.remarks.without_id.iter();
    let finding = |at: &KeyPath| {
        let id = subject.deal.entry_id_at(at).unwrap_or_default();
        let message = format!("no `id`: read as `{id}`");
        let mut finding = RULE.finding(at.clone(), message, "run `deal check --fix` to write it");
        finding.is_fixable = true;
        finding
    };
    entries.map(finding).collect()
}
