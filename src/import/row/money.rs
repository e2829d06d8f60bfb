//! What a row's deal is worth, and in which currency.

use crate::deal::history::Outcome;
use crate::deal::money::{Amount, Currency};

use super::super::currency::{CurrencyError, Mark, of_row};
use super::super::map::Field;
use super::super::money::Spelled;
use super::RowReader;

#[derive(Default)]
pub(super) struct Money {
    pub amount: Option<Amount>,
    pub currency: Option<Currency>,
}

impl RowReader<'_> {
    /// Empty is unknown, never zero; and so is a lost deal's zero where the map says so.
    pub(super) fn money(&mut self, outcome: Outcome) -> Money {
        let column = self.currency_column();
        let Some(spelled) = self.spelled() else {
            return Money {
                amount: None,
                currency: of_row(column.as_ref(), None, self.plan.currency)
                    .ok()
                    .flatten(),
            };
        };
        let currency = of_row(column.as_ref(), spelled.mark.as_ref(), self.plan.currency);
        let currency = currency.and_then(|currency| currency.ok_or(CurrencyError::Missing));
        if let Err(error) = &currency {
            self.problem(Field::Amount, error, error.help());
        }
        let currency = currency.ok();
        let amount = spelled.amount(self.decimal, currency);
        if let Err(error) = &amount {
            self.problem(Field::Amount, error, error.help());
        }
        let is_known = |amount: &Amount| {
            !(self.plan.zero_lost_as_missing && outcome == Outcome::Lost && amount.0.is_zero())
        };
        Money {
            amount: amount.ok().filter(is_known).map(without_empty_decimals),
            currency,
        }
    }

    fn spelled(&mut self) -> Option<Spelled> {
        let text = self.text(Field::Amount)?;
        let spelled = Spelled::of(&text);
        if let Err(error) = &spelled {
            self.problem(Field::Amount, error, error.help());
        }
        spelled.ok()
    }

    fn currency_column(&mut self) -> Option<Mark> {
        let text = self.text(Field::Currency)?;
        let mark = Mark::of(&text);
        if mark.is_none() {
            let error = CurrencyError::Unknown(text);
            self.problem(Field::Currency, &error, error.help());
        }
        mark
    }
}

/// `8400.00` is written `8400`, as people do; `12750.50` stays.
fn without_empty_decimals(amount: Amount) -> Amount {
    if amount.0.fract().is_zero() {
        Amount(amount.0.trunc())
    } else {
        amount
    }
}
