//! Currency marks: which currencies a sign or a code before or after a number can mean.

use std::str::{FromStr, SplitWhitespace};

use crate::deal::Currency;

/// A sign or code, and the currencies that it can mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurrencyMark {
    pub text: String,
    /// Never empty.
    pub means: Vec<Currency>,
}

/// Why the currency of a row is unknown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CurrencyError {
    #[error("`{0}` is not a currency")]
    Unknown(String),
    #[error("the amount is in `{mark}`, the row's currency is {currency}")]
    Differs { mark: String, currency: Currency },
    #[error("`{mark}` can mean {codes}")]
    Ambiguous { mark: String, codes: String },
    #[error("the amount has no currency")]
    Missing,
}

impl CurrencyError {
    pub fn help(&self) -> &'static str {
        match self {
            Self::Unknown(_) => "use its three letters, such as EUR, USD or KRW",
            Self::Differs { .. } => "correct one of the two cells",
            Self::Ambiguous { .. } | Self::Missing => {
                "add `currency: USD`, or the right one, to the map, or a column for it"
            }
        }
    }
}

/// A sign a line, with the currencies that it can mean; of several, the map or the book decides.
const SIGNS: &str = include_str!("currency_signs.txt");

impl CurrencyMark {
    /// An ISO code or a sign, in any case; `None` for anything else.
    pub fn from_text(text: &str) -> Option<Self> {
        let means = match Currency::from_str(&text.to_uppercase()) {
            Ok(currency) => vec![currency],
            Err(_) => sign(&text.to_lowercase())?,
        };
        Some(Self {
            text: text.to_owned(),
            means,
        })
    }

    /// The one that it means; of several, the usual one if it is among them.
    fn pick(&self, usual: Option<Currency>) -> Result<Currency, CurrencyError> {
        match (self.means.as_slice(), usual) {
            ([one], _) => Ok(*one),
            (several, Some(usual)) if several.contains(&usual) => Ok(usual),
            (several, _) => {
                let codes = several.iter().take(4).map(|currency| currency.code());
                Err(CurrencyError::Ambiguous {
                    mark: self.text.clone(),
                    codes: codes.collect::<Vec<_>>().join(", "),
                })
            }
        }
    }
}

fn sign(text: &str) -> Option<Vec<Currency>> {
    let (_, codes) = signs().find(|(sign, _)| *sign == text)?;
    Some(codes.filter_map(|code| code.parse().ok()).collect())
}

fn signs() -> impl Iterator<Item = (&'static str, SplitWhitespace<'static>)> {
    SIGNS.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        Some((words.next()?, words))
    })
}

/// The currency of a row: that of its own column, else of the mark at the amount, else `usual`, the
/// map's or the book's.
pub fn row_currency(
    column: Option<&CurrencyMark>,
    at_amount: Option<&CurrencyMark>,
    usual: Option<Currency>,
) -> Result<Option<Currency>, CurrencyError> {
    let own = column.map(|mark| mark.pick(usual)).transpose()?;
    match (own, at_amount) {
        (Some(own), Some(mark)) if !mark.means.contains(&own) => Err(CurrencyError::Differs {
            mark: mark.text.clone(),
            currency: own,
        }),
        (Some(own), _) => Ok(Some(own)),
        (None, Some(mark)) => mark.pick(usual).map(Some),
        (None, None) => Ok(usual),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn currency(code: &str) -> Option<Currency> {
        code.parse().ok()
    }

    #[test]
    fn every_sign_means_currencies_that_exist() {
        for (sign, codes) in signs() {
            let mark = CurrencyMark::from_text(sign).expect(sign);
            assert!(!mark.means.is_empty(), "{sign}");
            assert_eq!(mark.means.len(), codes.count(), "{sign}");
        }
    }

    #[test]
    fn the_nearest_word_counts() {
        let mark = |text: &str| CurrencyMark::from_text(text).expect("a mark");
        let usd = currency("USD");
        assert_eq!(
            row_currency(Some(&mark("eur")), None, usd),
            Ok(currency("EUR"))
        );
        assert_eq!(
            row_currency(None, Some(&mark("€")), usd),
            Ok(currency("EUR"))
        );
        assert_eq!(
            row_currency(None, Some(&mark("$")), currency("CAD")),
            Ok(currency("CAD"))
        );
        assert_eq!(
            row_currency(Some(&mark("AUD")), Some(&mark("$")), usd),
            Ok(currency("AUD"))
        );
        assert_eq!(row_currency(None, None, usd), Ok(usd));
        assert_eq!(row_currency(None, None, None), Ok(None));
        assert!(row_currency(None, Some(&mark("$")), currency("EUR")).is_err());
        assert!(row_currency(None, Some(&mark("$")), None).is_err());
        assert!(row_currency(Some(&mark("EUR")), Some(&mark("$")), usd).is_err());
        assert_eq!(CurrencyMark::from_text("k"), None);
    }
}
