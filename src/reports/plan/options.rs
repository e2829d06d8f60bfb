//! The choices of a plan.

use std::str::FromStr;

use crate::deal::Amount;
use crate::reports::{
    FlagError, FlagValues,
    flags::{Flag, Takes},
    targets::PERIOD,
};

/// How long after the spending a win is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lag {
    /// The median days of the deals won in the window.
    Median,
    Days(u32),
}

impl FromStr for Lag {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match (text, text.parse()) {
            ("median", _) => Ok(Lag::Median),
            (_, Ok(days)) => Ok(Lag::Days(days)),
            _ => Err(format!("`{text}` is not `median` or a number of days")),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    pub lag: Lag,
    /// Instead of the book's target, in each row's currency.
    pub target: Option<Amount>,
}

impl Options {
    pub fn new(flags: &FlagValues) -> Result<Self, FlagError> {
        Ok(Self {
            lag: flags.one("lag")?,
            target: target(flags)?,
        })
    }
}

fn target(flags: &FlagValues) -> Result<Option<Amount>, FlagError> {
    let text: Option<String> = flags.maybe("target")?;
    let amount = text.map(|text| Amount::typed(&text));
    amount
        .transpose()
        .map_err(|error| FlagError::new("target", error))
}

pub const FLAGS: &[Flag] = &[
    PERIOD,
    Flag::new(
        "target",
        Takes::Number("AMOUNT"),
        "Target per period, instead of the book's (also for groups)",
    ),
    Flag::new(
        "lag",
        Takes::Number("DAYS|median"),
        "Days before the window in which the money for its wins was spent",
    )
    .or("median"),
];
