//! The figures of one row, and the columns in which they stand.

use rust_decimal::prelude::ToPrimitive;

use crate::book::snapshot::Snapshot;
use crate::reports::cohort::{is_member, won_by_age};
use crate::reports::groups::Slice;
use crate::reports::loss_class::LossClass;
use crate::reports::measure::{Measure, measure};
use crate::reports::money::Sum;
use crate::reports::query::Query;
use crate::stats::proportion::wilson;
use crate::table::{Cell, Kind, View};

use super::Options;

/// Some deals, and how many of them were won.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Tally {
    pub won: u64,
    pub n: u64,
}

impl Tally {
    fn of(wins: impl IntoIterator<Item = bool>) -> Self {
        let mut tally = Self::default();
        wins.into_iter().for_each(|won| {
            tally.n += 1;
            tally.won += u64::from(won);
        });
        tally
    }

    pub fn rate(self) -> Cell {
        Cell::share(self.won, self.n)
    }

    pub fn interval(self) -> Cell {
        Cell::of(wilson(self.won, self.n), |limits| Cell::Interval {
            lo: limits.lo,
            hi: limits.hi,
            n: self.n,
        })
    }
}

/// Every win rate of a row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figures {
    /// Closed in the window.
    pub closed: Tally,
    pub won_value: Sum,
    pub closed_value: Sum,
    /// The same without losses of the classes that are left out.
    pub narrow: Tally,
    /// Created in the window and not gone to another pipeline.
    pub created: Tally,
    pub created_lost: u64,
    pub created_open: u64,
    /// In days.
    pub horizon: u32,
    /// Created in the window and at least as old as the horizon; won by that age.
    pub mature: Tally,
    /// Days of all stays that lie in the window.
    pub deal_days: i64,
}

impl Figures {
    pub fn of<'a>(slice: &Slice<'_, 'a>, query: &Query<'a>, options: &Options) -> Self {
        let deals = || slice.deals.iter().copied();
        let closed = || deals().filter(|deal| deal.closed_in(slice.window));
        let created = || deals().filter(|deal| is_member(deal, slice.window));
        let is_left_out = |deal: &Snapshot<'_>| {
            deal.is_lost() && options.without.contains(&LossClass::of(deal.reason))
        };
        let by_age = |deal: &Snapshot<'a>| won_by_age(deal, slice.window, query, options.horizon);
        Self {
            closed: Tally::of(closed().map(Snapshot::is_won)),
            won_value: Sum::of(closed().filter(|deal| deal.is_won()), query.book),
            closed_value: Sum::of(closed(), query.book),
            narrow: Tally::of(
                closed()
                    .filter(|deal| !is_left_out(deal))
                    .map(Snapshot::is_won),
            ),
            created: Tally::of(created().map(Snapshot::is_won)),
            created_lost: created().filter(|deal| deal.is_lost()).count() as u64,
            created_open: created().filter(|deal| deal.is_open()).count() as u64,
            horizon: options.horizon,
            mature: Tally::of(deals().filter_map(by_age)),
            deal_days: deals()
                .map(|deal| deal.journey.days_within(slice.window.from, slice.window.to))
                .sum(),
        }
    }

    /// Whether so many of the created are undecided that their rate will move.
    pub fn is_immature(&self) -> bool {
        5 * self.created_open > self.created.n
    }

    /// Won value / value of all that were closed.
    pub fn value_cell(&self) -> Cell {
        let float = |sum: &Sum| sum.known_total().and_then(|total| total.to_f64());
        let share = float(&self.won_value)
            .zip(float(&self.closed_value))
            .filter(|(_, all)| *all > 0.0);
        Cell::of(share, |(won, all)| Cell::Rate {
            value: won / all,
            of: None,
        })
    }

    pub fn decided_cell(&self) -> Cell {
        Cell::share(self.created.won, self.created.won + self.created_lost)
    }

    pub fn ceiling_cell(&self) -> Cell {
        Cell::share(self.created.n - self.created_lost, self.created.n)
    }

    pub fn exposure_cell(&self) -> Cell {
        let days = (self.deal_days > 0).then_some(self.deal_days as f64);
        Cell::of(days, |days| {
            Cell::Number(100.0 * self.closed.won as f64 / days)
        })
    }
}

/// The columns.
pub const MEASURES: &[Measure<Figures>] = &[
    measure("closed_count", "by count", Kind::Rate, |f| f.closed.rate()),
    measure("closed_count_ci", "95% CI", Kind::Interval, |f| {
        f.closed.interval()
    }),
    measure(
        "closed_value",
        "by value",
        Kind::ValueRate,
        Figures::value_cell,
    ),
    measure("narrow_excl_no_decision", "narrow", Kind::Rate, |f| {
        f.narrow.rate()
    }),
    measure("created_n", "created", Kind::Count, |f| {
        Cell::Count(f.created.n)
    }),
    measure("created_won", "won", Kind::Count, |f| {
        Cell::Count(f.created.won)
    }),
    measure("created_lost", "lost", Kind::Count, |f| {
        Cell::Count(f.created_lost)
    }),
    measure("created_open", "open", Kind::Count, |f| {
        Cell::Count(f.created_open)
    }),
    measure("created_raw", "raw", Kind::Rate, |f| f.created.rate()),
    measure(
        "created_decided",
        "decided",
        Kind::Rate,
        Figures::decided_cell,
    ),
    measure(
        "created_ceiling",
        "ceiling",
        Kind::Rate,
        Figures::ceiling_cell,
    ),
    measure("horizon_days", "by age, days", Kind::Count, |f| {
        Cell::Count(u64::from(f.horizon))
    }),
    measure("mature_n", "old enough", Kind::Count, |f| {
        Cell::Count(f.mature.n)
    }),
    measure("horizon_won", "won by then", Kind::Count, |f| {
        Cell::Count(f.mature.won)
    }),
    measure("horizon_rate", "rate by age", Kind::Rate, |f| {
        f.mature.rate()
    }),
    measure("horizon_ci", "95% CI", Kind::Interval, |f| {
        f.mature.interval()
    }),
    measure("deal_days", "deal days", Kind::Count, |f| {
        Cell::Count(f.deal_days.unsigned_abs())
    }),
    measure(
        "wins_per_100_deal_days",
        "wins per 100 days",
        Kind::Number,
        Figures::exposure_cell,
    ),
];

/// How the columns read in 80 characters.
pub const VIEWS: &[View] = &[
    View {
        title: "closed in the window",
        columns: &[
            "closed_count",
            "closed_count_ci",
            "closed_value",
            "narrow_excl_no_decision",
        ],
    },
    View {
        title: "created in the window",
        columns: &[
            "created_n",
            "created_won",
            "created_lost",
            "created_open",
            "created_raw",
            "created_decided",
            "created_ceiling",
        ],
    },
    View {
        title: "created in the window, by age",
        columns: &[
            "horizon_days",
            "mature_n",
            "horizon_won",
            "horizon_rate",
            "horizon_ci",
        ],
    },
    View {
        title: "per time open",
        columns: &["deal_days", "wins_per_100_deal_days"],
    },
];
