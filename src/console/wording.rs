//! How figures read inside a sentence.

use std::fmt::Display;

use crate::deal::day::Day;
use crate::deal::money::{Amount, Currency};
use crate::render;
use crate::table::Cell;

/// `1 day`, `12 days`.
pub fn count<N: Display + PartialEq + From<u8>>(number: N, noun: &str) -> String {
    if number == N::from(1) {
        format!("1 {noun}")
    } else {
        format!("{number} {noun}s")
    }
}

/// How far a day is: `in 29 days`, `today`, `3 days ago`.
pub fn distance(day: Day, as_of: Day) -> String {
    match day.since(as_of) {
        0 => "today".to_owned(),
        days if days > 0 => format!("in {}", count(days, "day")),
        days => format!("{} ago", count(-days, "day")),
    }
}

/// `240,000.00 EUR`.
pub fn money(amount: Amount, currency: Option<Currency>) -> String {
    let unit = currency.map(super::list::unit);
    let figure = render::text_cell(&Cell::Money(amount.0), unit.as_ref());
    unit.map_or(figure.clone(), |unit| format!("{figure} {}", unit.code))
}

/// What there is, with commas between.
pub fn joined(parts: impl IntoIterator<Item = Option<String>>) -> String {
    parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}
