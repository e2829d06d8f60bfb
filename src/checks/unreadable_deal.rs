//! A file that is no YAML, or YAML that a person would not write. The reader finds it.

use super::engine::{BASE, Category, Docs, Rule};
use crate::finding::Severity;

pub static RULE: Rule = Rule {
    name: "unreadable-deal",
    category: Category::Syntax,
    severity: Severity::Error,
    summary: "a deal file that cannot be read",
    docs: Docs {
        what: "The file is no YAML, no UTF-8 text, too large, or uses what a deal does not need: anchors, aliases, tags, several documents.",
        why: "A deal that nobody can read is in no forecast and on nobody's list, and no report runs while it is there.",
        bad: "name: Acme: rollout\nstage: lead\ncreated: 2026-11-16\n",
        good: "name: \"Acme: rollout\"\nstage: lead\ncreated: 2026-11-16\n",
        fix: "The message names the line and what to write there.",
        ..BASE.docs
    },
    ..BASE
};
