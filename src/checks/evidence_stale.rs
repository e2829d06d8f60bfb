//! A score that has lost points because its evidence is stale.

use super::engine::{BASE, Basis, Category, Docs, Rule, Subject, Violation};
use crate::deal::meddic::Element;
use crate::key_path::KeyPath;

pub static RULE: Rule = Rule {
    name: "evidence-stale",
    category: Category::Meddic,
    basis: Basis::Clock,
    each: Some(check),
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

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    if !subject.is_open() {
        return Vec::new();
    }
    Element::ALL
        .iter()
        .filter_map(|element| aged(subject, *element))
        .collect()
}

fn aged(subject: &Subject<'_>, element: Element) -> Option<Violation> {
    let meddic = &subject.deal.meddic;
    // `score-without-evidence` reports a score without a date.
    let date = meddic.get(element)?.date?;
    let (raw, effective) = (
        meddic.score(element),
        meddic.effective(element, &subject.book.fresh_days, subject.as_of),
    );
    let at = KeyPath::top("meddic").key(element.as_str()).key("date");
    let message = format!(
        "{} {raw} from {date} counts as {effective} today",
        element.title()
    );
    let help = format!(
        "ask again and record the answer: deal meddic set {} {element} --score {raw} --evidence \"…\" --by …",
        subject.id
    );
    (effective < raw).then(|| Violation::new(at, message).help(help))
}
