//! An objection answered before a clarifying question.

use super::engine::{BASE, Category, Docs, Rule, Subject, Violation};
use crate::key_path::KeyPath;

pub static RULE: Rule = Rule {
    name: "objection-answered-unasked",
    category: Category::Activity,
    is_on: false,
    each: Some(check),
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

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let objections = subject.deal.objections.iter().enumerate();
    let unasked = objections.filter(|(_, objection)| {
        let answered = objection.answered.as_ref().map(|answered| answered.date);
        let asked = objection.asked.as_ref().map(|asked| asked.date);
        answered.is_some_and(|answered| asked.is_none_or(|asked| asked > answered))
    });
    let at = |index| KeyPath::top("objections").index(index).key("answered");
    let found = unasked.map(|(index, objection)| {
        let help = format!("deal objection ask {} {} \"…\"", subject.id, objection.id);
        Violation::new(at(index), "answered without a clarifying question").help(help)
    });
    found.collect()
}
