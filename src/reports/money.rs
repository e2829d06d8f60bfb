//! Money in reports: which currency a deal's amount stands in, and sums that never mix two.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::book::Book;
use crate::book::snapshot::Snapshot;
use crate::deal::money::Currency;
use crate::table::Unit;

use super::groups::Slice;

/// What a deal is worth in the currency of its row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum DealValue {
    Known(Decimal),
    /// The deal has no amount.
    Missing,
    /// The book has rates, but none for the deal's currency.
    Unpriced,
}

/// The worth of a deal, in the book's currency where the book has rates, else in its own.
pub fn worth(deal: &Snapshot<'_>, book: &Book) -> DealValue {
    let Some(amount) = deal.state.amount else {
        return DealValue::Missing;
    };
    match (&book.rates, book.currency_of(&deal.state)) {
        (Some(rates), Some(own)) => rates
            .convert(amount, own)
            .map_or(DealValue::Unpriced, |value| DealValue::Known(value.0)),
        _ => DealValue::Known(amount.0),
    }
}

/// The currency of the row that a deal stands in; `None` where neither the deal nor the book names
/// one.
pub fn currency(deal: &Snapshot<'_>, book: &Book) -> Option<Currency> {
    match &book.rates {
        Some(rates) => Some(rates.currency),
        None => book.currency_of(&deal.state),
    }
}

/// A slice for each currency among its deals, by code; without deals one for the book's.
pub fn by_currency<'s, 'a>(
    slice: &Slice<'s, 'a>,
    book: &Book,
) -> Vec<(Option<Currency>, Slice<'s, 'a>)> {
    let mut parts: BTreeMap<Option<Currency>, Vec<&'s Snapshot<'a>>> = BTreeMap::new();
    for deal in &slice.deals {
        parts.entry(currency(deal, book)).or_default().push(deal);
    }
    if parts.is_empty() {
        parts.insert(book.currency, Vec::new());
    }
    let part = |deals| Slice {
        group: slice.group.clone(),
        window: slice.window,
        stock_day: slice.stock_day,
        deals,
    };
    parts
        .into_iter()
        .map(|(currency, deals)| (currency, part(deals)))
        .collect()
}

/// The currency as a table names it.
pub fn unit(currency: Option<Currency>) -> Option<Unit> {
    currency.map(|currency| Unit {
        code: currency.code().to_owned(),
        minor_units: currency.minor_units(),
    })
}

/// A sum of what is known, and how many that were.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sum {
    /// `None` where it exceeds 28 digits.
    total: Option<Decimal>,
    /// How many deals it is the sum of.
    pub known: u64,
    /// How many had no amount.
    pub missing: u64,
    /// How many had one in a currency that cannot be converted.
    pub unpriced: u64,
}

impl Default for Sum {
    fn default() -> Self {
        Self {
            total: Some(Decimal::ZERO),
            known: 0,
            missing: 0,
            unpriced: 0,
        }
    }
}

impl Sum {
    /// What these deals are worth together.
    pub fn of<'c, 'a: 'c>(deals: impl IntoIterator<Item = &'c Snapshot<'a>>, book: &Book) -> Self {
        let mut sum = Self::default();
        deals
            .into_iter()
            .for_each(|deal| sum.add(worth(deal, book)));
        sum
    }

    pub fn add(&mut self, worth: DealValue) {
        match worth {
            DealValue::Known(value) => {
                self.total = self.total.and_then(|total| total.checked_add(value));
                self.known += 1;
            }
            DealValue::Missing => self.missing += 1,
            DealValue::Unpriced => self.unpriced += 1,
        }
    }

    /// Both sums together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            total: self
                .total
                .zip(other.total)
                .and_then(|(a, b)| a.checked_add(b)),
            known: self.known + other.known,
            missing: self.missing + other.missing,
            unpriced: self.unpriced + other.unpriced,
        }
    }

    /// The sum of what is known: 0 where nothing is.
    pub fn known_total(&self) -> Option<Decimal> {
        self.total
    }

    /// The sum; 0 of nothing, `None` where there is something and all of it is unknown.
    pub fn total(&self) -> Option<Decimal> {
        self.total.filter(|_| self.known > 0 || self.is_empty())
    }

    /// Whether there is nothing to add up, known or not.
    pub fn is_empty(&self) -> bool {
        self.known + self.missing + self.unpriced == 0
    }

    /// The mean of what is known.
    pub fn mean(&self) -> Option<f64> {
        (self.known > 0)
            .then(|| Some(self.total?.to_f64()? / self.known as f64))
            .flatten()
    }
}
