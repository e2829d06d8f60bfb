//! Amounts as a CRM's locale writes them: `1.234,56`, `$1,234.56`, `₩1,200,000`, `1 234,56 €`,
//! `(1'200.50)`.
//!
//! A point or comma with three digits after it may separate thousands or decimals. Both readings
//! are tried; if both are numbers and differ, the rest of the column decides
//! ([`DecimalMark::from_column`]), and if it does not, the amount is a problem: `1,234` is never
//! guessed. A reading with more decimals than the currency has does not count, so `1,234.567`
//! cannot be dollars; nor does one with three decimals in a currency that has none.

use std::str::FromStr;

use super::{currency::CurrencyMark, digits::number};
use crate::deal::{Amount, Currency};

keywords! {
    /// What is before the decimals of an amount.
    DecimalMark { Point = "point", Comma = "comma" }
}

/// The amount in a cell, as written: its sign, its digits with their separators, its currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenAmount {
    text: String,
    digits: String,
    is_negative: bool,
    pub mark: Option<CurrencyMark>,
}

/// Why a text is not an amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    #[error("`{0}` is not an amount")]
    Form(String),
    #[error("`{text}` is ambiguous: {point} or {comma}")]
    Ambiguous {
        text: String,
        point: Amount,
        comma: Amount,
    },
    #[error("`{text}` has too many decimals for {currency}")]
    TooPrecise { text: String, currency: Currency },
}

impl AmountError {
    pub fn help(&self) -> &'static str {
        match self {
            Self::Form(_) => {
                "use digits, with or without separators and a currency; leave it empty if unknown"
            }
            Self::Ambiguous { .. } => "add `decimal: point` or `decimal: comma` to the map",
            Self::TooPrecise { .. } => "round it, or add `round: true` to the map",
        }
    }
}

/// The readings of one amount: with a decimal point, and with a decimal comma.
struct Readings {
    point: Option<Amount>,
    comma: Option<Amount>,
}

impl FromStr for WrittenAmount {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        split(text).ok_or_else(|| AmountError::Form(text.to_owned()))
    }
}

impl WrittenAmount {
    /// The amount, if the column's decimal mark is this one or unknown.
    pub fn amount(
        &self,
        decimal: Option<DecimalMark>,
        currency: Option<Currency>,
    ) -> Result<Amount, AmountError> {
        let Readings { point, comma } = self.fitting(decimal, currency);
        match (point, comma) {
            (Some(point), Some(comma)) if point != comma => Err(AmountError::Ambiguous {
                text: self.text.clone(),
                point,
                comma,
            }),
            (Some(amount), _) | (None, Some(amount)) => Ok(amount),
            (None, None) => Err(self.unreadable(decimal, currency)),
        }
    }

    fn unreadable(&self, decimal: Option<DecimalMark>, currency: Option<Currency>) -> AmountError {
        let text = self.text.clone();
        let Readings { point, comma } = self.readings(decimal);
        match (point.or(comma), currency) {
            (Some(_), Some(currency)) => AmountError::TooPrecise { text, currency },
            _ => AmountError::Form(text),
        }
    }

    /// The decimal mark that the column must have; `None` if both would do.
    pub fn decimal_mark(&self, currency: Option<Currency>) -> Option<DecimalMark> {
        let Readings { point, comma } = self.fitting(None, currency);
        match (point, comma) {
            (Some(_), None) => Some(DecimalMark::Point),
            (None, Some(_)) => Some(DecimalMark::Comma),
            _ => None,
        }
    }

    fn fitting(&self, decimal: Option<DecimalMark>, currency: Option<Currency>) -> Readings {
        let Readings { point, comma } = self.readings(decimal);
        Readings {
            point: point.filter(|amount| fits(*amount, currency)),
            comma: comma.filter(|amount| fits(*amount, currency)),
        }
    }

    fn readings(&self, decimal: Option<DecimalMark>) -> Readings {
        Readings {
            point: self.reading(DecimalMark::Point, decimal),
            comma: self.reading(DecimalMark::Comma, decimal),
        }
    }

    fn reading(&self, mark: DecimalMark, decimal: Option<DecimalMark>) -> Option<Amount> {
        if decimal.is_some_and(|decimal| decimal != mark) {
            return None;
        }
        let number = match mark {
            DecimalMark::Point => number(&self.digits, '.', ','),
            DecimalMark::Comma => number(&self.digits, ',', '.'),
        }?;
        let sign = if self.is_negative { "-" } else { "" };
        format!("{sign}{number}").parse().ok()
    }
}

/// Whether the currency has as many decimals. Three decimals of a currency that has none are
/// thousands.
fn fits(amount: Amount, currency: Option<Currency>) -> bool {
    let Some(currency) = currency else {
        return true;
    };
    let is_thousands = currency.minor_units() == 0 && amount.0.scale() == 3;
    amount.scale() <= currency.minor_units() && !is_thousands
}

impl DecimalMark {
    /// The decimal mark of a column, from the amounts that can be read in one way only; `None` if
    /// there are none, or if they contradict each other.
    pub fn from_column(marks: impl Iterator<Item = DecimalMark>) -> Option<DecimalMark> {
        let mut found = None;
        for mark in marks {
            if found.is_some_and(|found| found != mark) {
                return None;
            }
            found = Some(mark);
        }
        found
    }
}

/// Sign, brackets and currency are before the first digit or after the last one.
fn split(text: &str) -> Option<WrittenAmount> {
    let first = text.find(is_digit)?;
    let end = text.rfind(is_digit)? + 1;
    let mut before = without_spaces(&text[..first]);
    let mut after = without_spaces(&text[end..]);
    let minus = take(&mut before, &['-', '−']);
    let plus = take(&mut before, &['+']);
    let (open, close) = (take(&mut before, &['(']), take(&mut after, &[')']));
    if open != close || minus + plus + open > 1 {
        return None;
    }
    let mark = match (before.as_str(), after.as_str()) {
        ("", "") => None,
        (mark, "") | ("", mark) => Some(CurrencyMark::from_text(mark)?),
        _ => return None,
    };
    Some(WrittenAmount {
        text: text.to_owned(),
        digits: text[first..end].to_owned(),
        is_negative: minus + open > 0,
        mark,
    })
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn without_spaces(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Takes these characters out; how many there were.
fn take(text: &mut String, signs: &[char]) -> usize {
    let count = text.matches(signs).count();
    text.retain(|c| !signs.contains(&c));
    count
}
