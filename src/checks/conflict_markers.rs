//! Unresolved git conflict markers. The parser finds them.

use super::prelude::*;
use crate::finding::CONFLICT_MARKERS;

pub static RULE: Rule = Rule {
    name: CONFLICT_MARKERS,
    category: Category::Syntax,
    severity: Severity::Error,
    summary: "unresolved git conflict markers",
    docs: Docs {
        what: "Git could not merge two changes and left both in the file, between `<<<<<<<` and `>>>>>>>`.",
        why: "Until someone decides, the deal has two amounts or two stages and cannot be read.",
        bad: "name: Acme rollout\n<<<<<<< HEAD\nstage: lead\n=======\nstage: talk\n>>>>>>> theirs\ncreated: 2026-11-16\n",
        good: "name: Acme rollout\nstage: lead\ncreated: 2026-11-16\n",
        fix: "Keep the right parts and delete the three marker lines.",
        ..BASE.docs
    },
    ..BASE
};
