//! How far a member of the team has come with the goals that the book sets.

use rust_decimal::prelude::ToPrimitive;

use crate::book::config::Member;
use crate::book::goals::Goal;
use crate::book::period::Period;
use crate::deal::money::Amount;
use crate::reports::money;
use crate::reports::query::{Query, Window};
use crate::table::{Cell, Column, Kind, Term};

use super::credits::Credit;
use super::figures::{Basis, Figures};

pub const COLUMNS: &[Column] = &[
    Column {
        key: "goal",
        title: "goal",
        kind: Kind::Text,
    },
    Column {
        key: "period",
        title: "period",
        kind: Kind::Text,
    },
    Column {
        key: "target",
        title: "target",
        kind: Kind::Money,
    },
    Column {
        key: "actual",
        title: "actual",
        kind: Kind::Money,
    },
    Column {
        key: "attainment",
        title: "attained",
        kind: Kind::Rate,
    },
    Column {
        key: "pace",
        title: "pace",
        kind: Kind::Rate,
    },
];

/// One goal in the period that is running.
pub struct Progress {
    goal: Goal,
    period: Period,
    target: Amount,
    actual: Amount,
    /// Working days of the period up to as-of, and all of them.
    gone: i64,
    of: i64,
}

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
        let period = Period::around(as_of, member.goals.per());
        let (calendar, window) = (
            &query.book.calendar,
            Window {
                from: period.from,
                to: as_of,
            },
        );
        let figures = Figures::of(credits, Basis { window, ..basis }, query);
        let home: Vec<&Credit<'_>> = credits
            .iter()
            .copied()
            .filter(|credit| is_home(credit, query))
            .collect();
        let won = Figures::of(&home, Basis { window, ..basis }, query)
            .deals
            .won_value;
        let progress = |(goal, target)| {
            let actual = match goal {
                Goal::Won => won.known_total().unwrap_or_default(),
                _ => count(goal, &figures).into(),
            };
            let gone = calendar.working_days(period.from, as_of);
            Self {
                goal,
                period,
                target,
                actual: Amount(actual),
                gone,
                of: calendar.working_days(period.from, period.to),
            }
        };
        member.goals.targets().map(progress).collect()
    }

    pub fn is_attained(&self) -> bool {
        self.actual >= self.target
    }

    /// Whether as much is reached as the time that is gone asks for.
    pub fn is_on_pace(&self) -> bool {
        self.pace().is_none_or(|pace| pace >= 1.0)
    }

    fn attainment(&self) -> Option<f64> {
        let target = self.target.0.to_f64().filter(|target| *target > 0.0)?;
        Some(self.actual.0.to_f64()? / target)
    }

    fn elapsed(&self) -> Option<f64> {
        (self.of > 0).then(|| self.gone as f64 / self.of as f64)
    }

    /// What was reached against what the time that is gone asks for: 1 is on the way to the goal.
    fn pace(&self) -> Option<f64> {
        Some(self.attainment()? / self.elapsed().filter(|share| *share > 0.0)?)
    }

    fn amount(&self, amount: Amount) -> Cell {
        match self.goal {
            Goal::Won => Cell::Money(amount.0),
            _ => amount.0.to_u64().map_or(Cell::Missing, Cell::Count),
        }
    }

    pub fn cells(&self) -> Vec<Cell> {
        let rate = |value: Option<f64>| Cell::of(value, |value| Cell::Rate { value, of: None });
        vec![
            Cell::text(self.goal.as_str()),
            Cell::text(self.period.to_string()),
            self.amount(self.target),
            self.amount(self.actual),
            rate(self.attainment()),
            rate(self.pace()),
        ]
    }

    /// `won in 2026-Q4: 300,000 / (600,000 × 38 / 64 working days) = …`.
    pub fn line(&self) -> Vec<Term> {
        let (gone, of) = (
            Cell::Count(self.gone.unsigned_abs()),
            Cell::Count(self.of.unsigned_abs()),
        );
        line![
            self.goal.as_str(),
            " in ",
            Cell::text(self.period.to_string()),
            ": pace = ",
            self.amount(self.actual),
            " / (",
            self.amount(self.target),
            " × ",
            gone,
            " / ",
            of,
            " working days) = ",
            Cell::of(self.pace(), Cell::Number)
        ]
    }
}

/// Goals in money are in the book's currency; other deals count where the book has rates.
fn is_home(credit: &Credit<'_>, query: &Query<'_>) -> bool {
    money::currency(credit.deal, query.book) == query.book.currency
}

fn count(goal: Goal, figures: &Figures) -> u64 {
    match goal {
        Goal::Won => figures.deals.won,
        Goal::Created => figures.deals.created,
        Goal::MeetingsBooked => figures.meetings.booked,
        Goal::MeetingsHeld => figures.meetings.held_in_window,
        Goal::Activities => figures.activities,
        Goal::FollowUpsDone => figures.follow_ups.done,
        Goal::Steps => figures.steps(),
    }
}
