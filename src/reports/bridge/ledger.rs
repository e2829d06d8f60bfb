//! The changes of many deals, bucket by bucket, and the rows that are made of them.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::buckets::{Bucket, Change};
use crate::deal::Currency;
use crate::reports::{
    formula::{Line, join},
    measure::{Measure, count, money, text},
    money::{DealValue, Sum, unit},
};
use crate::table::{Bar, Cell, Chart, Shape};

/// The bridge of one row's deals.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    buckets: BTreeMap<Bucket, Entry>,
}

#[derive(Debug, Clone, Default)]
struct Entry {
    sum: Sum,
    deals: Vec<(String, Decimal)>,
}

/// A row: a bucket, or a deal in it.
pub struct Figures {
    bucket: Bucket,
    amount: Option<Decimal>,
    count: u64,
    /// `None` in the row of all its deals.
    deal: Option<String>,
}

pub const MEASURES: &[Measure<Figures>] = &[bucket(), amount(), deals()];

/// With a row for each deal.
pub const MEASURES_WITH_DEALS: &[Measure<Figures>] = &[
    bucket(),
    text("deal", "deal", |f| {
        f.deal.as_ref().map_or(Cell::Total, Cell::text)
    }),
    amount(),
    deals(),
];

const fn bucket() -> Measure<Figures> {
    text("bucket", "bucket", |f| f.bucket.cell())
}

const fn amount() -> Measure<Figures> {
    money("amount", "amount", |f| f.amount)
}

const fn deals() -> Measure<Figures> {
    count("count", "deals", |f| f.count)
}

impl Bucket {
    fn cell(self) -> Cell {
        Cell::Named {
            id: self.as_str().to_owned(),
            title: self.as_str().replace('_', " "),
        }
    }

    fn is_end(self) -> bool {
        matches!(self, Bucket::Opening | Bucket::Closing)
    }
}

impl Ledger {
    pub fn add(&mut self, id: &str, changes: &[Change]) {
        for change in changes {
            let entry = self.buckets.entry(change.bucket).or_default();
            entry.sum.add(DealValue::Known(change.value));
            entry.deals.push((id.to_owned(), change.value));
        }
    }

    fn amount(&self, bucket: Bucket) -> Option<Decimal> {
        let entry = self.buckets.get(&bucket);
        entry.map_or(Some(Decimal::ZERO), |entry| entry.sum.total())
    }

    /// All buckets in their order, each followed by its deals if those are asked for.
    pub fn figures(&self, with_deals: bool) -> Vec<Figures> {
        let mut rows = Vec::new();
        for bucket in Bucket::ALL {
            let entry = self.buckets.get(bucket);
            rows.push(Figures {
                bucket: *bucket,
                amount: self.amount(*bucket),
                count: entry.map_or(0, |entry| entry.sum.known),
                deal: None,
            });
            if let Some(entry) = entry.filter(|_| with_deals) {
                rows.extend(entry.figures(*bucket));
            }
        }
        rows
    }

    /// Opening and closing as bars from 0, and between them each change from where the one before
    /// it ended.
    pub fn chart(&self, currency: Option<Currency>, title: String) -> Chart {
        let mut end = 0.0;
        let drawn = Bucket::ALL
            .iter()
            .filter(|bucket| bucket.is_end() || self.buckets.contains_key(bucket));
        let bars = drawn.filter_map(|bucket| {
            let amount = self.amount(*bucket)?;
            let start = if bucket.is_end() { 0.0 } else { end };
            end = start + amount.to_f64()?;
            Some(Bar {
                label: bucket.cell(),
                start,
                end,
                text: Cell::Money(amount),
            })
        });
        Chart {
            title,
            unit: unit(currency),
            shape: Shape::Bars(bars.collect()),
        }
    }

    /// The sum written out, and how much of the opening slipped.
    pub fn explain(&self) -> Vec<Line> {
        let opening = formula!("opening {}", self.amount(Bucket::Opening));
        let changes = self.buckets.keys().filter(|bucket| !bucket.is_end());
        let changes = changes.map(|own| formula!("{} {}", own.cell(), self.amount(*own)));
        vec![
            formula!(
                "{} = closing {}",
                join(" + ", std::iter::once(opening).chain(changes)),
                self.amount(Bucket::Closing)
            ),
            formula!(
                "slippage = pushed out {} / opening {} = {}",
                self.amount(Bucket::PushedOut),
                self.amount(Bucket::Opening),
                self.slippage()
            ),
        ]
    }

    /// The share of the opening that was pushed out of the period; `None` without an opening.
    fn slippage(&self) -> Option<f64> {
        let opening = self.amount(Bucket::Opening)?;
        let slipped = self.amount(Bucket::PushedOut)?;
        slipped.checked_div(opening)?.abs().to_f64()
    }
}

impl Entry {
    /// A row for each deal, by id.
    fn figures(&self, bucket: Bucket) -> impl Iterator<Item = Figures> {
        let mut deals = self.deals.clone();
        deals.sort();
        deals.into_iter().map(move |(id, value)| Figures {
            bucket,
            amount: Some(value),
            count: 1,
            deal: Some(id),
        })
    }
}
