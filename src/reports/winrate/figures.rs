//! The figures of one row, and the columns in which they stand.

use super::Options;
use crate::book::Snapshot;
use crate::reports::{
    Query, Slice,
    cells::rate,
    cohort::{is_member, won_by_age},
    loss_class::LossClass,
    measure::{Measure, count, measure, number, share, wilson},
    money::Sum,
};
use crate::table::{Cell, Kind, View};

/// Some deals, and how many of them were won.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Tally {
    pub won: u64,
    pub n: u64,
}

impl Tally {
    fn add(&mut self, won: bool) {
        self.n += 1;
        self.won += u64::from(won);
    }

    fn counts(self) -> (u64, u64) {
        (self.won, self.n)
    }

    pub fn rate(self) -> Cell {
        Cell::share(self.won, self.n)
    }
}

/// Every win rate of a row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figures {
    /// Closed in the window.
    pub closed: Tally,
    pub won_value: Sum,
    pub closed_value: Sum,
    /// The same without losses of the excluded classes.
    pub narrow: Tally,
    /// Created in the window, and not transferred to another pipeline.
    pub created: Tally,
    pub created_lost: u64,
    pub created_open: u64,
    /// In days.
    pub horizon: u64,
    /// Created in the window and at least as old as the horizon; won by that age.
    pub mature: Tally,
    /// Days of all stays that are in the window.
    pub deal_days: i64,
}

impl Figures {
    pub fn new<'a>(slice: &Slice<'_, 'a>, query: &Query<'a>, options: &Options) -> Self {
        let window = slice.window;
        let mut figures = Self {
            horizon: u64::from(options.horizon),
            ..Self::default()
        };
        for deal in &slice.deals {
            if deal.closed_in(window) {
                figures.add_closed(deal, options);
            }
            if is_member(deal, window) {
                figures.add_created(deal);
            }
            if let Some(won) = won_by_age(deal, window, query, options.horizon) {
                figures.mature.add(won);
            }
            figures.deal_days += deal.journey.days_within(window.from, window.to);
        }
        figures
    }

    fn add_closed(&mut self, deal: &Snapshot<'_>, options: &Options) {
        let is_won = deal.is_won();
        self.closed.add(is_won);
        self.closed_value.add(deal.value());
        if is_won {
            self.won_value.add(deal.value());
        }
        if is_won || !options.excluded.contains(&LossClass::new(deal.reason)) {
            self.narrow.add(is_won);
        }
    }

    fn add_created(&mut self, deal: &Snapshot<'_>) {
        self.created.add(deal.is_won());
        self.created_lost += u64::from(deal.is_lost());
        self.created_open += u64::from(deal.is_open());
    }

    /// Whether so many of the created deals are undecided that their rate will change.
    pub fn is_immature(&self) -> bool {
        5 * self.created_open > self.created.n
    }

    /// `None` where too many amounts are unknown to tell.
    pub fn value_rate(&self) -> Option<f64> {
        let is_known = !self.closed_value.is_mostly_unknown();
        is_known.then(|| self.won_value.share_of(&self.closed_value))?
    }

    /// The created deals that are won or lost.
    pub fn decided(&self) -> Tally {
        Tally {
            won: self.created.won,
            n: self.created.won + self.created_lost,
        }
    }

    /// The created deals as if all open ones were won.
    pub fn ceiling(&self) -> Tally {
        Tally {
            won: self.created.n - self.created_lost,
            n: self.created.n,
        }
    }

    /// Wins per 100 days open.
    pub fn exposure(&self) -> Option<f64> {
        let days = (self.deal_days > 0).then_some(self.deal_days as f64)?;
        Some(100.0 * self.closed.won as f64 / days)
    }
}

pub const MEASURES: &[Measure<Figures>] = &[
    share("closed_count", "by count", |f| f.closed.counts()),
    wilson("closed_count_ci", "95% CI", |f| f.closed.counts()),
    measure("closed_value", "by value", Kind::ValueRate, |f| {
        rate(f.value_rate())
    }),
    share("narrow_excl_no_decision", "narrow", |f| f.narrow.counts()),
    count("created_n", "created", |f| f.created.n),
    count("created_won", "won", |f| f.created.won),
    count("created_lost", "lost", |f| f.created_lost),
    count("created_open", "open", |f| f.created_open),
    share("created_raw", "raw", |f| f.created.counts()),
    share("created_decided", "decided", |f| f.decided().counts()),
    share("created_ceiling", "ceiling", |f| f.ceiling().counts()),
    count("horizon_days", "by age, days", |f| f.horizon),
    count("mature_n", "old enough", |f| f.mature.n),
    count("horizon_won", "won by then", |f| f.mature.won),
    share("horizon_rate", "rate by age", |f| f.mature.counts()),
    wilson("horizon_ci", "95% CI", |f| f.mature.counts()),
    count("deal_days", "deal days", |f| f.deal_days.unsigned_abs()),
    number(
        "wins_per_100_deal_days",
        "wins per 100 days",
        Figures::exposure,
    ),
];

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
