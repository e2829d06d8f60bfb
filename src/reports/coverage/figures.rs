//! The figures of one row, and the columns in which they stand.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::reports::forecast::figures::Figures as Forecast;
use crate::reports::measure::{Measure, measure};
use crate::reports::money::Sum;
use crate::table::{Cell, Kind, View};

/// What is open for a target, and what closed deals tell of its worth.
pub struct Figures {
    pub forecast: Forecast,
    /// Won and lost in the window.
    pub won: Sum,
    pub lost: Sum,
    /// Of past periods: what stood open for them at their start, and what was won in them.
    pub stood: Sum,
    pub brought: Sum,
}

impl Figures {
    pub fn remaining(&self) -> Option<Decimal> {
        self.forecast
            .target?
            .checked_sub(self.forecast.closed.total()?)
    }

    pub fn is_met(&self) -> bool {
        self.remaining()
            .is_some_and(|remaining| remaining <= Decimal::ZERO)
    }

    /// What is still to be won; `None` without a target, and where it is met.
    pub fn missing(&self) -> Option<f64> {
        self.remaining().filter(|_| !self.is_met())?.to_f64()
    }

    pub fn open(&self) -> Option<Decimal> {
        self.forecast.open_pipeline().total()
    }

    pub fn raw(&self) -> Option<f64> {
        Some(self.open()?.to_f64()? / self.missing()?)
    }

    pub fn weighted(&self) -> Option<f64> {
        Some(self.forecast.weighted_open()? / self.missing()?)
    }

    /// won / (won + lost) by value; `None` where nothing of value was closed.
    pub fn win_rate(&self) -> Option<f64> {
        share(self.won, self.won.and(self.lost))
    }

    pub fn required_ratio(&self) -> Option<f64> {
        self.win_rate()
            .filter(|rate| *rate > 0.0)
            .map(|rate| 1.0 / rate)
    }

    pub fn required_pipeline(&self) -> Option<f64> {
        Some(self.missing()? * self.required_ratio()?)
    }

    pub fn gap(&self) -> Option<f64> {
        if self.is_met() {
            Some(0.0)
        } else {
            Some((self.required_pipeline()? - self.open()?.to_f64()?).max(0.0))
        }
    }

    /// Won in past periods for what stood open at their start.
    pub fn brought_share(&self) -> Option<f64> {
        share(self.brought, self.stood)
    }

    /// A ratio, or the word that none is needed.
    pub fn ratio(&self, value: Option<f64>) -> Cell {
        if self.is_met() {
            Cell::Called("met")
        } else {
            Cell::of(value, Cell::Number)
        }
    }
}

fn share(part: Sum, whole: Sum) -> Option<f64> {
    let whole = whole.total()?.to_f64().filter(|whole| *whole > 0.0)?;
    Some(part.total()?.to_f64()? / whole)
}

fn rate(value: Option<f64>) -> Cell {
    Cell::of(value, |value| Cell::Rate { value, of: None })
}

/// The columns.
pub const MEASURES: &[Measure<Figures>] = &[
    measure("period", "period", Kind::Text, |f| {
        Cell::text(f.forecast.period.to_string())
    }),
    measure("target", "target", Kind::Money, |f| {
        Cell::of(f.forecast.target, Cell::Money)
    }),
    measure("remaining", "remaining", Kind::Money, |f| {
        Cell::of(f.remaining(), Cell::Money)
    }),
    measure("open_in_period", "open", Kind::Money, |f| {
        Cell::of(f.open(), Cell::Money)
    }),
    measure("raw", "coverage", Kind::Number, |f| f.ratio(f.raw())),
    measure("weighted", "weighted", Kind::Number, |f| {
        f.ratio(f.weighted())
    }),
    measure("win_rate_value", "win rate", Kind::Rate, |f| {
        rate(f.win_rate())
    }),
    measure("required_ratio", "required", Kind::Number, |f| {
        Cell::of(f.required_ratio(), Cell::Number)
    }),
    measure("required_pipeline", "required open", Kind::Money, |f| {
        if f.is_met() {
            Cell::Called("met")
        } else {
            Cell::of(f.required_pipeline(), Cell::MoneyRate)
        }
    }),
    measure("gap", "gap", Kind::Money, |f| {
        Cell::of(f.gap(), Cell::MoneyRate)
    }),
    measure("yield", "yield", Kind::Rate, |f| rate(f.brought_share())),
];

/// How the columns read in 80 characters.
pub const VIEWS: &[View] = &[
    View {
        title: "",
        columns: &[
            "period",
            "target",
            "remaining",
            "open_in_period",
            "raw",
            "weighted",
        ],
    },
    View {
        title: "required pipeline",
        columns: &[
            "period",
            "win_rate_value",
            "required_ratio",
            "required_pipeline",
            "gap",
            "yield",
        ],
    },
];
