//! A column of a report and how its cell is taken from the row's figures, on one line.

use rust_decimal::Decimal;

use super::cells;
use crate::table::{Cell, Column, Kind, Row, Table, View};

/// A figure that a report prints of `T`.
pub struct Measure<T> {
    pub key: &'static str,
    pub title: &'static str,
    pub kind: Kind,
    figure: Figure<T>,
}

/// How it is taken, by what it is.
enum Figure<T> {
    Cell(fn(&T) -> Cell),
    Count(fn(&T) -> u64),
    Number(fn(&T) -> Option<f64>),
    Days(fn(&T) -> Option<f64>),
    Money(fn(&T) -> Option<Decimal>),
    Estimate(fn(&T) -> Option<f64>),
    Rate(fn(&T) -> Option<f64>),
    Chance(fn(&T) -> Option<f64>),
    Share(fn(&T) -> (u64, u64)),
    Wilson(fn(&T) -> (u64, u64)),
}

macro_rules! constructors {
    ($($(#[$doc:meta])* $name:ident: $kind:ident $figure:ident $value:ty),* $(,)?) => {
        $($(#[$doc])*
        pub const fn $name<T>(
            key: &'static str,
            title: &'static str,
            figure: fn(&T) -> $value,
        ) -> Measure<T> {
            Measure {
                key,
                title,
                kind: Kind::$kind,
                figure: Figure::$figure(figure),
            }
        })*
    };
}

constructors! {
    text: Text Cell Cell,
    count: Count Count u64,
    number: Number Number Option<f64>,
    days: Days Days Option<f64>,
    /// An exact sum.
    money: Money Money Option<Decimal>,
    /// A mean, a quotient or an estimate of money.
    estimate: Money Estimate Option<f64>,
    /// A share from 0 to 1 that is no quotient of counts.
    rate: Rate Rate Option<f64>,
    /// How likely something is.
    chance: Rate Chance Option<f64>,
    /// `k` of `n`.
    share: Rate Share (u64, u64),
    /// The 95% limits of `k` of `n` (Wilson 1927).
    wilson: Interval Wilson (u64, u64),
}

/// A figure of any other kind.
pub const fn measure<T>(
    key: &'static str,
    title: &'static str,
    kind: Kind,
    cell: fn(&T) -> Cell,
) -> Measure<T> {
    Measure {
        key,
        title,
        kind,
        figure: Figure::Cell(cell),
    }
}

impl<T> Measure<T> {
    fn cell(&self, figures: &T) -> Cell {
        match self.figure {
            Figure::Cell(cell) => cell(figures),
            Figure::Count(count) => Cell::Count(count(figures)),
            Figure::Number(number) => Cell::optional(number(figures), Cell::Number),
            Figure::Days(days) => Cell::optional(days(figures), Cell::Days),
            Figure::Money(sum) => Cell::optional(sum(figures), Cell::Money),
            Figure::Estimate(value) => Cell::optional(value(figures), Cell::MoneyRate),
            Figure::Rate(share) => cells::rate(share(figures)),
            Figure::Chance(chance) => Cell::optional(chance(figures), Cell::Chance),
            Figure::Share(counts) => {
                let (k, n) = counts(figures);
                Cell::share(k, n)
            }
            Figure::Wilson(counts) => {
                let (k, n) = counts(figures);
                cells::wilson_interval(k, n)
            }
        }
    }

    pub const fn column(&self) -> Column {
        Column::new(self.key, self.title, self.kind)
    }
}

/// Every figure of some rows.
pub fn cells<T>(measures: &[Measure<T>], figures: &T) -> Vec<Cell> {
    measures
        .iter()
        .map(|measure| measure.cell(figures))
        .collect()
}

/// The columns of a table within a row.
pub const fn columns<T, const N: usize>(measures: &[Measure<T>; N]) -> [Column; N] {
    const NONE: Column = Column::new("", "", Kind::Text);
    let (mut columns, mut at) = ([NONE; N], 0);
    while at < N {
        columns[at] = measures[at].column();
        at += 1;
    }
    columns
}

/// A table of these rows, whose cells are in the order of the measures.
pub fn table<T>(measures: &[Measure<T>], views: &'static [View], rows: Vec<Row>) -> Table {
    Table {
        columns: measures.iter().map(Measure::column).collect(),
        rows,
        views,
        ..Table::default()
    }
}
