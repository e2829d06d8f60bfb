//! The posts of many deals, bucket by bucket, and the rows that are made of them.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::deal::money::Currency;
use crate::reports::measure::{Measure, cells, measure};
use crate::reports::money::{DealValue, Sum, unit};
use crate::table::{Bar, Cell, Chart, Explanation, Group, Kind, Row, Shape, Term};

use super::buckets::{Bucket, End, Post, Span};

/// The bridge of one row's deals.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    posts: BTreeMap<Bucket, Entry>,
}

#[derive(Debug, Clone, Default)]
struct Entry {
    /// What its deals posted, and how many they are.
    sum: Sum,
    deals: Vec<(String, Decimal)>,
}

/// A row: a bucket, or a deal's post in it.
struct Line {
    bucket: Bucket,
    amount: Option<Decimal>,
    count: u64,
    /// `None` in the row of all its deals.
    deal: Option<String>,
}

macro_rules! columns {
    ($($deal:expr)?) => {
        &[
            measure("bucket", "bucket", Kind::Text, |line| named(line.bucket)),
            $($deal,)?
            measure("amount", "amount", Kind::Money, |line| Cell::of(line.amount, Cell::Money)),
            measure("count", "deals", Kind::Count, |line| Cell::Count(line.count)),
        ]
    };
}

const MEASURES: &[Measure<Line>] = columns!();
const MEASURES_WITH_DEALS: &[Measure<Line>] =
    columns!(measure("deal", "deal", Kind::Text, |line| line
        .deal
        .as_ref()
        .map_or(Cell::Total, Cell::text)));

/// A table of these rows, with the columns of a bridge.
pub fn table(with_deals: bool, rows: Vec<Row>) -> crate::table::Table {
    let measures = if with_deals {
        MEASURES_WITH_DEALS
    } else {
        MEASURES
    };
    crate::reports::measure::table(measures, &[], rows)
}

fn named(bucket: Bucket) -> Cell {
    Cell::Named {
        id: bucket.as_str().to_owned(),
        title: bucket.as_str().replace('_', " "),
    }
}

impl Ledger {
    /// Takes in a deal as it stands at both ends; answers whether there is anything of it.
    pub fn add(
        &mut self,
        id: &str,
        span: &Span,
        before: Option<&End>,
        after: Option<&End>,
    ) -> bool {
        let pier = |bucket, end: Option<&End>| {
            end.filter(|end| span.is_member(end)).map(|end| Post {
                bucket,
                value: end.value,
            })
        };
        let posts = pier(Bucket::Opening, before)
            .into_iter()
            .chain(span.posts(before, after));
        let posts: Vec<Post> = posts.chain(pier(Bucket::Closing, after)).collect();
        for post in &posts {
            let entry = self.posts.entry(post.bucket).or_default();
            entry.sum.add(DealValue::Known(post.value));
            entry.deals.push((id.to_owned(), post.value));
        }
        !posts.is_empty()
    }

    pub fn is_empty(&self) -> bool {
        self.posts.is_empty()
    }

    fn amount(&self, bucket: Bucket) -> Option<Decimal> {
        self.posts
            .get(&bucket)
            .map_or(Some(Decimal::ZERO), |entry| entry.sum.total())
    }

    /// All buckets in their order, each followed by its deals where those are asked for.
    pub fn rows(&self, group: &Group, currency: Option<Currency>, with_deals: bool) -> Vec<Row> {
        let measures = if with_deals {
            MEASURES_WITH_DEALS
        } else {
            MEASURES
        };
        let row = |line: &Line| Row {
            group: group.clone(),
            unit: unit(currency),
            cells: cells(measures, line),
        };
        let of_bucket = |bucket: &Bucket| {
            let count = self.posts.get(bucket).map_or(0, |entry| entry.sum.known);
            let total = Line {
                bucket: *bucket,
                amount: self.amount(*bucket),
                count,
                deal: None,
            };
            let deals = if with_deals {
                self.deals(*bucket)
            } else {
                Vec::new()
            };
            std::iter::once(total)
                .chain(deals)
                .map(|line| row(&line))
                .collect::<Vec<_>>()
        };
        Bucket::ALL.iter().flat_map(of_bucket).collect()
    }

    fn deals(&self, bucket: Bucket) -> Vec<Line> {
        let mut deals = self
            .posts
            .get(&bucket)
            .map(|entry| entry.deals.clone())
            .unwrap_or_default();
        deals.sort();
        let line = |(id, value)| Line {
            bucket,
            amount: Some(value),
            count: 1,
            deal: Some(id),
        };
        deals.into_iter().map(line).collect()
    }

    /// Opening and closing as bars from 0, and between them each change where the one before it
    /// ended.
    pub fn chart(&self, currency: Option<Currency>, title: String) -> Chart {
        let mut end = 0.0;
        let bar = |bucket: &Bucket| {
            let amount = self.amount(*bucket)?;
            let value = amount.to_f64()?;
            let start = if matches!(bucket, Bucket::Opening | Bucket::Closing) {
                0.0
            } else {
                end
            };
            end = start + value;
            Some(Bar {
                label: named(*bucket),
                start,
                end,
                text: Cell::Money(amount),
            })
        };
        let is_drawn = |bucket: &&Bucket| {
            matches!(bucket, Bucket::Opening | Bucket::Closing) || self.posts.contains_key(bucket)
        };
        let bars = Bucket::ALL
            .iter()
            .filter(is_drawn)
            .filter_map(bar)
            .collect();
        Chart {
            title,
            unit: unit(currency),
            shape: Shape::Bars(bars),
        }
    }

    /// The sum written out, and how much of the opening slipped.
    pub fn explain(&self, group: &Group, currency: Option<Currency>) -> Explanation {
        let money = |bucket| Cell::of(self.amount(bucket), Cell::Money);
        let mut sum: Vec<Term> = line!["opening ", money(Bucket::Opening)];
        let between = |bucket: &&Bucket| !matches!(bucket, Bucket::Opening | Bucket::Closing);
        for bucket in self.posts.keys().filter(between) {
            sum.extend(line![" + ", named(*bucket), " ", money(*bucket)]);
        }
        sum.extend(line![" = closing ", money(Bucket::Closing)]);
        let (out, all) = (money(Bucket::PushedOut), money(Bucket::Opening));
        let slippage = Cell::of(self.slippage(), |value| Cell::Rate { value, of: None });
        let lines = vec![
            sum,
            line![
                "slippage = pushed out ",
                out,
                " / opening ",
                all,
                " = ",
                slippage
            ],
        ];
        Explanation {
            group: group.clone(),
            unit: unit(currency),
            lines,
        }
    }

    /// The share of the opening that was pushed out of the period; `None` without an opening.
    fn slippage(&self) -> Option<f64> {
        let opening = self
            .amount(Bucket::Opening)
            .filter(|amount| !amount.is_zero())?;
        self.amount(Bucket::PushedOut)?
            .checked_div(opening)?
            .abs()
            .to_f64()
    }
}
