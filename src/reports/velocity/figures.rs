//! The figures of one row, and the columns in which they stand.

use rust_decimal::prelude::ToPrimitive;

use super::{
    closed::{is_lost, is_won},
    cycle::Cycle,
    options::{Count, Options},
    win::{Mix, WinRate},
};
use crate::reports::{
    Query, Slice,
    cells::{interval, quantile},
    measure::{Measure, count, days, estimate, measure, money},
    money::Sum,
};
use crate::table::{Cell, Kind, View};

/// The factors of V = N · A · W / L, and what to compare V with.
pub struct Figures {
    pub n: u64,
    pub created: u64,
    pub won: u64,
    pub lost: u64,
    /// What was won in the window.
    pub value: Sum,
    pub win: WinRate,
    pub cycle: Cycle,
    pub window_days: f64,
}

impl Figures {
    pub fn new<'a>(
        slice: &Slice<'_, 'a>,
        query: &Query<'a>,
        options: &Options,
        mix: Option<&Mix<'a>>,
    ) -> Self {
        let window = slice.window;
        let created = slice.count(|deal| deal.created_in(window));
        let won = slice.count(|deal| is_won(deal, window));
        let lost = slice.count(|deal| is_lost(deal, window, options));
        Self {
            n: match options.count {
                // A deal of unknown creation is open today; nobody knows of earlier days.
                Count::Open => slice.count(|deal| {
                    let is_known = deal.created().is_some() || slice.stock_day == query.as_of;
                    is_known && deal.journey.is_open_on(slice.stock_day)
                }),
                Count::Created => created,
                Count::Closed => won + lost,
            },
            created,
            won,
            lost,
            value: Sum::new(slice.filter(|deal| is_won(deal, window))),
            win: WinRate::new(slice, query, options, mix),
            cycle: Cycle::new(slice, options),
            window_days: window.days() as f64,
        }
    }

    /// V, in money per day.
    pub fn velocity(&self) -> Option<f64> {
        self.product(self.n, self.cycle_days())
    }

    /// L, at least one day.
    pub fn cycle_days(&self) -> Option<f64> {
        self.cycle.days.map(|days| days.max(1.0))
    }

    /// What was won per day of the window.
    pub fn realized(&self) -> Option<f64> {
        Some(self.value.known_total()?.to_f64()? / self.window_days)
    }

    /// What the deals created per day are good for: V without L.
    pub fn flow(&self) -> Option<f64> {
        self.velocity()?;
        self.product(self.created, Some(self.window_days))
    }

    /// deals · A · W / days: 0 where no deal is won, whatever A and the days would be.
    fn product(&self, deals: u64, days: Option<f64>) -> Option<f64> {
        let rate = self.win.rate?;
        if rate == 0.0 {
            return Some(0.0);
        }
        Some(deals as f64 * self.value.mean()? * rate / days?)
    }

    /// Whether the window is too short for the cycle.
    pub fn is_short(&self) -> bool {
        self.cycle
            .days
            .is_some_and(|days| self.window_days < 2.0 * days)
    }

    fn win_cell(&self) -> Cell {
        let counts = (self.win.tally.won, self.win.tally.judged);
        Cell::optional(self.win.rate, |value| Cell::Rate {
            value,
            of: self.win.is_count.then_some(counts),
        })
    }
}

pub const MEASURES: &[Measure<Figures>] = &[
    count("n", "N deals", |f| f.n),
    count("won", "won", |f| f.won),
    count("lost", "lost", |f| f.lost),
    estimate("avg_value", "A mean won", |f| f.value.mean()),
    measure("win_rate", "W win rate", Kind::Rate, Figures::win_cell),
    measure("win_ci", "W 95% CI", Kind::Interval, |f| {
        interval(f.win.interval(), f.win.tally.judged)
    }),
    days("cycle_days", "L days", |f| f.cycle.days),
    measure("cycle_floored", "L below 1 day", Kind::Flag, |f| {
        Cell::Flag(f.cycle.is_floored())
    }),
    estimate("velocity_per_day", "V per day", Figures::velocity),
    money("won_value", "won value", |f| f.value.known_total()),
    estimate("realised_per_day", "realized per day", Figures::realized),
    estimate("flow_per_day", "flow per day", Figures::flow),
    count("missing_amount", "no amount", |f| f.value.missing),
    days("cycle_mean", "L mean", |f| f.cycle.mean),
    days("cycle_median", "L median", |f| f.cycle.median),
    measure(
        "cycle_km_median",
        "if losses were still open",
        Kind::Days,
        |f| quantile(&f.cycle.curve, 0.5),
    ),
    days("cycle_win_median", "median to a win", |f| {
        f.cycle.win_median.map(|days| days as f64)
    }),
];

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
            "cycle_win_median",
        ],
    },
];
