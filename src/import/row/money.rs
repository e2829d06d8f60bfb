//! The value of a row's deal, and its currency.

use super::{
    super::{
        currency::{CurrencyError, CurrencyMark, row_currency},
        map::Field,
        money::WrittenAmount,
    },
    reader::RowReader,
};
use crate::deal::{Amount, Currency, Outcome};

#[derive(Default)]
pub struct Money {
    pub amount: Option<Amount>,
    pub currency: Option<Currency>,
}

impl RowReader<'_> {
    /// Empty is unknown, never zero; so is the zero of a lost deal if the map says so.
    pub fn money(&mut self, outcome: Outcome) -> Money {
        let column = self.currency_column();
        let Some(written) = self.written_amount() else {
            let currency = row_currency(column.as_ref(), None, self.plan.currency);
            return Money {
                amount: None,
                currency: currency.ok().flatten(),
            };
        };
        let currency = self.currency(column.as_ref(), written.mark.as_ref());
        let amount = written.amount(self.decimal, currency.filter(|_| !self.plan.round));
        if let Err(error) = &amount {
            self.problem(Field::Amount, error, error.help());
        }
        let amount = amount.map(|amount| self.rounded(amount, currency));
        if let Ok(amount) = amount
            && amount < Amount::default()
        {
            let help = "enter what the buyer would pay, or leave it empty";
            self.problem(Field::Amount, format!("amount {amount} is negative"), help);
        }
        let zero_is_missing = self.plan.zero_lost_as_missing && outcome == Outcome::Lost;
        Money {
            amount: amount
                .ok()
                .filter(|amount| !(zero_is_missing && amount.0.is_zero()))
                .map(without_empty_decimals),
            currency,
        }
    }

    /// The amount with the decimals of its currency, half to even, where the map allows that.
    fn rounded(&mut self, amount: Amount, currency: Option<Currency>) -> Amount {
        let digits = currency.map_or(u32::MAX, Currency::minor_units);
        if !self.plan.round || amount.scale() <= digits {
            return amount;
        }
        let rounded = Amount(amount.0.round_dp(digits));
        self.warning(Field::Amount, format!("{amount} was rounded to {rounded}"));
        rounded
    }

    fn written_amount(&mut self) -> Option<WrittenAmount> {
        let amount = self.text(Field::Amount)?.parse::<WrittenAmount>();
        if let Err(error) = &amount {
            self.problem(Field::Amount, error, error.help());
        }
        amount.ok()
    }

    fn currency_column(&mut self) -> Option<CurrencyMark> {
        let text = self.text(Field::Currency)?;
        let mark = CurrencyMark::from_text(&text);
        if mark.is_none() {
            let error = CurrencyError::Unknown(text);
            self.problem(Field::Currency, &error, error.help());
        }
        mark
    }

    fn currency(
        &mut self,
        column: Option<&CurrencyMark>,
        at_amount: Option<&CurrencyMark>,
    ) -> Option<Currency> {
        let currency = row_currency(column, at_amount, self.plan.currency)
            .and_then(|currency| currency.ok_or(CurrencyError::Missing));
        if let Err(error) = &currency {
            self.problem(Field::Amount, error, error.help());
        }
        currency.ok()
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
