//! Money in reports: which currency a deal's amount stands in, and sums that never mix two.

use std::collections::HashMap;

use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::Query;
use crate::book::Snapshot;
use crate::deal::Currency;
use crate::table::Unit;

/// The value of a deal in the currency of its row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum DealValue {
    Known(Decimal),
    /// The deal has no amount.
    Missing,
    /// The book has rates, but none for the deal's currency.
    Unpriced,
}

impl DealValue {
    pub fn known(self) -> Option<Decimal> {
        match self {
            DealValue::Known(value) => Some(value),
            DealValue::Missing | DealValue::Unpriced => None,
        }
    }
}

impl Snapshot<'_> {
    /// Its value, in the book's currency where the book has rates, else in its own.
    pub fn value(&self) -> DealValue {
        let Some(amount) = self.state.amount else {
            return DealValue::Missing;
        };
        match (&self.book.rates, self.book.currency_of(&self.state)) {
            (Some(rates), Some(own)) => rates
                .convert(amount, own)
                .map_or(DealValue::Unpriced, |value| DealValue::Known(value.0)),
            _ => DealValue::Known(amount.0),
        }
    }

    /// The currency of the row that it stands in; `None` where neither the deal nor the book has
    /// one.
    pub fn currency(&self) -> Option<Currency> {
        match &self.book.rates {
            Some(rates) => Some(rates.currency),
            None => self.book.currency_of(&self.state),
        }
    }
}

/// Whether the amounts of the deals of one currency exceed 28 digits together, so that a sum of them
/// may not be known.
pub fn is_too_large(query: &Query<'_>) -> bool {
    let mut sums: HashMap<Option<Currency>, Sum> = HashMap::new();
    for deal in query.snapshots(query.as_of) {
        sums.entry(deal.currency()).or_default().add(deal.value());
    }
    sums.values().any(|sum| sum.known_total().is_none())
}

/// The currency as a table names it.
pub fn unit(currency: Option<Currency>) -> Option<Unit> {
    currency.map(|currency| Unit {
        code: currency.code().to_owned(),
        minor_units: currency.minor_units(),
    })
}

/// An amount in a sentence: `571.43 EUR`, `–` where it is not known. With the digits of the
/// currency.
pub fn in_words(amount: Option<Decimal>, currency: Option<Currency>) -> String {
    let Some(amount) = amount else {
        return "–".to_owned();
    };
    match currency {
        Some(currency) => {
            let digits = currency.minor_units();
            format!(
                "{} {}",
                amount.round_dp(digits).normalize(),
                currency.code()
            )
        }
        None => amount.normalize().to_string(),
    }
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
    /// The value of these deals together.
    pub fn new<'c, 'a: 'c>(deals: impl IntoIterator<Item = &'c Snapshot<'a>>) -> Self {
        let mut sum = Self::default();
        for deal in deals {
            sum.add(deal.value());
        }
        sum
    }

    pub fn add(&mut self, value: DealValue) {
        match value {
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

    /// How many there are to add up, known or not.
    pub fn count(&self) -> u64 {
        self.known + self.missing + self.unpriced
    }

    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// Whether more than a fifth of the amounts are unknown, so that a rate by value would be that
    /// of other deals.
    pub fn is_mostly_unknown(&self) -> bool {
        let unknown = self.missing + self.unpriced;
        5 * unknown > self.known + unknown
    }

    /// The mean of what is known.
    pub fn mean(&self) -> Option<f64> {
        let total = self.total.filter(|_| self.known > 0)?.to_f64()?;
        Some(total / self.known as f64)
    }

    /// What part of another sum it is, from what is known of both; `None` of 0.
    pub fn share_of(&self, whole: &Self) -> Option<f64> {
        let whole = whole.total?.to_f64().filter(|whole| *whole > 0.0)?;
        Some(self.total?.to_f64()? / whole)
    }
}
