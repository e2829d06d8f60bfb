//! Dated exchange rates into the book's currency. Without a rate an amount is not priced, never
//! guessed.

use std::collections::BTreeMap;

use crate::deal::{Amount, Currency, Day};

#[derive(Debug, Clone, PartialEq)]
pub struct RateTable {
    /// The currency that amounts are turned into.
    pub currency: Currency,
    pub date: Option<Day>,
    /// What one unit is in `currency`.
    pub per_unit: BTreeMap<Currency, Amount>,
}

impl RateTable {
    /// The amount in the book's currency, rounded to its minor units (half to even); `None` without
    /// a rate.
    pub fn convert(&self, amount: Amount, from: Currency) -> Option<Amount> {
        if from == self.currency {
            return Some(amount);
        }
        let rate = self.per_unit.get(&from)?;
        let value = amount.0.checked_mul(rate.0)?;
        Some(Amount(value.round_dp(self.currency.minor_units())))
    }
}
