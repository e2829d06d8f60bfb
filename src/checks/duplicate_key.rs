//! The same key twice in one mapping. The parser finds it.

use super::prelude::*;
use crate::finding::DUPLICATE_KEY;

pub static RULE: Rule = Rule {
    name: DUPLICATE_KEY,
    category: Category::Syntax,
    severity: Severity::Error,
    summary: "the same key twice in one mapping",
    docs: Docs {
        what: "The same key appears twice in one mapping.",
        why: "Programs differ in which value they use, so two people see two different deals.",
        bad: "name: Acme rollout\nstage: lead\nstage: talk\ncreated: 2026-11-16\n",
        good: "name: Acme rollout\nstage: lead\ncreated: 2026-11-16\n",
        fix: "Keep the right one and delete the other.",
        ..BASE.docs
    },
    ..BASE
};
