//! One deal that may have been entered twice.

use super::engine::Sketch;
use super::engine::{BASE, Category, Docs, Facts, OptionSpec, Options, Rule, Violation};
use crate::book::Book;
use crate::deal::history::Outcome;
use crate::key_path::KeyPath;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

const PERCENT: OptionSpec = OptionSpec::whole(
    "percent",
    10,
    "largest difference between similar amounts, in percent of the smaller one",
);

pub static RULE: Rule = Rule {
    name: "possible-duplicate",
    category: Category::Identity,
    options: &[PERCENT],
    all: Some(check),
    summary: "two open deals with the same account and product and similar amounts",
    docs: Docs {
        what: "Two open deals have the same account, product, segment and pipeline, and amounts within 10% of each other.",
        why: "The open pipeline counts the money twice, and two people call one buyer.",
        bad: "\
# deals/acme-rollout.yaml
name: Acme rollout
account: Acme GmbH
product: platform
stage: lead
created: 2026-11-16
amount: 900
# deals/acme-platform.yaml
name: Acme platform
account: ' acme gmbh'
product: platform
stage: lead
created: 2026-11-16
amount: 990
",
        good: "\
# deals/acme-rollout.yaml
name: Acme rollout
account: Acme GmbH
product: platform
stage: lead
created: 2026-11-16
amount: 900
# deals/acme-platform.yaml
name: Acme platform
account: Acme GmbH
product: platform
stage: lead
created: 2026-11-16
amount: 1100
",
        fix: "Close one of them as `other` or delete its file, or add an `ignore` entry if both are real.",
        ..BASE.docs
    },
    ..BASE
};

fn check(facts: &[Facts], _: &Book, options: &Options) -> Vec<(usize, Violation)> {
    let mut alike: BTreeMap<_, Vec<(usize, &Sketch)>> = BTreeMap::new();
    for (index, sketch) in facts
        .iter()
        .enumerate()
        .filter_map(|(index, file)| Some((index, file.deal.as_ref()?)))
    {
        if let Some(chance) = chance(sketch) {
            alike.entry(chance).or_default().push((index, sketch));
        }
    }
    let percent = Decimal::from(options.whole(&PERCENT));
    let twins = alike.into_values().flat_map(|deals| twins(deals, percent));
    let found = twins.filter_map(|(index, other)| {
        let message = format!("possible duplicate of `{}`", facts.get(other)?.id);
        Some((
            index,
            Violation::new(KeyPath::top("account"), message)
                .help("close one of them, or add an `ignore` entry if both are real"),
        ))
    });
    found.collect()
}

/// What two deals have to share.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Chance<'a> {
    account: String,
    product: String,
    segment: Option<&'a str>,
    pipeline: Option<&'a str>,
    currency: Option<&'static str>,
}

/// None where the deal is closed, or too little is known.
fn chance(deal: &Sketch) -> Option<Chance<'_>> {
    if deal.outcome != Outcome::Open || deal.amount.is_none() {
        return None;
    }
    Some(Chance {
        account: plain(&deal.account)?,
        product: plain(&deal.product)?,
        segment: deal.segment.as_deref(),
        pipeline: deal.pipeline.as_deref(),
        currency: deal.currency.map(|currency| currency.code()),
    })
}

fn plain(text: &Option<String>) -> Option<String> {
    let text = text.as_deref()?.trim().to_lowercase();
    (!text.is_empty()).then_some(text)
}

/// Each deal with another one whose amount is like its own: in order of amount such a one stands
/// next to it.
fn twins(mut deals: Vec<(usize, &Sketch)>, percent: Decimal) -> Vec<(usize, usize)> {
    deals.sort_by_key(|(index, deal)| (deal.amount, *index));
    let near = |a: &(usize, &Sketch), b: &(usize, &Sketch)| are_near(a.1, b.1, percent);
    let mut twins = BTreeMap::new();
    for pair in deals.windows(2) {
        if let [smaller, larger] = pair
            && near(smaller, larger)
        {
            twins.entry(smaller.0).or_insert(larger.0);
            twins.entry(larger.0).or_insert(smaller.0);
        }
    }
    twins.into_iter().collect()
}

fn are_near(one: &Sketch, other: &Sketch, percent: Decimal) -> bool {
    let near = || {
        let (one, other) = (one.amount?.0, other.amount?.0);
        let difference = one.checked_sub(other)?.abs();
        Some(difference.checked_mul(Decimal::ONE_HUNDRED)? <= one.min(other).checked_mul(percent)?)
    };
    // An amount too large to be compared is like no other.
    near().unwrap_or(false)
}
