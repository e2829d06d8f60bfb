//! A file that is not valid YAML, or YAML that a person would not write. The parser finds it.

use super::prelude::*;
use crate::finding::UNREADABLE_DEAL;

pub static RULE: Rule = Rule {
    name: UNREADABLE_DEAL,
    category: Category::Syntax,
    severity: Severity::Error,
    summary: "a deal file that cannot be read",
    docs: Docs {
        what: "The file is not valid YAML or UTF-8, is too large, or uses YAML features a deal does not need: anchors, aliases, tags, several documents.",
        why: "An unreadable deal is missing from every list and forecast, and no report runs until it is fixed.",
        bad: "name: Acme: rollout\nstage: lead\ncreated: 2026-11-16\n",
        good: "name: \"Acme: rollout\"\nstage: lead\ncreated: 2026-11-16\n",
        fix: "Correct the line that the message names.",
        ..BASE.docs
    },
    ..BASE
};
