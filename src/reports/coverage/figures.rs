//! The figures of one row, and the columns in which they stand.

use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::past::Past;
use crate::reports::{
    Query, Slice,
    forecast::figures::Figures as Forecast,
    measure::{Measure, estimate, measure, money, number, rate, text},
    money::Sum,
};
use crate::table::{Cell, Kind, View};

/// What is open for a target, and how much of it closed deals let expect.
pub struct Figures {
    pub forecast: Forecast,
    /// Won and lost in the window.
    pub won: Sum,
    pub lost: Sum,
    /// Of earlier periods: what was open for them at their start, and what was won in them.
    pub past_open: Sum,
    pub past_won: Sum,
}

impl Figures {
    pub fn new<'a>(
        slice: &Slice<'_, 'a>,
        query: &Query<'a>,
        forecast: Forecast,
        past: &Past<'a>,
    ) -> Self {
        Self {
            past_open: past.open_value(query, slice),
            past_won: past.won_value(query, slice),
            ..Self::without_past(slice, query, forecast)
        }
    }

    /// The same, where nobody asks for the yield.
    pub fn without_past(slice: &Slice<'_, '_>, query: &Query<'_>, forecast: Forecast) -> Self {
        let window = query.window;
        Self {
            forecast,
            won: Sum::new(slice.filter(|deal| deal.is_won() && deal.closed_in(window))),
            lost: Sum::new(slice.filter(|deal| deal.is_lost() && deal.closed_in(window))),
            past_open: Sum::default(),
            past_won: Sum::default(),
        }
    }

    pub fn remaining(&self) -> Option<Decimal> {
        let target = self.forecast.target?;
        target.checked_sub(self.forecast.sums.closed.total()?)
    }

    fn is_met(&self) -> bool {
        self.remaining()
            .is_some_and(|remaining| remaining <= Decimal::ZERO)
    }

    /// What is still to be won; `None` without a target, and if it is met.
    fn missing(&self) -> Option<f64> {
        self.remaining().filter(|_| !self.is_met())?.to_f64()
    }

    pub fn open(&self) -> Option<Decimal> {
        self.forecast.sums.open_pipeline().total()
    }

    pub fn raw(&self) -> Option<f64> {
        Some(self.open()?.to_f64()? / self.missing()?)
    }

    pub fn weighted(&self) -> Option<f64> {
        Some(self.forecast.weighted_open()? / self.missing()?)
    }

    /// won / (won + lost) by value, or by count where too many amounts are unknown; `None` where
    /// nothing of value was closed.
    pub fn win_rate(&self) -> Option<f64> {
        if self.is_by_count() {
            let (won, all) = (self.won.count(), self.closed().count());
            return Some(won as f64 / all as f64);
        }
        share(self.won, self.closed())
    }

    /// Won and lost in the window.
    pub fn closed(&self) -> Sum {
        self.won.and(self.lost)
    }

    /// Whether the win rate is one by count.
    pub fn is_by_count(&self) -> bool {
        self.closed().known > 0 && self.closed().is_mostly_unknown()
    }

    /// The coverage that the win rate requires.
    pub fn required_ratio(&self) -> Option<f64> {
        let rate = self.win_rate().filter(|rate| *rate > 0.0)?;
        Some(1.0 / rate)
    }

    pub fn required_open(&self) -> Option<f64> {
        Some(self.missing()? * self.required_ratio()?)
    }

    pub fn gap(&self) -> Option<f64> {
        if self.is_met() {
            return Some(0.0);
        }
        Some((self.required_open()? - self.open()?.to_f64()?).max(0.0))
    }

    /// Won in earlier periods for what was open at their start.
    pub fn past_yield(&self) -> Option<f64> {
        share(self.past_won, self.past_open)
    }

    /// A figure, or the word that none is needed.
    fn unless_met(&self, value: Option<f64>, cell: fn(f64) -> Cell) -> Cell {
        if self.is_met() {
            Cell::Called("met")
        } else {
            Cell::optional(value, cell)
        }
    }
}

/// `None` also where nothing is known of the part.
fn share(part: Sum, whole: Sum) -> Option<f64> {
    part.total()?;
    part.share_of(&whole)
}

pub const MEASURES: &[Measure<Figures>] = &[
    text("period", "period", |f| {
        Cell::text(f.forecast.period.to_string())
    }),
    money("target", "target", |f| f.forecast.target),
    money("remaining", "remaining", Figures::remaining),
    money("open_in_period", "open", Figures::open),
    measure("raw", "coverage", Kind::Number, |f| {
        f.unless_met(f.raw(), Cell::Number)
    }),
    measure("weighted", "at stage odds", Kind::Number, |f| {
        f.unless_met(f.weighted(), Cell::Number)
    }),
    rate("win_rate_value", "win rate", Figures::win_rate),
    number("required_ratio", "required", Figures::required_ratio),
    measure("required_pipeline", "required open", Kind::Money, |f| {
        f.unless_met(f.required_open(), Cell::MoneyRate)
    }),
    estimate("gap", "gap", Figures::gap),
    rate("yield", "yield", Figures::past_yield),
];

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
