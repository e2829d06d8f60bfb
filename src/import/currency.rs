//! Currency marks: which currencies a sign or a code in front of a number, or behind it, can mean.

use std::str::FromStr;

use crate::deal::money::Currency;

/// What a mark beside an amount says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub text: String,
    /// Never empty.
    pub means: Vec<Currency>,
}

/// Why the currency of a row cannot be told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CurrencyError {
    #[error("`{0}` is no currency")]
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
            Self::Unknown(_) => "write its three letters, such as EUR, USD or KRW",
            Self::Differs { .. } => "correct one of the two cells",
            Self::Ambiguous { .. } | Self::Missing => {
                "add `currency: USD`, or the one that is meant, to the map, or a column for it"
            }
        }
    }
}

/// Signs that are no ISO code. A sign that several currencies share leaves the choice to the map or
/// the book.
const SIGNS: &[(&str, &[&str])] = &[
    (
        "$",
        &[
            "USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP",
        ],
    ),
    ("us$", &["USD"]),
    ("ca$", &["CAD"]),
    ("c$", &["CAD"]),
    ("a$", &["AUD"]),
    ("au$", &["AUD"]),
    ("nz$", &["NZD"]),
    ("s$", &["SGD"]),
    ("hk$", &["HKD"]),
    ("nt$", &["TWD"]),
    ("mx$", &["MXN"]),
    ("r$", &["BRL"]),
    ("€", &["EUR"]),
    ("£", &["GBP"]),
    ("₩", &["KRW"]),
    ("￦", &["KRW"]),
    ("원", &["KRW"]),
    ("¥", &["JPY", "CNY"]),
    ("￥", &["JPY", "CNY"]),
    ("円", &["JPY"]),
    ("元", &["CNY"]),
    ("₹", &["INR"]),
    ("rs", &["INR", "PKR", "LKR", "NPR"]),
    ("rs.", &["INR", "PKR", "LKR", "NPR"]),
    ("₺", &["TRY"]),
    ("₪", &["ILS"]),
    ("₫", &["VND"]),
    ("₱", &["PHP"]),
    ("₽", &["RUB"]),
    ("₴", &["UAH"]),
    ("฿", &["THB"]),
    ("kr", &["SEK", "NOK", "DKK", "ISK"]),
    ("kr.", &["DKK", "ISK", "SEK", "NOK"]),
    ("zł", &["PLN"]),
    ("kč", &["CZK"]),
    ("ft", &["HUF"]),
    ("lei", &["RON"]),
    ("fr.", &["CHF"]),
    ("sfr.", &["CHF"]),
];

impl Mark {
    /// An ISO code or a sign, in any case; `None` for anything else.
    pub fn of(text: &str) -> Option<Self> {
        let lower = text.to_lowercase();
        let code = Currency::from_str(&text.to_uppercase()).ok();
        let sign = || {
            SIGNS
                .iter()
                .find(|(sign, _)| *sign == lower)
                .map(|(_, codes)| *codes)
                .unwrap_or_default()
        };
        let means: Vec<Currency> = match code {
            Some(currency) => vec![currency],
            None => sign().iter().filter_map(|code| code.parse().ok()).collect(),
        };
        (!means.is_empty()).then(|| Self {
            text: text.to_owned(),
            means,
        })
    }
}

/// The currency of a row: its own column's, then what stands beside the amount, then `usual`, the
/// map's or the book's. A sign of several currencies means the usual one where that is among them.
pub fn of_row(
    column: Option<&Mark>,
    beside: Option<&Mark>,
    usual: Option<Currency>,
) -> Result<Option<Currency>, CurrencyError> {
    let own = column.map(|mark| pick(mark, usual)).transpose()?;
    match (own, beside) {
        (Some(own), Some(mark)) if !mark.means.contains(&own) => Err(CurrencyError::Differs {
            mark: mark.text.clone(),
            currency: own,
        }),
        (Some(own), _) => Ok(Some(own)),
        (None, Some(mark)) => pick(mark, usual).map(Some),
        (None, None) => Ok(usual),
    }
}

fn pick(mark: &Mark, usual: Option<Currency>) -> Result<Currency, CurrencyError> {
    match (mark.means.as_slice(), usual) {
        ([one], _) => Ok(*one),
        (several, Some(usual)) if several.contains(&usual) => Ok(usual),
        (several, _) => {
            let codes: Vec<&str> = several
                .iter()
                .take(4)
                .map(|currency| currency.code())
                .collect();
            Err(CurrencyError::Ambiguous {
                mark: mark.text.clone(),
                codes: codes.join(", "),
            })
        }
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
        for (sign, codes) in SIGNS {
            assert_eq!(
                Mark::of(sign).map(|mark| mark.means.len()),
                Some(codes.len()),
                "{sign}"
            );
        }
    }

    #[test]
    fn the_nearest_word_counts() {
        let mark = |text: &str| Mark::of(text).expect("a mark");
        let usd = currency("USD");
        assert_eq!(of_row(Some(&mark("eur")), None, usd), Ok(currency("EUR")));
        assert_eq!(of_row(None, Some(&mark("€")), usd), Ok(currency("EUR")));
        assert_eq!(
            of_row(None, Some(&mark("$")), currency("CAD")),
            Ok(currency("CAD"))
        );
        assert_eq!(
            of_row(Some(&mark("AUD")), Some(&mark("$")), usd),
            Ok(currency("AUD"))
        );
        assert_eq!(of_row(None, None, usd), Ok(usd));
        assert_eq!(of_row(None, None, None), Ok(None));
        assert!(of_row(None, Some(&mark("$")), currency("EUR")).is_err());
        assert!(of_row(None, Some(&mark("$")), None).is_err());
        assert!(of_row(Some(&mark("EUR")), Some(&mark("$")), usd).is_err());
        assert_eq!(Mark::of("k"), None);
    }
}
