//! Metrics without numbers.

use super::prelude::*;
use crate::deal::meddic::QUALITATIVE;

pub static RULE: Rule = Rule {
    name: "metric-without-number",
    category: Category::Meddic,
    checks: &[Check::Deal(check)],
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

fn check(subject: &Subject<'_>) -> Option<Finding> {
    let metrics = subject.deal.meddic.metrics.as_ref()?;
    let is_qualitative = metrics.kind.as_deref() == Some(QUALITATIVE);
    if !subject.is_open() || metrics.score() < 2 || is_qualitative {
        return None;
    }
    let keys = [
        ("baseline", metrics.baseline.is_none()),
        ("target", metrics.target.is_none()),
        ("unit", metrics.unit.is_none()),
    ];
    let missing = missing_keys(&keys)?;
    let at = KeyPath::top("meddic").key("metrics").key("score");
    let message = format!("metrics have score {} without {missing}", metrics.score());
    Some(RULE.finding(at, message, "add what is missing, or `kind: qualitative`"))
}

/// The keys that are missing; `None` where none is.
pub(super) fn missing_keys(keys: &[(&str, bool)]) -> Option<String> {
    let missing = keys.iter().filter(|(_, is_missing)| *is_missing);
    let names: Vec<&str> = missing.map(|(key, _)| *key).collect();
    (!names.is_empty()).then(|| names.join(", "))
}
