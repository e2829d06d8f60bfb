//! A MEDDIC score without evidence.

use super::engine::{BASE, Category, Docs, Rule, Subject, Violation};
use crate::deal::meddic::{Element, Evidence};
use crate::finding::Severity;
use crate::key_path::KeyPath;

pub static RULE: Rule = Rule {
    name: "score-without-evidence",
    category: Category::Meddic,
    severity: Severity::Error,
    each: Some(check),
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

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    Element::ALL
        .iter()
        .filter_map(|element| unproven(*element, subject.deal.meddic.get(*element)?))
        .collect()
}

fn unproven(element: Element, evidence: &Evidence) -> Option<Violation> {
    let score = evidence.score();
    let said = evidence
        .evidence
        .as_deref()
        .is_some_and(|text| !text.trim().is_empty());
    let keys = [
        ("by", evidence.by.is_some()),
        ("date", evidence.date.is_some()),
        ("evidence", said),
    ];
    let missing: Vec<&str> = keys
        .into_iter()
        .filter(|(_, there)| !there)
        .map(|(key, _)| key)
        .collect();
    if score < 2 || missing.is_empty() {
        return None;
    }
    let at = KeyPath::top("meddic").key(element.as_str()).key("score");
    let message = format!(
        "{} has score {score} without {}",
        element.title(),
        missing.join(", ")
    );
    Some(Violation::new(at, message).help("add what is missing, or use score 1 (our belief)"))
}
