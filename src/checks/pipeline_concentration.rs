//! One deal that holds too much of the open pipeline.

use rust_decimal::Decimal;

use super::{engine::FileFacts, prelude::*};
use crate::book::Book;
use crate::deal::Outcome;

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
    checks: &[Check::Book(check)],
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

fn check(subject: &BookSubject<'_>) -> Vec<Finding> {
    let open: Vec<(&FileFacts, Decimal)> = subject
        .deals()
        .filter_map(|(file, deal)| Some((file, open_amount(deal, subject.book)?)))
        .collect();
    // Sums beyond 28 digits are no amounts of a book.
    let total = open
        .iter()
        .try_fold(Decimal::ZERO, |sum, (_, amount)| sum.checked_add(*amount))
        .unwrap_or_default();
    let percent = subject.options.whole(&PERCENT);
    open.into_iter()
        .filter(|(_, amount)| is_large(*amount, total, percent))
        .map(|(file, _)| large(percent).in_file(&file.path))
        .collect()
}

fn open_amount(deal: &DealFacts, book: &Book) -> Option<Decimal> {
    let amount = book.in_own_currency(deal.amount?, deal.currency)?;
    Some(amount.0).filter(|_| deal.outcome == Outcome::Open)
}

fn is_large(amount: Decimal, total: Decimal, percent: i64) -> bool {
    let share = amount.checked_mul(Decimal::ONE_HUNDRED);
    amount > Decimal::ZERO && share > total.checked_mul(percent.into())
}

fn large(percent: i64) -> Finding {
    let message = format!("this deal is more than {percent}% of the open pipeline");
    RULE.finding(
        KeyPath::top("amount"),
        message,
        "build more pipeline, and show the forecast with and without this deal",
    )
}
