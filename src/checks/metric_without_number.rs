//! Metrics without numbers.

use super::engine::{BASE, Category, Docs, Rule, Subject, Violation};
use crate::deal::meddic::QUALITATIVE;
use crate::key_path::KeyPath;

pub static RULE: Rule = Rule {
    name: "metric-without-number",
    category: Category::Meddic,
    each: Some(check),
    summary: "a metrics score of 2 or 3 without baseline, target and unit",
    docs: Docs {
        what: "The metrics of an open deal have score 2 or 3, and the current value, the target or the unit is missing. Exempt: `kind: qualitative`.",
        why: "\"Faster\" has no price. Economic buyers sign for a number.",
        bad: "\
name: Acme rollout
stage: lead
created: 2026-11-16
contacts: [{id: jane, name: Jane Roe}]
meddic:
  metrics: {score: 2, evidence: Faster reconciliation, by: jane, date: 2026-11-20}
",
        good: "\
name: Acme rollout
stage: lead
created: 2026-11-16
contacts: [{id: jane, name: Jane Roe}]
meddic:
  metrics: {score: 2, evidence: Faster reconciliation, by: jane, date: 2026-11-20, baseline: 15, target: 6, unit: FTE}
",
        fix: "Ask which number would show in six months that it worked, and what that number is today.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let metrics = subject
        .deal
        .meddic
        .metrics
        .as_ref()
        .filter(|metrics| subject.is_open() && metrics.score() >= 2);
    let Some(metrics) = metrics.filter(|metrics| metrics.kind.as_deref() != Some(QUALITATIVE))
    else {
        return Vec::new();
    };
    let keys = [
        ("baseline", metrics.baseline.is_some()),
        ("target", metrics.target.is_some()),
        ("unit", metrics.unit.is_some()),
    ];
    let missing: Vec<&str> = keys
        .into_iter()
        .filter(|(_, there)| !there)
        .map(|(key, _)| key)
        .collect();
    let message = format!(
        "metrics have score {} without {}",
        metrics.score(),
        missing.join(", ")
    );
    let found = || {
        Violation::new(KeyPath::top("meddic").key("metrics").key("score"), message)
            .help("add what is missing, or `kind: qualitative`")
    };
    (!missing.is_empty()).then(found).into_iter().collect()
}
