//! One contact as champion and economic buyer of a large deal.

use super::engine::{BASE, Category, Docs, OptionSpec, Rule, Subject, Violation};
use crate::key_path::KeyPath;

const AMOUNT: OptionSpec = OptionSpec::whole(
    "amount",
    50000,
    "smallest amount that is judged, in the book's currency",
);

pub static RULE: Rule = Rule {
    name: "champion-is-economic-buyer",
    category: Category::Meddic,
    options: &[AMOUNT],
    each: Some(check),
    summary: "a large deal with one person as champion and economic buyer",
    docs: Docs {
        what: "An open deal of 50,000 or more has the same contact as champion and economic buyer.",
        why: "In a deal of this size they are almost never the same person: one of the two is a guess.",
        bad: "\
name: Acme rollout
stage: lead
created: 2026-11-16
amount: 50000
contacts: [{id: raj, name: Raj Patel}, {id: jane, name: Jane Roe}]
meddic:
  economic_buyer: {contact: raj, score: 1}
  champion: {contact: raj, score: 1}
",
        good: "\
name: Acme rollout
stage: lead
created: 2026-11-16
amount: 50000
contacts: [{id: raj, name: Raj Patel}, {id: jane, name: Jane Roe}]
meddic:
  economic_buyer: {contact: jane, score: 1}
  champion: {contact: raj, score: 1}
",
        fix: "Ask the champion who signs, and who can still say no.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let meddic = &subject.deal.meddic;
    let buyer = meddic
        .economic_buyer
        .as_ref()
        .and_then(|evidence| evidence.contact.as_deref());
    let champion = meddic
        .champion
        .as_ref()
        .and_then(|evidence| evidence.contact.as_deref());
    let asked = subject.is_open() && subject.is_worth(subject.options.whole(&AMOUNT));
    let one = champion.filter(|champion| asked && buyer == Some(*champion));
    let at = KeyPath::top("meddic").key("economic_buyer").key("contact");
    let message = |contact| format!("`{contact}` is both champion and economic buyer");
    one.map(|contact| Violation::new(at, message(contact)).help("ask the champion who signs"))
        .into_iter()
        .collect()
}
