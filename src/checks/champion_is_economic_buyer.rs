//! One contact in two chairs.

use super::engine::{BASE, Category, Docs, OptionSpec, Rule, Subject, Violation};
use crate::key_path::KeyPath;

const AMOUNT: OptionSpec = OptionSpec::whole(
    "amount",
    50000,
    "deals from this amount on, in the book's currency, are asked",
);

pub static RULE: Rule = Rule {
    name: "champion-is-economic-buyer",
    category: Category::Meddic,
    options: &[AMOUNT],
    each: Some(check),
    summary: "a large deal whose champion is its economic buyer",
    docs: Docs {
        what: "An open deal of 50,000 or more names one contact as champion and as economic buyer.",
        why: "In a deal of this size the two are almost never one person: one of the fields is a guess.",
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
        fix: "Ask the champion who signs, and who can say no when they say yes.",
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
    let message = |contact| format!("`{contact}` is champion and economic buyer");
    one.map(|contact| Violation::new(at, message(contact)).help("ask the champion who signs"))
        .into_iter()
        .collect()
}
