//! A next step that says nothing.

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
    "texts that say nothing when they are all there is",
);

pub static RULE: Rule = Rule {
    name: "next-step-vague",
    category: Category::Activity,
    is_on: false,
    options: &[WORDS],
    each: Some(check),
    summary: "a follow-up that says only \"check in\"",
    docs: Docs {
        what: "The whole text of an open follow-up is one of a list of empty words. A sentence that contains one is fine.",
        why: "Who does not know what the call is for postpones it.",
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
        fix: "Say what is to be done, with whom, for what.",
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
    let help = "say what is to be done, with whom, for what";
    vague
        .map(|(index, task)| {
            Violation::new(at(index), format!("\"{}\" says nothing", task.what.trim())).help(help)
        })
        .collect()
}

/// Lower case, without blanks and points around.
fn bare(text: &str) -> String {
    text.trim_matches(|c: char| c.is_whitespace() || ".!?…".contains(c))
        .to_lowercase()
}
