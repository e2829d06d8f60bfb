//! An entry of `ignore:` that silences nothing. The run finds it, when all other rules have run.

use super::engine::{BASE, Category, Docs, Rule};

pub static RULE: Rule = Rule {
    name: "ignore-unused",
    category: Category::Meta,
    summary: "an entry of `ignore:` that silences nothing",
    docs: Docs {
        what: "The rule that an entry of `ignore:` names finds nothing in this deal.",
        why: "What is left lying around hides the next real finding of that rule.",
        bad: "name: Acme rollout\nstage: lead\ncreated: 2026-11-16\nignore: [{rule: unknown-stage, reason: Was a test}]\n",
        good: "name: Acme rollout\nstage: lead\ncreated: 2026-11-16\n",
        fix: "Take the entry away.",
        ..BASE.docs
    },
    ..BASE
};
