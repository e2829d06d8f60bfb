//! Both sides of a merge in one file. The reader finds it.

use super::engine::{BASE, Category, Docs, Rule};
use crate::finding::Severity;

pub static RULE: Rule = Rule {
    name: "conflict-markers",
    category: Category::Syntax,
    severity: Severity::Error,
    summary: "a merge left both sides in the file",
    docs: Docs {
        what: "Git could not merge two changes and left both in the file, between `<<<<<<<` and `>>>>>>>`.",
        why: "Until somebody decides, the deal has two amounts or two stages, and cannot be read.",
        bad: "name: Acme rollout\n<<<<<<< HEAD\nstage: lead\n=======\nstage: talk\n>>>>>>> theirs\ncreated: 2026-11-16\n",
        good: "name: Acme rollout\nstage: lead\ncreated: 2026-11-16\n",
        fix: "Keep what is right and delete the three marker lines. `deal merge-driver install` lets git merge deals field by field.",
        ..BASE.docs
    },
    ..BASE
};
