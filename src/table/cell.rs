//! One cell: the figure itself, never its text.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::Tone;

/// One figure or word.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Not available.
    Missing,
    Text(String),
    /// Something with an id for machines and a title for people.
    Named {
        id: String,
        title: String,
    },
    /// The name of a row that sums up the others: `null` in data, "total" for people.
    Total,
    /// The same, under this word instead of "total".
    Called(&'static str),
    Count(u64),
    /// By how many a count has changed.
    Change(i64),
    Number(f64),
    Days(f64),
    /// Not reached within this many days: no figure in data.
    Beyond(i64),
    /// An exact sum in major units of the row's currency.
    Money(Decimal),
    /// A mean, a quotient or an estimate in major units of the row's currency.
    MoneyRate(f64),
    /// A share from 0 to 1; `of` are the counts whose quotient it is.
    Rate {
        value: f64,
        of: Option<(u64, u64)>,
    },
    /// A chance from 0 to 1. People never read 0 or 100 % of something that is not certain.
    Chance(f64),
    /// How far two shares are apart, where the smaller side has `n` cases.
    Difference {
        value: f64,
        n: u64,
    },
    /// Limits of a share that rests on `n` cases.
    Interval {
        lo: f64,
        hi: f64,
        n: u64,
    },
    /// Limits of a duration in days; one that is not reached is `None`.
    DaysInterval {
        lo: Option<i64>,
        hi: Option<i64>,
    },
    /// The parts of a whole, each with its share from 0 to 1.
    Shares(Vec<(String, f64)>),
    /// A figure for each thing that another column or the rows name, in that order.
    Numbers(Vec<f64>),
    /// A table within the row, of the columns of its [`Kind::Rows`](super::Kind::Rows).
    Rows(Vec<Vec<Cell>>),
    Date(NaiveDate),
    Flag(bool),
    /// Another cell, in a tone.
    Toned(Tone, Box<Cell>),
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Cell::Text(text.into())
    }

    /// `k` of `n`; missing where `n` is 0.
    pub fn share(k: u64, n: u64) -> Self {
        if n == 0 {
            Cell::Missing
        } else {
            Cell::Rate {
                value: k as f64 / n as f64,
                of: Some((k, n)),
            }
        }
    }

    /// The same in a tone, if it has one.
    #[must_use]
    pub fn toned(self, tone: impl Into<Option<Tone>>) -> Self {
        match tone.into() {
            Some(tone) => Cell::Toned(tone, Box::new(self)),
            None => self,
        }
    }

    /// The cell without its tone.
    pub fn bare(&self) -> &Self {
        match self {
            Cell::Toned(_, cell) => cell.bare(),
            cell => cell,
        }
    }

    pub fn tone(&self) -> Option<Tone> {
        match self {
            Cell::Toned(tone, _) => Some(*tone),
            _ => None,
        }
    }

    /// The cell of a value, or a missing one.
    pub fn optional<T>(value: Option<T>, cell: impl Fn(T) -> Cell) -> Self {
        value.map_or(Cell::Missing, cell)
    }
}
