//! Money: decimal amounts, each in an ISO 4217 currency. Two currencies are never added.

mod typed;

use std::{fmt, str::FromStr};

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::{Number, Value};

use crate::edit::serialize_plain;

/// A sum in major units, exact to the last digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Amount(pub Decimal);

/// Why a text is no amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    #[error(
        "`{0}` is no amount: write plain digits with a point, at most 28 of them, such as 120000 or 99.50"
    )]
    Plain(String),
    #[error("`{0}` is no amount: write digits with a point, such as 120000, 99.50, 120k or 1.2m")]
    Typed(String),
}

impl Amount {
    /// The same as a JSON number, digit for digit.
    pub fn to_number(self) -> Value {
        let number = self.to_string().parse::<Number>();
        number.map_or(Value::Null, Value::Number)
    }

    /// Digits behind the point, without trailing zeros.
    pub fn scale(self) -> u32 {
        self.0.normalize().scale()
    }
}

impl FromStr for Amount {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            && digits.starts_with(|c: char| c.is_ascii_digit())
            && !digits.ends_with('.')
            && digits.bytes().filter(u8::is_ascii_digit).count() <= 28;
        let number = plain.then(|| Decimal::from_str_exact(text).ok()).flatten();
        number
            .map(Self)
            .ok_or_else(|| AmountError::Plain(text.to_owned()))
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A currency of ISO 4217.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency(iso_currency::Currency);

/// Why a text is no currency.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no ISO 4217 currency: write its three letters, such as EUR, USD or KRW")]
pub struct CurrencyError(String);

impl Currency {
    /// The three letters.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// A code as people type it on a command line, in letters of any size; files spell it in
    /// capitals.
    pub fn typed(code: &str) -> Result<Self, CurrencyError> {
        code.to_uppercase().parse()
    }

    /// Digits behind the point that the currency has: EUR 2, KRW 0.
    pub fn minor_units(self) -> u32 {
        u32::from(self.0.exponent().unwrap_or(0))
    }

    /// How many of its smallest unit the amount is; `None` where it has finer digits or is too
    /// large.
    pub fn to_minor(self, amount: Amount) -> Option<i128> {
        let scaled = amount
            .0
            .checked_mul(Decimal::from(10_u64.pow(self.minor_units())))?;
        scaled
            .fract()
            .is_zero()
            .then(|| scaled.trunc().mantissa() / 10_i128.pow(scaled.trunc().scale()))
    }
}

impl PartialOrd for Currency {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Currency {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.code().cmp(other.code())
    }
}

impl FromStr for Currency {
    type Err = CurrencyError;

    fn from_str(text: &str) -> Result<Self, CurrencyError> {
        iso_currency::Currency::from_code(text)
            .map(Self)
            .ok_or_else(|| CurrencyError(text.to_owned()))
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

/// Reads a type from the text of a scalar, so that no digit passes through a float.
struct FromText<T> {
    expecting: &'static str,
    kind: std::marker::PhantomData<T>,
}

impl<T: FromStr<Err: fmt::Display>> de::Visitor<'_> for FromText<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expecting)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(FromText {
            expecting: "an amount such as 120000",
            kind: std::marker::PhantomData,
        })
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(FromText {
            expecting: "a currency such as EUR",
            kind: std::marker::PhantomData,
        })
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_plain(self, serializer)
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_plain(self, serializer)
    }
}

impl schemars::JsonSchema for Amount {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Amount".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number", "description": "An amount in major units, at most 28 digits" })
    }
}

impl schemars::JsonSchema for Currency {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Currency".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[A-Z]{3}$", "description": "A currency of ISO 4217" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts() {
        for right in [
            "0",
            "120000",
            "99.50",
            "-5",
            "12345678901234567.89",
            "1234567890123456789012345678",
        ] {
            assert_eq!(
                right.parse::<Amount>().map(|a| a.to_string()),
                Ok(right.to_owned())
            );
        }
        for wrong in [
            "",
            ".",
            "1.",
            ".5",
            "1e3",
            "1,000",
            "1_000",
            "12345678901234567890123456789",
            "0x10",
            "nan",
            "+1",
            "--1",
            "1.2.3",
        ] {
            assert!(wrong.parse::<Amount>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn minor_units() {
        let amount = |text: &str| text.parse::<Amount>().expect("an amount");
        let currency = |text: &str| text.parse::<Currency>().expect("a currency");
        assert_eq!(currency("EUR").to_minor(amount("99.50")), Some(9950));
        assert_eq!(currency("KRW").to_minor(amount("99.5")), None);
        assert_eq!(currency("KRW").to_minor(amount("99.00")), Some(99));
    }
}
