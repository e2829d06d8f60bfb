//! Understands a term as it was typed. Names and closed words are checked against the book.

use std::str::FromStr;

use rust_decimal::Decimal;

use super::{
    Condition, closed,
    subject::names,
    term::{Bound, Term, Test},
};
use crate::book::Book;
use crate::deal::{Amount, Day, Element, day::Sense};

/// Why a term cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FilterError {
    #[error("unknown filter field `{field}`")]
    UnknownField { field: String, known: Vec<String> },
    #[error("`{word}` is not a value of `{field}`")]
    UnknownValue {
        field: String,
        word: String,
        /// The words that it could be; none where they are too many to name.
        known: Vec<String>,
    },
    #[error("filter `{term}` has no value; use {field}:VALUE, {field}:FROM..TO or {field}!=VALUE")]
    Empty { term: String, field: String },
    #[error("`{bound}` is neither a number nor a date")]
    Bound { bound: String },
}

impl FilterError {
    /// The word that is wrong, and what it could have been.
    pub fn choices(&self) -> Option<(&str, &[String])> {
        match self {
            Self::UnknownField { field: word, known } | Self::UnknownValue { word, known, .. } => {
                Some((word, known))
            }
            Self::Empty { .. } | Self::Bound { .. } => None,
        }
    }
}

pub fn term(term: &str, book: &Book, as_of: Day) -> Result<Term, FilterError> {
    let Some((field, value, not)) = split(term) else {
        return Ok(Term::Search(term.to_owned()));
    };
    if value.is_empty() {
        return Err(FilterError::Empty {
            term: term.to_owned(),
            field: field.to_owned(),
        });
    }
    if field == "is" {
        let conditions = value.split(',').map(condition).collect::<Result<_, _>>()?;
        return Ok(Term::Is { conditions, not });
    }
    check_name(field)?;
    Ok(Term::Field {
        field: field.to_owned(),
        test: test(field, value, book, as_of)?,
        not,
    })
}

/// Splits `field:value` and `field!=value`; `None` for a bare word.
fn split(term: &str) -> Option<(&str, &str, bool)> {
    let colon = term
        .split_once(':')
        .map(|(field, value)| (field, value, false));
    let not = term
        .split_once("!=")
        .map(|(field, value)| (field, value, true));
    match (colon, not) {
        (Some(colon), Some(not)) if colon.0.len() < not.0.len() => Some(colon),
        (_, Some(not)) => Some(not),
        (colon, None) => colon,
    }
}

fn condition(word: &str) -> Result<Condition, FilterError> {
    Condition::from_str(&word.to_lowercase())
        .map_err(|_| closed::unknown("is", word, Condition::WORDS.iter().copied()))
}

fn check_name(field: &str) -> Result<(), FilterError> {
    let element = field.strip_prefix("meddic.");
    let own = field.strip_prefix("x.");
    if element.is_some_and(|name| Element::WORDS.contains(&name))
        || own.is_some_and(|key| !key.is_empty())
        || names().any(|name| name == field)
    {
        return Ok(());
    }
    let elements = Element::WORDS.iter().map(|name| format!("meddic.{name}"));
    let names = names().chain(["is"]).map(str::to_owned);
    Err(FilterError::UnknownField {
        field: field.to_owned(),
        known: names.chain(elements).collect(),
    })
}

fn test(field: &str, value: &str, book: &Book, as_of: Day) -> Result<Test, FilterError> {
    let Some((from, to)) = value.split_once("..") else {
        let words = value.split(',').map(|word| known(field, word, book, as_of));
        return Ok(Test::AnyOf(words.collect::<Result<_, _>>()?));
    };
    Ok(Test::Between(
        bound(field, from, book, as_of)?,
        bound(field, to, book, as_of)?,
    ))
}

/// The value that a word means. A word of a closed list has to exist; a day may be a phrase.
fn known(field: &str, word: &str, book: &Book, as_of: Day) -> Result<String, FilterError> {
    if let Some(value) = closed::value(field, word, book) {
        return value;
    }
    match field {
        "close_date" | "hold" | "created" => {
            Day::from_phrase(word, as_of, &book.calendar, sense(field))
                .map(|day| day.to_string())
                .map_err(|_| no_bound(word))
        }
        _ if is_number(field) => number(field, word)
            .map(|number| number.to_string())
            .ok_or_else(|| no_bound(word)),
        _ => Ok(word.to_owned()),
    }
}

/// A deal was created on a day that is over; it closes, and a hold ends, on one to come.
fn sense(field: &str) -> Sense {
    match field {
        "created" => Sense::Over,
        _ => Sense::ToCome,
    }
}

fn no_bound(word: &str) -> FilterError {
    FilterError::Bound {
        bound: word.to_owned(),
    }
}

/// An amount may be typed as `50k`.
fn number(field: &str, text: &str) -> Option<Decimal> {
    match field {
        "amount" => Amount::typed(text).ok().map(|amount| amount.0),
        _ => Decimal::from_str_exact(text).ok(),
    }
}

fn is_number(field: &str) -> bool {
    matches!(field, "amount" | "profile.employees") || field.starts_with("meddic.")
}

fn bound(field: &str, text: &str, book: &Book, as_of: Day) -> Result<Option<Bound>, FilterError> {
    if text.is_empty() {
        return Ok(None);
    }
    if let Some(number) = number(field, text) {
        return Ok(Some(Bound::Number(number)));
    }
    let day =
        Day::from_phrase(text, as_of, &book.calendar, sense(field)).map_err(|_| no_bound(text))?;
    Ok(Some(Bound::Day(day)))
}
