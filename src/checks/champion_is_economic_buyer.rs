//! One contact as champion and economic buyer of a large deal.

use super::prelude::*;

const AMOUNT: OptionSpec = OptionSpec::whole(
    "amount",
    50000,
    "smallest amount that is judged: euros, or the book's currency where the book sets it",
);

pub static RULE: Rule = Rule {
    name: "champion-is-economic-buyer",
    category: Category::Meddic,
    options: &[AMOUNT],
    checks: &[Check::Deal(check)],
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

fn check(subject: &Subject<'_>) -> Option<Finding> {
    let meddic = &subject.deal.meddic;
    let buyer = meddic.economic_buyer.as_ref()?.contact.as_deref()?;
    let champion = meddic.champion.as_ref()?.contact.as_deref()?;
    let is_large = subject.is_worth(&AMOUNT);
    if champion != buyer || !subject.is_open() || !is_large {
        return None;
    }
    let contact_of = |element| KeyPath::top("meddic").key(element).key("contact");
    let message = format!("`{buyer}` is both champion and economic buyer");
    let finding = RULE.finding(
        contact_of("economic_buyer"),
        message,
        "ask the champion who signs",
    );
    Some(finding.related(contact_of("champion"), "the same contact as champion"))
}
