//! One deal that holds too much of the open pipeline.

use super::engine::{BASE, Category, Docs, Facts, OptionSpec, Options, Rule, Violation};
use crate::book::Book;
use crate::deal::history::Outcome;
use crate::key_path::KeyPath;
use rust_decimal::Decimal;

const PERCENT: OptionSpec = OptionSpec::whole(
    "percent",
    40,
    "largest share of the open pipeline, in percent",
);

pub static RULE: Rule = Rule {
    name: "pipeline-concentration",
    category: Category::Forecast,
    is_on: false,
    options: &[PERCENT],
    all: Some(check),
    summary: "one deal holds more than 40% of the open pipeline",
    docs: Docs {
        what: "One open deal holds more than 40% of the open pipeline, over all amounts that can be converted to the book's currency.",
        why: "If this deal slips, so does the quarter.",
        bad: "\
# deals/large.yaml
name: Acme rollout
stage: lead
created: 2026-11-16
amount: 41
# deals/b.yaml
name: Acme rollout
stage: lead
created: 2026-11-16
amount: 30
# deals/c.yaml
name: Acme rollout
stage: lead
created: 2026-11-16
amount: 29
",
        good: "\
# deals/large.yaml
name: Acme rollout
stage: lead
created: 2026-11-16
amount: 40
# deals/b.yaml
name: Acme rollout
stage: lead
created: 2026-11-16
amount: 30
# deals/c.yaml
name: Acme rollout
stage: lead
created: 2026-11-16
amount: 30
",
        fix: "Build more pipeline, and show the forecast with and without this deal.",
        ..BASE.docs
    },
    ..BASE
};

fn check(facts: &[Facts], book: &Book, options: &Options) -> Vec<(usize, Violation)> {
    let open = facts.iter().enumerate().filter_map(|(index, file)| {
        let deal = file
            .deal
            .as_ref()
            .filter(|deal| deal.outcome == Outcome::Open)?;
        Some((index, book.in_own_currency(deal.amount?, deal.currency)?.0))
    });
    let open: Vec<(usize, Decimal)> = open.collect();
    // Sums beyond 28 digits are no amounts of a book.
    let total = open
        .iter()
        .try_fold(Decimal::ZERO, |sum, (_, amount)| sum.checked_add(*amount))
        .unwrap_or_default();
    let percent = Decimal::from(options.whole(&PERCENT));
    let is_large =
        |amount: Decimal| amount.checked_mul(Decimal::ONE_HUNDRED) > total.checked_mul(percent);
    let large = open
        .into_iter()
        .filter(|(_, amount)| amount > &Decimal::ZERO && is_large(*amount));
    let message = format!("this deal is more than {percent}% of the open pipeline");
    let found = |index| {
        (
            index,
            Violation::new(KeyPath::top("amount"), &message)
                .help("build more pipeline, and show the forecast with and without this deal"),
        )
    };
    large.map(|(index, _)| found(index)).collect()
}
