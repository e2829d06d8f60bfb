//! One chance, written down twice.

use super::engine::Sketch;
use super::engine::{BASE, Category, Docs, Facts, Found, OptionSpec, Options, Rule};
use crate::book::Book;
use crate::deal::history::Outcome;
use crate::key_path::KeyPath;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

const PERCENT: OptionSpec =
    OptionSpec::whole("percent", 10, "amounts that differ by at most so much of the larger one are alike");

pub static RULE: Rule = Rule {
    name: "possible-duplicate",
    category: Category::Identity,
    options: &[PERCENT],
    all: Some(check),
    summary: "two open deals of one account and product with like amounts",
    docs: Docs {
        what: "Two open deals have the same account and product, the same segment and pipeline, and amounts within 10 percent.",
        why: "The pipeline counts the money twice, and two sellers call one buyer.",
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
        fix: "Close one of the two as `other`, or delete its file; where both are real, say so under `ignore`.",
        ..BASE.docs
    },
    ..BASE
};

fn check(facts: &[Facts], _: &Book, options: &Options) -> Vec<(usize, Found)> {
    let mut alike: BTreeMap<_, Vec<(usize, &Sketch)>> = BTreeMap::new();
    for (index, sketch) in facts.iter().enumerate().filter_map(|(index, file)| Some((index, file.deal.as_ref()?))) {
        if let Some(key) = key(sketch) {
            alike.entry(key).or_default().push((index, sketch));
        }
    }
    let percent = Decimal::from(options.whole(&PERCENT));
    let twins = alike.into_values().flat_map(|deals| twins(&deals, percent));
    let found = twins.filter_map(|(index, other)| {
        let message = format!("the same chance as `{}`?", facts.get(other)?.id);
        Some((
            index,
            Found::new(KeyPath::top("account"), message)
                .help("close one of the two, or say under `ignore` why both are real"),
        ))
    });
    found.collect()
}

/// What two deals have to share; none where too little is known.
fn key(deal: &Sketch) -> Option<(String, String, Option<&str>, Option<&str>, Option<&'static str>)> {
    let plain =
        |text: &Option<String>| text.as_deref().map(|text| text.trim().to_lowercase()).filter(|text| !text.is_empty());
    let is_open = deal.outcome == Outcome::Open && deal.amount.is_some();
    let (account, product) = (plain(&deal.account)?, plain(&deal.product)?);
    let currency = deal.currency.map(|currency| currency.code());
    is_open.then_some((account, product, deal.segment.as_deref(), deal.pipeline.as_deref(), currency))
}

/// Each deal with the first other one whose amount is like its own.
fn twins(deals: &[(usize, &Sketch)], percent: Decimal) -> Vec<(usize, usize)> {
    let pairs = deals.iter().filter_map(|(index, deal)| {
        let other = deals.iter().find(|(other, twin)| other != index && are_near(deal, twin, percent))?;
        Some((*index, other.0))
    });
    pairs.collect()
}

fn are_near(one: &Sketch, other: &Sketch, percent: Decimal) -> bool {
    let (Some(one), Some(other)) = (one.amount, other.amount) else { return false };
    let difference = (one.0 - other.0).abs();
    difference * Decimal::ONE_HUNDRED <= one.0.min(other.0) * percent
}
