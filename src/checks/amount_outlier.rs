//! An open deal much larger than the deals that were won.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::prelude::*;
use crate::deal::Outcome;

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
    checks: &[Check::Book(check)],
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

fn check(subject: &BookSubject<'_>) -> Vec<Finding> {
    let medians = medians(subject);
    let times = subject.options.whole(&TIMES);
    subject
        .deals()
        .filter(|(_, deal)| deal.outcome == Outcome::Open)
        .filter_map(|(file, deal)| {
            let median = *medians.get(&code(deal))?;
            Some(outlier(deal, median, times)?.in_file(&file.path))
        })
        .collect()
}

fn outlier(deal: &DealFacts, median: Decimal, times: i64) -> Option<Finding> {
    let amount = deal.amount?.0;
    if amount <= median.checked_mul(times.into())? {
        return None;
    }
    let message = format!("{amount} is more than {times} times the median won amount, {median}");
    Some(RULE.finding(
        KeyPath::top("amount"),
        message,
        "correct the amount, or add an `ignore` entry with a reason",
    ))
}

/// The median amount won by currency, where enough deals were.
fn medians(subject: &BookSubject<'_>) -> BTreeMap<Option<&'static str>, Decimal> {
    let mut won: BTreeMap<_, Vec<Decimal>> = BTreeMap::new();
    for (_, deal) in subject.deals() {
        if deal.outcome == Outcome::Won {
            let amounts = won.entry(code(deal)).or_default();
            amounts.extend(deal.amount.map(|amount| amount.0));
        }
    }
    let least = subject.options.count(&LEAST_WON);
    won.into_iter()
        .filter(|(_, amounts)| amounts.len() >= least)
        .filter_map(|(code, amounts)| Some((code, median(amounts)?)))
        .collect()
}

fn median(mut amounts: Vec<Decimal>) -> Option<Decimal> {
    amounts.sort_unstable();
    let low = amounts.get(amounts.len().checked_sub(1)? / 2)?;
    let high = amounts.get(amounts.len() / 2)?;
    Some(low.checked_add(*high)? / Decimal::TWO)
}

fn code(deal: &DealFacts) -> Option<&'static str> {
    deal.currency.map(|currency| currency.code())
}
