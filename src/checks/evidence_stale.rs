//! A score that has lost points because its evidence is stale.

use super::prelude::*;
use crate::deal::Element;

pub static RULE: Rule = Rule {
    name: "evidence-stale",
    category: Category::Meddic,
    basis: Basis::Clock,
    checks: &[Check::Parts(check)],
    summary: "a MEDDIC score lowered by stale evidence",
    docs: Docs {
        what: "The evidence of an open deal's score is older than its fresh period (champion 30 days, metrics 90), so the score counts less.",
        why: "Champions leave and budgets move. What was true in spring is a guess in autumn.",
        bad: "\
name: Acme rollout
stage: lead
created: 2026-11-16
contacts: [{id: raj, name: Raj Patel}]
meddic:
  champion: {contact: raj, score: 2, by: raj, date: 2026-10-20, evidence: Presented our case, acts: [{date: 2026-10-20}]}
",
        good: "\
name: Acme rollout
stage: lead
created: 2026-11-16
contacts: [{id: raj, name: Raj Patel}]
meddic:
  champion: {contact: raj, score: 2, by: raj, date: 2026-11-20, evidence: Presented our case, acts: [{date: 2026-10-20}]}
",
        fix: "Ask again, and record the answer with `deal meddic set`.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if !subject.is_open() {
        return Vec::new();
    }
    let elements = Element::ALL.iter();
    elements
        .filter_map(|element| stale(subject, *element))
        .collect()
}

fn stale(subject: &Subject<'_>, element: Element) -> Option<Finding> {
    let meddic = &subject.deal.meddic;
    // `score-without-evidence` reports a score without a date.
    let date = meddic.get(element)?.date?;
    let raw = meddic.score(element);
    let effective = meddic.effective(element, &subject.book.fresh_days, subject.as_of);
    if effective >= raw {
        return None;
    }
    let at = KeyPath::top("meddic").key(element.as_str()).key("date");
    let title = element.title();
    let message = format!("{title} {raw} from {date} counts as {effective} today");
    Some(RULE.finding(at, message, format!(
        "ask again and record the answer: deal meddic set {} {element} --score {raw} --evidence \"…\" --by …",
        subject.id
    )))
}
