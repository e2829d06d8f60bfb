//! An invalid `ignore` entry.

use super::{
    RULES,
    engine::{Silence, UnknownRule, Verdict, at_comment, malformed, silences},
    named,
    prelude::*,
};

pub static RULE: Rule = Rule {
    name: "ignore-malformed",
    category: Category::Meta,
    severity: Severity::Error,
    checks: &[Check::Parts(check)],
    summary: "an invalid `ignore` entry or comment",
    docs: Docs {
        what: "The entry or comment names an unknown rule or one that cannot be ignored, or has no reason; or the comment is not written as `# deal: ignore[RULE] REASON`.",
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
    let silences = silences(subject).into_iter();
    let mut findings: Vec<Finding> = silences.filter_map(|silence| wrong(&silence)).collect();
    findings.extend(malformed(subject).into_iter().map(|malformed| {
        let help = "for example `# deal: ignore[close-date-past] Waits for the board`";
        let finding = RULE.finding(KeyPath::root(), malformed.message, help);
        at_comment(finding, malformed.comment)
    }));
    findings
}

fn wrong(silence: &Silence<'_>) -> Option<Finding> {
    let (key, message, help) = match Verdict::new(silence, named(silence.rule)) {
        Verdict::Suppresses(_) => return None,
        Verdict::UnknownRule => {
            let error = UnknownRule::new(silence.rule, RULES);
            ("rule", error.to_string(), error.help())
        }
        Verdict::CannotBeIgnored(rule) => (
            "rule",
            format!("`{}` cannot be ignored", rule.name),
            format!("fix the finding and remove the {}", silence.source.noun()),
        ),
        Verdict::WithoutReason => (
            "reason",
            "the reason is empty".to_owned(),
            "say why it does not apply here".to_owned(),
        ),
    };
    let finding = RULE.finding(KeyPath::root(), message, help);
    Some(silence.source.locate(finding, Some(key)))
}
