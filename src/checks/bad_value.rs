//! A value of the wrong type or format. The parser finds most of them; here are those that need the
//! book or another field.

use super::engine::{BASE, Category, Docs, Event, Rule, Subject, Violation};
use crate::deal::history::State;
use crate::deal::keywords::LossReason;
use crate::deal::money::{Amount, Currency};
use crate::finding::{BAD_VALUE, Severity};
use crate::key_path::KeyPath;
use crate::nearest::nearest;

pub static RULE: Rule = Rule {
    name: BAD_VALUE,
    category: Category::Schema,
    severity: Severity::Error,
    each: Some(check),
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

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let top = amount(
        subject,
        || KeyPath::top("amount"),
        subject.state.amount,
        &subject.state,
    );
    let lines = subject.events.iter().flat_map(|event| line(subject, event));
    top.into_iter().chain(lines).collect()
}

fn line(subject: &Subject<'_>, event: &Event<'_>) -> impl Iterator<Item = Violation> {
    let at = |key: &str| KeyPath::top("history").index(event.index).key(key);
    let amount = amount(
        subject,
        || at("amount"),
        event.line.amount.flatten(),
        &event.after,
    );
    let reason = event
        .line
        .reason
        .as_deref()
        .and_then(|word| reason(|| at("reason"), word));
    amount.into_iter().chain(reason)
}

fn amount(
    subject: &Subject<'_>,
    at: impl Fn() -> KeyPath,
    amount: Option<Amount>,
    state: &State<'_>,
) -> Option<Violation> {
    let amount = amount?;
    if amount < Amount::default() {
        return Some(
            Violation::new(at(), format!("amount {amount} is negative"))
                .help("enter what the buyer would pay"),
        );
    }
    let currency = subject.book.currency_of(state)?;
    (amount.scale() > currency.minor_units()).then(|| too_fine(at(), amount, currency))
}

fn too_fine(at: KeyPath, amount: Amount, currency: Currency) -> Violation {
    let message = format!("{amount} has too many decimals for {currency}");
    Violation::new(at, message).help(match currency.minor_units() {
        0 => format!("{currency} has no decimals"),
        digits => format!("{currency} has {digits} decimals"),
    })
}

fn reason(at: impl Fn() -> KeyPath, word: &str) -> Option<Violation> {
    if LossReason::WORDS.contains(&word) {
        return None;
    }
    let known = LossReason::WORDS;
    let help = match nearest(word, known.iter().copied()) {
        Some(right) => format!(
            "did you mean `{right}`? Choose one of: {}",
            known.join(", ")
        ),
        None => format!("choose one of: {}", known.join(", ")),
    };
    Some(Violation::new(at(), format!("`{word}` is not a loss reason")).help(help))
}
