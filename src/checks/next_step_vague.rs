//! A follow-up that does not say what to do.

use super::engine::{BASE, Category, Docs, OptionSpec, Rule, Subject, Violation};
use crate::key_path::KeyPath;

const WORDS: OptionSpec = OptionSpec::words(
    "words",
    &[
        "follow up",
        "follow-up",
        "check in",
        "touch base",
        "call",
        "email",
        "ping",
        "팔로업",
        "연락",
        "전화",
        "확인",
    ],
    "texts that are too vague on their own",
);

pub static RULE: Rule = Rule {
    name: "next-step-vague",
    category: Category::Activity,
    is_on: false,
    options: &[WORDS],
    each: Some(check),
    summary: "a follow-up as vague as \"check in\"",
    docs: Docs {
        what: "The whole text of an open follow-up is one of a list of vague words. A sentence that contains one is fine.",
        why: "A call without a purpose gets postponed.",
        bad: "\
name: Acme rollout
stage: lead
created: 2026-11-16
followups: [{id: k2m9, due: 2026-11-27, what: \"Follow up \"}]
",
        good: "\
name: Acme rollout
stage: lead
created: 2026-11-16
followups: [{id: k2m9, due: 2026-11-27, what: Follow up with legal on clause 7}]
",
        fix: "Say what to do, with whom, and why.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let words: Vec<String> = subject
        .options
        .words(&WORDS)
        .into_iter()
        .map(str::to_lowercase)
        .collect();
    let tasks = subject
        .deal
        .followups
        .iter()
        .enumerate()
        .filter(|(_, task)| task.is_open());
    let vague = tasks.filter(|(_, task)| words.contains(&bare(&task.what)));
    let at = |index| KeyPath::top("followups").index(index).key("what");
    let help = "say what to do, with whom, and why";
    vague
        .map(|(index, task)| {
            Violation::new(at(index), format!("\"{}\" is too vague", task.what.trim())).help(help)
        })
        .collect()
}

/// In lower case, without surrounding blanks and punctuation.
fn bare(text: &str) -> String {
    text.trim_matches(|c: char| c.is_whitespace() || ".!?…".contains(c))
        .to_lowercase()
}
