//! One deal that may have been entered twice.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{engine::FileFacts, prelude::*};
use crate::deal::{Outcome, identity};

const PERCENT: OptionSpec = OptionSpec::whole(
    "percent",
    10,
    "largest difference between similar amounts, in percent of the smaller one",
);

pub static RULE: Rule = Rule {
    name: "possible-duplicate",
    category: Category::Identity,
    options: &[PERCENT],
    checks: &[Check::Book(check)],
    summary: "two open deals with the same account and product and similar amounts",
    docs: Docs {
        what: "Two open deals have the same account, product (or none), segment and pipeline, and amounts within 10% of each other or none.",
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

/// An open deal with its amount.
type Candidate<'a> = (Decimal, &'a FileFacts);

fn check(subject: &BookSubject<'_>) -> Vec<Finding> {
    let mut alike: BTreeMap<Likeness<'_>, Vec<Candidate<'_>>> = BTreeMap::new();
    for (file, deal) in first_copies(subject) {
        if let Some(likeness) = Likeness::new(deal) {
            let amount = deal.amount.unwrap_or_default();
            alike.entry(likeness).or_default().push((amount.0, file));
        }
    }
    let percent = Decimal::from(subject.options.whole(&PERCENT));
    let groups = alike.into_values();
    groups.flat_map(|deals| twins(deals, percent)).collect()
}

/// The deals without further files of one deal, which are a finding of their own.
fn first_copies<'a>(
    subject: &BookSubject<'a>,
) -> impl Iterator<Item = (&'a FileFacts, &'a DealFacts)> {
    let deals: Vec<_> = subject.deals().collect();
    let twins = identity::twins(deals.iter().map(|(_, deal)| &deal.identity));
    let deals = deals.into_iter().enumerate();
    deals.filter_map(move |(position, deal)| {
        let is_first = twins
            .get(&position)
            .is_none_or(|(other, _)| position < *other);
        is_first.then_some(deal)
    })
}

/// What two deals have to share.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Likeness<'a> {
    account: String,
    /// Empty where no product is named: deals that name none are alike.
    product: String,
    has_amount: bool,
    segment: Option<&'a str>,
    pipeline: Option<&'a str>,
    currency: Option<&'static str>,
}

impl<'a> Likeness<'a> {
    /// `None` where the deal is closed, or too little is known.
    fn new(deal: &'a DealFacts) -> Option<Self> {
        if deal.outcome != Outcome::Open {
            return None;
        }
        Some(Self {
            account: plain(&deal.account)?,
            product: plain(&deal.product).unwrap_or_default(),
            has_amount: deal.amount.is_some(),
            segment: deal.segment.as_deref(),
            pipeline: deal.pipeline.as_deref(),
            currency: deal.currency.map(|currency| currency.code()),
        })
    }
}

fn plain(text: &Option<String>) -> Option<String> {
    let text = text.as_deref()?.trim().to_lowercase();
    (!text.is_empty()).then_some(text)
}

/// Each deal with another one whose amount is like its own: in order of amount such a one is next
/// to it.
fn twins(mut deals: Vec<Candidate<'_>>, percent: Decimal) -> Vec<Finding> {
    deals.sort_by_key(|(amount, _)| *amount);
    let mut twins: BTreeMap<&str, &FileFacts> = BTreeMap::new();
    for pair in deals.windows(2) {
        if let [(small, smaller), (large, larger)] = pair
            && are_near(*small, *large, percent)
        {
            twins.entry(&smaller.path).or_insert(larger);
            twins.entry(&larger.path).or_insert(smaller);
        }
    }
    let twins = twins.into_iter();
    twins.map(|(path, other)| duplicate(path, other)).collect()
}

fn duplicate(path: &str, other: &FileFacts) -> Finding {
    RULE.finding(
        KeyPath::top("account"),
        format!("possible duplicate of `{}`", other.id),
        "close one of them, or add an `ignore` entry if both are real",
    )
    .in_file(path)
    .related_file(&other.path, "the other deal")
}

/// An amount too large to be compared is like no other.
fn are_near(small: Decimal, large: Decimal, percent: Decimal) -> bool {
    let difference = large.checked_sub(small);
    let difference = difference.and_then(|difference| difference.checked_mul(Decimal::ONE_HUNDRED));
    match (difference, small.checked_mul(percent)) {
        (Some(difference), Some(tolerance)) => difference <= tolerance,
        _ => false,
    }
}
