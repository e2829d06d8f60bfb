//! An entry of `ignore:` that cannot silence anything.

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
    summary: "an entry of `ignore:` that can silence nothing",
    docs: Docs {
        what: "It names a rule that does not exist or that cannot be silenced, or gives no reason.",
        why: "Somebody believes that a finding was decided on, and it was not.",
        bad: "name: Acme rollout\nstage: lead\ncreated: 2026-11-16\nignore: [{rule: close-date-passed, reason: Waits for the board}]\n",
        good: "\
name: Acme rollout
stage: lead
created: 2026-11-16
close_date: 2026-11-20
ignore: [{rule: close-date-past, reason: Waits for the board}]
",
        fix: "Write the rule's name as `deal rules` lists it, and why it does not matter here.",
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
        Verdict::Silences(_) => None,
        Verdict::UnknownRule => {
            let error = UnknownRule {
                name: ignore.rule.clone(),
            };
            Some(Violation::new(at.key("rule"), error.to_string()).help(error.help()))
        }
        Verdict::CannotBeSilenced(rule) => {
            let message = format!("`{}` cannot be silenced", rule.name);
            Some(
                Violation::new(at.key("rule"), message)
                    .help("solve what it finds, and take the entry away"),
            )
        }
        Verdict::WithoutReason => Some(
            Violation::new(at.key("reason"), "the reason is empty")
                .help("say why it does not matter here"),
        ),
    }
}
