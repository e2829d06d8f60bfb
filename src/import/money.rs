//! Amounts as a CRM's locale writes them: `1.234,56`, `$1,234.56`, `₩1,200,000`, `1 234,56 €`,
//! `(1'200.50)`.
//!
//! A point or comma with three digits behind it may part thousands or decimals. Both readings are
//! tried; where both are numbers and differ, the rest of the column decides
//! ([`DecimalMark::of_column`]), and where it cannot either, the amount is a problem: `1,234` is
//! never guessed. A reading with finer digits than the currency has is none, so that `1,234.567`
//! dollars cannot be; and a currency without decimals is never written with three of them.

use crate::deal::money::{Amount, Currency};

use super::currency::Mark;
use super::digits::number;

keywords! {
    /// What stands before the decimals of an amount.
    DecimalMark { Point = "point", Comma = "comma" }
}

/// A cell as spelled: its digits with what parts them, the sign, and what stands beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelled {
    text: String,
    digits: String,
    negative: bool,
    pub mark: Option<Mark>,
}

/// Why a text is no amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    #[error("`{0}` is no amount")]
    Form(String),
    #[error("`{text}` can be {point} or {comma}")]
    Ambiguous {
        text: String,
        point: Amount,
        comma: Amount,
    },
    #[error("`{text}` has finer digits than {currency}")]
    Finer { text: String, currency: Currency },
}

impl MoneyError {
    pub fn help(&self) -> &'static str {
        match self {
            Self::Form(_) => {
                "write digits, with or without separators and a currency; empty where it is unknown"
            }
            Self::Ambiguous { .. } => "say it in the map: `decimal: point` or `decimal: comma`",
            Self::Finer { .. } => "round it",
        }
    }
}

/// The readings of one amount: with a decimal point, and with a decimal comma.
struct Readings {
    point: Option<Amount>,
    comma: Option<Amount>,
}

impl Spelled {
    /// Parts a cell into sign, currency mark and digits.
    pub fn of(text: &str) -> Result<Self, MoneyError> {
        spelled(text).ok_or_else(|| MoneyError::Form(text.to_owned()))
    }

    /// The amount, where the column's decimal mark is this one or unknown.
    pub fn amount(
        &self,
        decimal: Option<DecimalMark>,
        currency: Option<Currency>,
    ) -> Result<Amount, MoneyError> {
        let all = self.readings(decimal);
        let fine = self.fitting(decimal, currency);
        match (fine.point, fine.comma) {
            (Some(point), Some(comma)) if point != comma => Err(MoneyError::Ambiguous {
                text: self.text.clone(),
                point,
                comma,
            }),
            (Some(amount), _) | (None, Some(amount)) => Ok(amount),
            (None, None) => Err(match (all.point.or(all.comma), currency) {
                (Some(_), Some(currency)) => MoneyError::Finer {
                    text: self.text.clone(),
                    currency,
                },
                _ => MoneyError::Form(self.text.clone()),
            }),
        }
    }

    /// What the spelling shows of the column's decimal mark; `None` where it fits either.
    pub fn shows(&self, currency: Option<Currency>) -> Option<DecimalMark> {
        let Readings { point, comma } = self.fitting(None, currency);
        match (point, comma) {
            (Some(_), None) => Some(DecimalMark::Point),
            (None, Some(_)) => Some(DecimalMark::Comma),
            _ => None,
        }
    }

    fn readings(&self, decimal: Option<DecimalMark>) -> Readings {
        let read = |mark, sign, grouping| {
            let asked = decimal.is_none_or(|decimal| decimal == mark);
            asked
                .then(|| number(&self.digits, sign, grouping))
                .flatten()
                .and_then(|plain| self.signed(&plain))
        };
        Readings {
            point: read(DecimalMark::Point, '.', ','),
            comma: read(DecimalMark::Comma, ',', '.'),
        }
    }

    fn fitting(&self, decimal: Option<DecimalMark>, currency: Option<Currency>) -> Readings {
        let Readings { point, comma } = self.readings(decimal);
        let fits = |amount: &Amount| currency.is_none_or(|currency| fits(*amount, currency));
        Readings {
            point: point.filter(fits),
            comma: comma.filter(fits),
        }
    }

    fn signed(&self, plain: &str) -> Option<Amount> {
        let sign = if self.negative { "-" } else { "" };
        format!("{sign}{plain}").parse().ok()
    }
}

/// No digits finer than the currency's; three decimals of a currency that has none are thousands.
fn fits(amount: Amount, currency: Currency) -> bool {
    let is_thousands = currency.minor_units() == 0 && amount.0.scale() == 3;
    amount.scale() <= currency.minor_units() && !is_thousands
}

impl DecimalMark {
    /// The decimal mark of a column, from the amounts that can be read in one way only. `None`
    /// where none of them can, or where they contradict each other.
    pub fn of_column(shown: impl Iterator<Item = DecimalMark>) -> Option<DecimalMark> {
        let (mut point, mut comma) = (false, false);
        for mark in shown {
            point |= mark == DecimalMark::Point;
            comma |= mark == DecimalMark::Comma;
        }
        match (point, comma) {
            (true, false) => Some(DecimalMark::Point),
            (false, true) => Some(DecimalMark::Comma),
            _ => None,
        }
    }
}

/// Sign, brackets and currency stand before the first digit or behind the last one.
fn spelled(text: &str) -> Option<Spelled> {
    let first = text.find(|c: char| c.is_ascii_digit())?;
    let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (mut before, mut behind) = (packed(text.get(..first)?), packed(text.get(end..)?));
    let minus = take(&mut before, &['-', '−']);
    let (open, close) = (take(&mut before, &['(']), take(&mut behind, &[')']));
    let plus = take(&mut before, &['+']);
    if open != close || minus + open + plus > 1 {
        return None;
    }
    let mark = match (before.as_str(), behind.as_str()) {
        ("", "") => None,
        (mark, "") | ("", mark) => Some(Mark::of(mark)?),
        _ => return None,
    };
    Some(Spelled {
        text: text.to_owned(),
        digits: text.get(first..end)?.to_owned(),
        negative: minus + open > 0,
        mark,
    })
}

fn packed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Takes these characters out, and says how many there were.
fn take(text: &mut String, signs: &[char]) -> usize {
    let before = text.chars().count();
    text.retain(|c| !signs.contains(&c));
    before - text.chars().count()
}
