//! An `ignore` entry that matches nothing. The run finds it, once all other rules have run.

use super::prelude::*;

pub static RULE: Rule = Rule {
    name: "ignore-unused",
    category: Category::Meta,
    checks: &[Check::Unused(check)],
    summary: "an `ignore` entry that matches nothing",
    docs: Docs {
        what: "The rule that an `ignore` entry names finds nothing in this deal.",
        why: "A leftover entry hides the rule's next real finding.",
        bad: "name: Acme rollout\nstage: lead\ncreated: 2026-11-16\nignore: [{rule: unknown-stage, reason: Was a test}]\n",
        good: "name: Acme rollout\nstage: lead\ncreated: 2026-11-16\n",
        fix: "Remove the entry.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>, unused: &[usize]) -> Vec<Finding> {
    let entries = subject.deal.ignore.iter().enumerate();
    entries
        .filter(|(index, _)| unused.contains(index))
        .map(|(index, ignore)| {
            let at = KeyPath::top("ignore").index(index);
            let message = format!("`{}` has no findings here", ignore.rule);
            RULE.finding(at, message, "remove the entry")
        })
        .collect()
}
