//! An invalid `ignore` entry.

use super::engine::{
    BASE, Category, Docs, Rule, Subject, UnknownRule, Verdict, Violation, verdict,
};
use crate::deal::Ignore;
use crate::finding::Severity;
use crate::key_path::KeyPath;

pub static RULE: Rule = Rule {
    name: "ignore-malformed",
    category: Category::Meta,
    severity: Severity::Error,
    each: Some(check),
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

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    subject
        .deal
        .ignore
        .iter()
        .enumerate()
        .filter_map(|(index, ignore)| malformed(index, ignore))
        .collect()
}

fn malformed(index: usize, ignore: &Ignore) -> Option<Violation> {
    let at = KeyPath::top("ignore").index(index);
    match verdict(ignore) {
        Verdict::Suppresses(_) => None,
        Verdict::UnknownRule => {
            let error = UnknownRule {
                name: ignore.rule.clone(),
            };
            Some(Violation::new(at.key("rule"), error.to_string()).help(error.help()))
        }
        Verdict::CannotBeIgnored(rule) => {
            let message = format!("`{}` cannot be ignored", rule.name);
            Some(
                Violation::new(at.key("rule"), message)
                    .help("fix the finding and remove the entry"),
            )
        }
        Verdict::WithoutReason => Some(
            Violation::new(at.key("reason"), "the reason is empty")
                .help("say why it does not apply here"),
        ),
    }
}
