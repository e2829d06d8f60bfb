//! One key twice in one mapping. The reader finds it.

use super::engine::{BASE, Category, Docs, Rule};
use crate::finding::Severity;

pub static RULE: Rule = Rule {
    name: "duplicate-key",
    category: Category::Syntax,
    severity: Severity::Error,
    summary: "one key twice in one place",
    docs: Docs {
        what: "The same key stands twice in the same mapping.",
        why: "Programs differ in which of the two they take, so two people see two different deals.",
        bad: "name: Acme rollout\nstage: lead\nstage: talk\ncreated: 2026-11-16\n",
        good: "name: Acme rollout\nstage: lead\ncreated: 2026-11-16\n",
        fix: "Keep the right one and delete the other.",
        ..BASE.docs
    },
    ..BASE
};
