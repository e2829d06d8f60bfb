//! A follow-up that does not say what to do.

use super::prelude::*;

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
    checks: &[Check::Parts(check)],
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

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let words = subject.options.words(&WORDS);
    let words: Vec<String> = words.into_iter().map(str::to_lowercase).collect();
    let followups = subject.deal.followups.iter().enumerate();
    followups
        .filter(|(_, followup)| followup.is_open() && words.contains(&bare(&followup.what)))
        .map(|(index, followup)| vague(index, followup.what.trim()))
        .collect()
}

fn vague(index: usize, what: &str) -> Finding {
    let at = KeyPath::top("followups").index(index).key("what");
    RULE.finding(
        at,
        format!("\"{what}\" is too vague"),
        "say what to do, with whom, and why",
    )
}

/// In lower case, without surrounding blanks and punctuation.
fn bare(text: &str) -> String {
    text.trim_matches(|c: char| c.is_whitespace() || ".!?…".contains(c))
        .to_lowercase()
}
