//! A MEDDIC score without evidence.

use super::{metric_without_number::missing_keys, prelude::*};
use crate::deal::{Element, Evidence};

pub static RULE: Rule = Rule {
    name: "score-without-evidence",
    category: Category::Meddic,
    severity: Severity::Error,
    checks: &[Check::Parts(check)],
    summary: "a MEDDIC score of 2 or 3 without evidence, contact and date",
    docs: Docs {
        what: "A score of 2 means that a named buyer said so on a date, 3 that a second buyer or a document confirms it. Such a score needs `by`, `date` and `evidence`.",
        why: "A score based on a feeling looks like a qualified deal until the buyer says no.",
        bad: "\
name: Acme rollout
stage: lead
created: 2026-11-16
meddic:
  identify_pain: {score: 2, evidence: Their month-end closes late}
",
        good: "\
name: Acme rollout
stage: lead
created: 2026-11-16
contacts: [{id: jane, name: Jane Roe}]
meddic:
  identify_pain: {score: 2, evidence: Their month-end closes late, by: jane, date: 2026-11-20}
",
        fix: "Add who said what and when, or use score 1 (our belief).",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let elements = Element::ALL.iter();
    elements
        .filter_map(|element| unproven(*element, subject.deal.meddic.get(*element)?))
        .collect()
}

fn unproven(element: Element, evidence: &Evidence) -> Option<Finding> {
    let score = evidence.score();
    if score < 2 {
        return None;
    }
    let text = evidence.evidence.as_deref().unwrap_or_default();
    let missing = missing_keys(&[
        ("by", evidence.by.is_none()),
        ("date", evidence.date.is_none()),
        ("evidence", text.trim().is_empty()),
    ])?;
    let at = KeyPath::top("meddic").key(element.as_str()).key("score");
    let message = format!("{} has score {score} without {missing}", element.title());
    Some(RULE.finding(
        at,
        message,
        "add what is missing, or use score 1 (our belief)",
    ))
}
