//! The figures of one row, and the columns in which they stand.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::book::snapshot::Snapshot;
use crate::reports::groups::Slice;
use crate::reports::measure::{Measure, measure};
use crate::reports::money::Sum;
use crate::reports::query::{Query, Window};
use crate::table::{Cell, Kind, View};

use super::cycle::Cycle;
use super::options::{Count, Options};
use super::win::{Mix, WinRate, is_left_out, win_rate};

/// V = N · A · W / L, its factors, and what it can be held against.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figures {
    pub n: u64,
    pub created: u64,
    pub won: u64,
    pub lost: u64,
    /// What was won in the window.
    pub value: Sum,
    pub win: WinRate,
    pub cycle: Cycle,
    pub window_days: i64,
    /// In money a day.
    pub velocity: Option<f64>,
    pub realized: Option<f64>,
    pub flow: Option<f64>,
}

impl Figures {
    pub fn of<'a>(
        slice: &Slice<'_, 'a>,
        query: &Query<'a>,
        options: &Options,
        mix: Option<&Mix<'a>>,
    ) -> Self {
        let closed =
            |deal: &&&Snapshot<'_>| deal.closed_in(slice.window) && !is_left_out(deal, options);
        let won = || {
            slice
                .deals
                .iter()
                .filter(closed)
                .filter(|deal| deal.is_won())
        };
        let count = |holds: &dyn Fn(&Snapshot<'_>) -> bool| {
            slice.deals.iter().filter(|deal| holds(deal)).count() as u64
        };
        let mut figures = Self {
            created: count(&|deal| deal.created_in(slice.window)),
            won: won().count() as u64,
            lost: slice
                .deals
                .iter()
                .filter(closed)
                .filter(|deal| deal.is_lost())
                .count() as u64,
            value: Sum::of(won().copied(), query.book),
            win: win_rate(slice, query, options, mix),
            cycle: Cycle::of(slice, options),
            window_days: slice.window.days(),
            ..Self::default()
        };
        figures.n = match options.count {
            Count::Open => count(&|deal| deal.journey.is_open_on(slice.stock_day)),
            Count::Created => figures.created,
            Count::Closed => figures.won + figures.lost,
        };
        figures.derive();
        figures
    }

    fn derive(&mut self) {
        let days = self.window_days as f64;
        self.realized = self
            .value
            .known_total()
            .and_then(|total| total.to_f64())
            .map(|total| total / days);
        self.velocity = self.product(self.n as f64, self.cycle.days.map(|days| days.max(1.0)));
        self.flow = self
            .velocity
            .and_then(|_| self.product(self.created as f64, Some(days)));
    }

    /// deals · A · W / days: 0 where nothing is won, whatever A and the days would be.
    fn product(&self, deals: f64, days: Option<f64>) -> Option<f64> {
        let rate = self.win.rate?;
        if rate == 0.0 {
            return Some(0.0);
        }
        Some(deals * self.value.mean()? * rate / days?)
    }

    fn money(amount: Option<Decimal>) -> Cell {
        Cell::of(amount, Cell::Money)
    }

    pub fn win_cell(&self) -> Cell {
        let of = self
            .win
            .is_count
            .then_some((self.win.tally.won, self.win.tally.judged));
        Cell::of(self.win.rate, |value| Cell::Rate { value, of })
    }

    fn interval_cell(&self) -> Cell {
        let n = self.win.tally.judged;
        Cell::of(self.win.interval(), |limits| Cell::Interval {
            lo: limits.lo,
            hi: limits.hi,
            n,
        })
    }

    fn km_cell(&self) -> Cell {
        match (self.cycle.km_median, self.cycle.km_beyond) {
            (Some(days), _) => Cell::Days(days as f64),
            (None, Some(longest)) => Cell::Beyond(longest),
            (None, None) => Cell::Missing,
        }
    }
}

/// The columns.
pub const MEASURES: &[Measure<Figures>] = &[
    measure("n", "N deals", Kind::Count, |f| Cell::Count(f.n)),
    measure("won", "won", Kind::Count, |f| Cell::Count(f.won)),
    measure("lost", "lost", Kind::Count, |f| Cell::Count(f.lost)),
    measure("avg_value", "A mean won", Kind::Money, |f| {
        Cell::of(f.value.mean(), Cell::MoneyRate)
    }),
    measure("win_rate", "W win rate", Kind::Rate, Figures::win_cell),
    measure("win_ci", "W 95% CI", Kind::Interval, Figures::interval_cell),
    measure("cycle_days", "L days", Kind::Days, |f| {
        Cell::of(f.cycle.days, Cell::Days)
    }),
    measure("cycle_floored", "L below 1 day", Kind::Flag, |f| {
        Cell::Flag(f.cycle.is_floored())
    }),
    measure("velocity_per_day", "V per day", Kind::Money, |f| {
        Cell::of(f.velocity, Cell::MoneyRate)
    }),
    measure("won_value", "won value", Kind::Money, |f| {
        Figures::money(f.value.known_total())
    }),
    measure("realised_per_day", "realized per day", Kind::Money, |f| {
        Cell::of(f.realized, Cell::MoneyRate)
    }),
    measure("flow_per_day", "flow per day", Kind::Money, |f| {
        Cell::of(f.flow, Cell::MoneyRate)
    }),
    measure("missing_amount", "no amount", Kind::Count, |f| {
        Cell::Count(f.value.missing)
    }),
    measure("cycle_mean", "L mean", Kind::Days, |f| {
        Cell::of(f.cycle.mean, Cell::Days)
    }),
    measure("cycle_median", "L median", Kind::Days, |f| {
        Cell::of(f.cycle.median, Cell::Days)
    }),
    measure(
        "cycle_km_median",
        "L KM median",
        Kind::Days,
        Figures::km_cell,
    ),
];

/// How the columns read in 80 characters.
pub const VIEWS: &[View] = &[
    View {
        title: "V = N × A × W / L",
        columns: &[
            "n",
            "avg_value",
            "win_rate",
            "cycle_days",
            "velocity_per_day",
        ],
    },
    View {
        title: "compare V with",
        columns: &[
            "won_value",
            "realised_per_day",
            "flow_per_day",
            "missing_amount",
        ],
    },
    View {
        title: "uncertainty",
        columns: &[
            "won",
            "lost",
            "win_ci",
            "cycle_mean",
            "cycle_median",
            "cycle_km_median",
        ],
    },
];

/// The window that a row's flows are of, as its length.
pub fn is_short(window: Window, figures: &Figures) -> bool {
    figures
        .cycle
        .days
        .is_some_and(|days| (window.days() as f64) < 2.0 * days)
}
