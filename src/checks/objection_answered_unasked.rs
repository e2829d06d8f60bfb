//! An objection answered before a clarifying question.

use super::prelude::*;
use crate::deal::Objection;

pub static RULE: Rule = Rule {
    name: "objection-answered-unasked",
    category: Category::Activity,
    is_on: false,
    checks: &[Check::Parts(check)],
    summary: "an objection answered before a clarifying question",
    docs: Docs {
        what: "An objection has an answer, but no clarifying question before it.",
        why: "The first words of an objection are rarely its cause; a quick answer answers the wrong thing.",
        bad: "\
name: Acme rollout
stage: lead
created: 2026-11-16
objections:
  - {id: 7f3k, date: 2026-11-18, category: price_budget, words: Too dear, answered: {date: 2026-11-18, answer: We are cheap}}
",
        good: "\
name: Acme rollout
stage: lead
created: 2026-11-16
objections:
  - {id: 7f3k, date: 2026-11-18, category: price_budget, words: Too dear, asked: {date: 2026-11-18, question: Compared with what?}, answered: {date: 2026-11-18, answer: We are cheap}}
",
        fix: "Ask a clarifying question and record it with `deal objection ask`.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let objections = subject.deal.objections.iter().enumerate();
    objections
        .filter(|(_, objection)| is_answered_unasked(objection))
        .map(|(index, objection)| {
            let at = KeyPath::top("objections").index(index).key("answered");
            let help = format!("deal objection ask {} {} \"…\"", subject.id, objection.id);
            RULE.finding(at, "answered without a clarifying question", help)
        })
        .collect()
}

fn is_answered_unasked(objection: &Objection) -> bool {
    let Some(answered) = &objection.answered else {
        return false;
    };
    let asked = objection.asked.as_ref();
    asked.is_none_or(|asked| asked.date > answered.date)
}
