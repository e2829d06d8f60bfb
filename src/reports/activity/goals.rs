//! How far a team member has come with the goals that the book sets.

use rust_decimal::prelude::ToPrimitive;

use super::{
    credits::Credit,
    figures::{Basis, Figures},
};
use crate::book::{Period, config::Member, goals::Goal};
use crate::deal::Amount;
use crate::reports::{
    Query, Window,
    formula::Line,
    measure::{Measure, columns, measure, rate, text},
};
use crate::table::{Cell, Column, Kind};

/// One goal in its current period.
pub struct Progress {
    goal: Goal,
    period: Period,
    target: Amount,
    actual: Amount,
    /// Working days of the period up to the as-of date, and all of them.
    elapsed_days: i64,
    all_days: i64,
}

pub const MEASURES: &[Measure<Progress>; 6] = &[
    text("goal", "goal", |p| Cell::text(p.goal.as_str())),
    text("period", "period", |p| Cell::text(p.period.to_string())),
    measure("target", "target", Kind::Money, |p| p.amount(p.target)),
    measure("actual", "actual", Kind::Money, |p| p.amount(p.actual)),
    rate("attainment", "attained", Progress::attainment),
    rate("pace", "pace", Progress::pace),
];

pub const COLUMNS: &[Column] = &columns(MEASURES);

impl Progress {
    /// Every goal of a member who has not left, from all that is theirs.
    pub fn all(
        member: &Member,
        credits: &[&Credit<'_>],
        basis: Basis,
        query: &Query<'_>,
    ) -> Vec<Self> {
        let as_of = query.as_of.min(query.window.to);
        if member.left.is_some_and(|left| left <= as_of) {
            return Vec::new();
        }
        let period = query.book.period_around(as_of, member.goals.per());
        let window = Window {
            from: period.from,
            to: as_of,
        };
        let actual = Actual::new(credits, Basis { window, ..basis }, query);
        let calendar = &query.book.calendar;
        let goals = member.goals.targets();
        goals
            .map(|(goal, target)| Self {
                goal,
                period,
                target,
                actual: actual.of(goal),
                elapsed_days: calendar.working_days(period.from, as_of),
                all_days: calendar.working_days(period.from, period.to),
            })
            .collect()
    }

    pub fn is_attained(&self) -> bool {
        self.actual >= self.target
    }

    /// Whether as much is achieved as the elapsed time requires.
    pub fn is_on_pace(&self) -> bool {
        self.pace().is_none_or(|pace| pace >= 1.0)
    }

    fn attainment(&self) -> Option<f64> {
        let target = self.target.0.to_f64().filter(|target| *target > 0.0)?;
        Some(self.actual.0.to_f64()? / target)
    }

    /// What is achieved relative to what the elapsed time requires: 1 is on track.
    fn pace(&self) -> Option<f64> {
        if self.all_days <= 0 || self.elapsed_days <= 0 {
            return None;
        }
        Some(self.attainment()? / (self.elapsed_days as f64 / self.all_days as f64))
    }

    fn amount(&self, amount: Amount) -> Cell {
        match self.goal {
            Goal::Won => Cell::Money(amount.0),
            _ => Cell::optional(amount.0.to_u64(), Cell::Count),
        }
    }

    /// `won in 2026-Q4: pace = 300,000 / (600,000 × 38 / 64 working days) = …`.
    pub fn explain(&self) -> Line {
        formula!(
            "{} in {}: pace = {} / ({} × {} / {} working days) = {}",
            self.goal.as_str(),
            self.period.to_string(),
            self.amount(self.actual),
            self.amount(self.target),
            self.elapsed_days.unsigned_abs(),
            self.all_days.unsigned_abs(),
            self.pace()
        )
    }
}

/// What was achieved in the period so far.
struct Actual {
    figures: Figures,
    /// The same, of deals in the book's currency: goals in money are in it, and other deals count
    /// only if the book has rates.
    home: Figures,
}

impl Actual {
    fn new(credits: &[&Credit<'_>], basis: Basis, query: &Query<'_>) -> Self {
        let home: Vec<&Credit<'_>> = credits
            .iter()
            .copied()
            .filter(|credit| credit.deal.currency() == query.book.currency)
            .collect();
        Self {
            figures: Figures::new(credits, basis),
            home: Figures::new(&home, basis),
        }
    }

    fn of(&self, goal: Goal) -> Amount {
        let figures = &self.figures;
        let count = match goal {
            Goal::Won => {
                let won = self.home.deals.won_value.known_total();
                return Amount(won.unwrap_or_default());
            }
            Goal::Created => figures.deals.created,
            Goal::MeetingsBooked => figures.meetings.booked,
            Goal::MeetingsHeld => figures.meetings.held_in_window,
            Goal::Activities => figures.activities,
            Goal::FollowUpsDone => figures.follow_ups.done,
            Goal::Steps => figures.steps(),
        };
        Amount(count.into())
    }
}
