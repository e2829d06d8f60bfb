//! An `ignore` entry or comment that matches nothing. The run finds it, once all other rules have run.

use super::{engine::Silence, prelude::*};

pub static RULE: Rule = Rule {
    name: "ignore-unused",
    category: Category::Meta,
    checks: &[Check::Unused(check)],
    summary: "an `ignore` entry or comment that matches nothing",
    docs: Docs {
        what: "The rule that an `ignore` entry names finds nothing in this deal, or the one that a comment names finds nothing in the value that it covers.",
        why: "A leftover entry hides the rule's next real finding.",
        bad: "name: Acme rollout\nstage: lead\ncreated: 2026-11-16\nignore: [{rule: unknown-stage, reason: Was a test}]\n",
        good: "name: Acme rollout\nstage: lead\ncreated: 2026-11-16\n",
        fix: "Remove the entry.",
        ..BASE.docs
    },
    ..BASE
};

fn check(silence: &Silence<'_>) -> Finding {
    let message = format!("`{}` has no findings here", silence.rule);
    let help = format!("remove the {}", silence.source.noun());
    let finding = RULE.finding(KeyPath::root(), message, help);
    silence.source.locate(finding, None)
}
