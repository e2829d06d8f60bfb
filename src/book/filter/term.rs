//! One term of a filter, and whether a value meets it.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::Condition;
use crate::deal::Day;
use crate::one_form::same_text;

#[derive(Debug, Clone, PartialEq)]
pub enum Term {
    Search(String),
    Is {
        conditions: Vec<Condition>,
        not: bool,
    },
    Field {
        field: String,
        test: Test,
        not: bool,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    AnyOf(Vec<String>),
    Between(Option<Bound>, Option<Bound>),
}

#[derive(Debug, Clone, PartialEq)]
pub enum Bound {
    Number(Decimal),
    Day(Day),
}

impl Test {
    pub fn holds(&self, value: &str) -> bool {
        match self {
            Test::AnyOf(words) => words
                .iter()
                .any(|word| same_text(word, value) || is_same_number(word, value)),
            Test::Between(from, to) => {
                let is_after = from
                    .as_ref()
                    .is_none_or(|from| from.is(value, Ordering::is_le));
                is_after && to.as_ref().is_none_or(|to| to.is(value, Ordering::is_ge))
            }
        }
    }
}

/// `50000` and `50000.00` are one number.
fn is_same_number(a: &str, b: &str) -> bool {
    Decimal::from_str_exact(a).is_ok_and(|a| Decimal::from_str_exact(b).is_ok_and(|b| a == b))
}

impl Bound {
    /// Whether the bound compares like this with a value; one of another kind does not compare.
    fn is(&self, value: &str, wanted: fn(Ordering) -> bool) -> bool {
        let order = match self {
            Bound::Number(number) => Decimal::from_str_exact(value)
                .ok()
                .map(|value| number.cmp(&value)),
            Bound::Day(day) => value.parse::<Day>().ok().map(|value| day.cmp(&value)),
        };
        order.is_some_and(wanted)
    }
}
