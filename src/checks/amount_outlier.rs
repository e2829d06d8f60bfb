//! An open deal much larger than the deals that were won.

use super::engine::Sketch;
use super::engine::{BASE, Category, Docs, Facts, OptionSpec, Options, Rule, Violation};
use crate::book::Book;
use crate::deal::history::Outcome;
use crate::key_path::KeyPath;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

const TIMES: OptionSpec = OptionSpec::whole(
    "times",
    5,
    "how many times the median won amount a deal may be",
);
const LEAST_WON: OptionSpec = OptionSpec::whole(
    "least_won",
    10,
    "number of won deals needed per currency; with fewer, nothing is judged",
);

pub static RULE: Rule = Rule {
    name: "amount-outlier",
    category: Category::Forecast,
    is_on: false,
    options: &[TIMES, LEAST_WON],
    all: Some(check),
    summary: "an open deal more than five times the median won amount",
    docs: Docs {
        what: "The amount of an open deal is more than 5 times the median amount won in its currency. Not judged with fewer than 10 won deals.",
        why: "One extra zero can be a quarter's forecast.",
        book: "\
version: 1
currency: EUR
pipelines:
  sales: {stages: [{id: lead}, {id: talk}]}
check: {rules: {amount-outlier: {least_won: 2}}}
",
        bad: "\
# deals/won-0.yaml
name: Won 0
stage: won
amount: 100
history:
  - {date: 2026-01-10, stage: lead, amount: 100}
  - {date: 2026-02-10, stage: won}
# deals/won-1.yaml
name: Won 1
stage: won
amount: 100
history:
  - {date: 2026-01-10, stage: lead, amount: 100}
  - {date: 2026-02-10, stage: won}
# deals/acme.yaml
name: Acme rollout
stage: lead
created: 2026-11-16
amount: 501
",
        good: "\
# deals/won-0.yaml
name: Won 0
stage: won
amount: 100
history:
  - {date: 2026-01-10, stage: lead, amount: 100}
  - {date: 2026-02-10, stage: won}
# deals/won-1.yaml
name: Won 1
stage: won
amount: 100
history:
  - {date: 2026-01-10, stage: lead, amount: 100}
  - {date: 2026-02-10, stage: won}
# deals/acme.yaml
name: Acme rollout
stage: lead
created: 2026-11-16
amount: 500
",
        fix: "Correct the amount, or add an `ignore` entry with a reason.",
    },
    ..BASE
};

fn check(facts: &[Facts], _: &Book, options: &Options) -> Vec<(usize, Violation)> {
    let medians = medians(facts, options.whole(&LEAST_WON));
    let times = Decimal::from(options.whole(&TIMES));
    let open = facts
        .iter()
        .enumerate()
        .filter_map(|(index, file)| Some((index, file.deal.as_ref()?)));
    let found = open
        .filter(|(_, deal)| deal.outcome == Outcome::Open)
        .filter_map(|(index, deal)| {
            let (amount, median) = (deal.amount?.0, *medians.get(&code(deal))?);
            let message =
                format!("{amount} is more than {times} times the median won amount, {median}");
            let found = || {
                Violation::new(KeyPath::top("amount"), message)
                    .help("correct the amount, or add an `ignore` entry with a reason")
            };
            (amount > median.checked_mul(times)?).then(|| (index, found()))
        });
    found.collect()
}

/// The median amount won by currency, where enough deals were.
fn medians(facts: &[Facts], least: i64) -> BTreeMap<Option<&'static str>, Decimal> {
    let mut won: BTreeMap<_, Vec<Decimal>> = BTreeMap::new();
    for deal in facts
        .iter()
        .filter_map(|file| file.deal.as_ref())
        .filter(|deal| deal.outcome == Outcome::Won)
    {
        won.entry(code(deal))
            .or_default()
            .extend(deal.amount.map(|amount| amount.0));
    }
    let enough = won
        .into_iter()
        .filter(|(_, amounts)| i64::try_from(amounts.len()).is_ok_and(|count| count >= least));
    enough
        .filter_map(|(code, amounts)| Some((code, median(amounts)?)))
        .collect()
}

fn median(mut amounts: Vec<Decimal>) -> Option<Decimal> {
    amounts.sort_unstable();
    let (low, high) = (
        amounts.get(amounts.len().checked_sub(1)? / 2)?,
        amounts.get(amounts.len() / 2)?,
    );
    Some(low.checked_add(*high)? / Decimal::TWO)
}

fn code(deal: &Sketch) -> Option<&'static str> {
    deal.currency.map(|currency| currency.code())
}
