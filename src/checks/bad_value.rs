//! A value of the wrong type or format. The parser finds most of them; here are those that need the
//! book or another field.

use super::prelude::*;
use crate::deal::{Amount, Currency, State, keywords::LossReason};
use crate::finding::BAD_VALUE;
use crate::nearest::nearest;

pub static RULE: Rule = Rule {
    name: BAD_VALUE,
    category: Category::Schema,
    severity: Severity::Error,
    checks: &[Check::Parts(check)],
    summary: "a value of the wrong type or format",
    docs: Docs {
        what: "An invalid date, a word that is not in its list, an unknown currency, a negative amount, or more decimals than the currency has.",
        why: "A wrong value is worse than none: it gets added up.",
        bad: "name: Hanbit settlement\nstage: lead\ncreated: 2026-11-16\namount: 1000.50\ncurrency: KRW\n",
        good: "name: Hanbit settlement\nstage: lead\ncreated: 2026-11-16\namount: 1000\ncurrency: KRW\n",
        fix: "Correct the value as the message says.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let state = &subject.state;
    let current = wrong_amount(subject, state.amount, state);
    let mut findings: Vec<Finding> = current
        .map(|finding| finding.at(KeyPath::top("amount")))
        .into_iter()
        .collect();
    for event in &subject.events {
        findings.extend(wrong_entry(subject, event));
    }
    findings
}

fn wrong_entry(subject: &Subject<'_>, event: &Event<'_>) -> impl Iterator<Item = Finding> {
    let amount = wrong_amount(subject, event.entry.amount.flatten(), &event.after);
    let reason = event.entry.reason.as_deref().and_then(wrong_reason);
    let amount = amount.map(|finding| finding.at(event.at("amount")));
    let reason = reason.map(|finding| finding.at(event.at("reason")));
    amount.into_iter().chain(reason)
}

fn wrong_amount(
    subject: &Subject<'_>,
    amount: Option<Amount>,
    state: &State<'_>,
) -> Option<Finding> {
    let amount = amount?;
    if amount < Amount::default() {
        let finding = Finding::new(BAD_VALUE, format!("amount {amount} is negative"));
        return Some(finding.help("enter what the buyer would pay"));
    }
    let currency = subject.book.currency_of(state)?;
    (amount.scale() > currency.minor_units()).then(|| too_many_decimals(amount, currency))
}

fn too_many_decimals(amount: Amount, currency: Currency) -> Finding {
    let message = format!("{amount} has too many decimals for {currency}");
    Finding::new(BAD_VALUE, message).help(match currency.minor_units() {
        0 => format!("{currency} has no decimals"),
        digits => format!("{currency} has {digits} decimals"),
    })
}

fn wrong_reason(word: &str) -> Option<Finding> {
    let known = LossReason::WORDS;
    if known.contains(&word) {
        return None;
    }
    let choices = known.join(", ");
    let finding = Finding::new(BAD_VALUE, format!("`{word}` is not a loss reason"));
    Some(finding.help(match nearest(word, known.iter().copied()) {
        Some(right) => format!("did you mean `{right}`? Choose one of: {choices}"),
        None => format!("choose one of: {choices}"),
    }))
}
