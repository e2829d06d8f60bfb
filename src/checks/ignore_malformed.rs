//! An invalid `ignore` entry.

use super::{
    RULES,
    engine::{UnknownRule, Verdict},
    named,
    prelude::*,
};
use crate::deal::Ignore;

pub static RULE: Rule = Rule {
    name: "ignore-malformed",
    category: Category::Meta,
    severity: Severity::Error,
    checks: &[Check::Parts(check)],
    summary: "an invalid `ignore` entry",
    docs: Docs {
        what: "The entry names an unknown rule or one that cannot be ignored, or has no reason.",
        why: "Someone believes a finding was dealt with, and it was not.",
        bad: "name: Acme rollout\nstage: lead\ncreated: 2026-11-16\nignore: [{rule: close-date-passed, reason: Waits for the board}]\n",
        good: "\
name: Acme rollout
stage: lead
created: 2026-11-16
close_date: 2026-11-20
ignore: [{rule: close-date-past, reason: Waits for the board}]
",
        fix: "Use a name from `deal rules`, and say why the rule does not apply here.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let entries = subject.deal.ignore.iter().enumerate();
    entries
        .filter_map(|(index, ignore)| malformed(index, ignore))
        .collect()
}

fn malformed(index: usize, ignore: &Ignore) -> Option<Finding> {
    let (key, message, help) = match Verdict::new(ignore, named(&ignore.rule)) {
        Verdict::Suppresses(_) => return None,
        Verdict::UnknownRule => {
            let error = UnknownRule::new(&ignore.rule, RULES);
            ("rule", error.to_string(), error.help())
        }
        Verdict::CannotBeIgnored(rule) => (
            "rule",
            format!("`{}` cannot be ignored", rule.name),
            "fix the finding and remove the entry".to_owned(),
        ),
        Verdict::WithoutReason => (
            "reason",
            "the reason is empty".to_owned(),
            "say why it does not apply here".to_owned(),
        ),
    };
    let at = KeyPath::top("ignore").index(index).key(key);
    Some(RULE.finding(at, message, help))
}
