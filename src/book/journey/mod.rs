//! A deal's way through its stages up to a day: visits, closing, holds. What funnels and durations
//! are made of.
//!
//! With a pipeline given, the journey is the deal's life in it: it begins with the entry that
//! brought the deal in and ends, as transferred, with the entry that took it out. Without one it is
//! the whole life.

mod fold;

use super::{Book, Pipeline};
use crate::deal::{Day, History};

pub use fold::JourneyFold;

/// A stage of a pipeline of the book, by position; ranks begin at 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StageRef {
    pub pipeline: usize,
    pub rank: usize,
}

/// How a visit to a stage ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// To another stage; `None` for one that the pipeline lacks.
    Moved(Option<StageRef>),
    Won,
    Lost,
    Transferred,
}

/// A stay in one stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    /// `None` where the pipeline lacks the stage.
    pub stage: Option<StageRef>,
    /// `None` where the day is unknown.
    pub enter: Option<Day>,
    /// The day and manner of leaving; `None` while the deal is there.
    pub exit: Option<(Day, Exit)>,
}

impl Visit {
    /// The day on which the stay ended, or `as_of`.
    pub fn end(&self, as_of: Day) -> Day {
        self.exit.map_or(as_of, |(day, _)| day)
    }

    /// Days that lie in a span: min(exit or as-of, to) − max(enter, from), where positive.
    fn days_within(&self, from: Day, to: Day, as_of: Day) -> i64 {
        let days = |enter: Day| self.end(as_of).min(to).since(enter.max(from)).max(0);
        self.enter.map_or(0, days)
    }

    /// Days from entry to exit, or to `as_of`; `None` where the entry is unknown.
    pub fn days(&self, as_of: Day) -> Option<i64> {
        self.enter.map(|enter| self.end(as_of).since(enter))
    }
}

/// How a deal stands at the end of its journey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Open,
    Won,
    Lost,
    /// It went on in another pipeline.
    Transferred,
}

/// The way of one deal, as known on one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Journey {
    pub as_of: Day,
    /// The day of its creation, or of its entry into the pipeline; `None` where unknown.
    pub created: Option<Day>,
    pub visits: Vec<Visit>,
    pub status: Status,
    /// The day of the closing or transfer that `status` tells of; `None` while open and where
    /// unknown.
    pub ended: Option<Day>,
    /// The day of its first win, which may be unknown; a later reopening does not take it away.
    pub first_win: Option<Option<Day>>,
    /// Spans on hold, from the first day to the day on which the clock went on.
    pub holds: Vec<(Day, Day)>,
}

impl Journey {
    /// The journey of a deal up to and on a day; `None` if it had not begun by then.
    pub fn new<'a>(
        history: &'a History,
        book: &'a Book,
        scope: Option<&'a Pipeline>,
        as_of: Day,
    ) -> Option<Self> {
        let mut fold = JourneyFold::new(book, scope, as_of);
        for (entry, state) in history.until(as_of) {
            fold.follow(entry, &state);
        }
        fold.finish()
    }

    /// Ends an open journey on a day, as lost.
    pub fn lose_on(&mut self, day: Day) {
        (self.status, self.ended) = (Status::Lost, Some(day));
        if let Some(visit) = self.visits.last_mut() {
            visit.exit = Some((day, Exit::Lost));
        }
        self.end_holds(day);
    }

    fn end_holds(&mut self, day: Day) {
        for hold in &mut self.holds {
            hold.1 = hold.1.min(day);
        }
        self.holds.retain(|(from, to)| from < to);
    }

    /// Whether it was open at the end of a day that is not behind `as_of`.
    pub fn is_open_on(&self, day: Day) -> bool {
        self.visits.iter().any(|visit| {
            visit.enter.is_none_or(|enter| enter <= day)
                && visit.exit.is_none_or(|(exit, _)| exit > day)
        })
    }

    /// Days spent open: the gaps spent closed or in another pipeline are left out. `None` where the
    /// creation is unknown.
    pub fn open_days(&self) -> Option<i64> {
        self.created?;
        Some(
            self.visits
                .iter()
                .filter_map(|visit| visit.days(self.as_of))
                .sum(),
        )
    }

    /// Days of [`Self::open_days`] spent on hold.
    pub fn hold_days(&self) -> i64 {
        self.visits
            .iter()
            .map(|visit| self.hold_days_of(visit))
            .sum()
    }

    /// Days of one of its stays spent on hold.
    pub fn hold_days_of(&self, visit: &Visit) -> i64 {
        let holds = self.holds.iter();
        holds
            .map(|(from, to)| visit.days_within(*from, *to, self.as_of))
            .sum()
    }

    /// Days of its stays that lie in the window.
    pub fn days_within(&self, from: Day, to: Day) -> i64 {
        let visits = self.visits.iter();
        visits
            .map(|visit| visit.days_within(from, to, self.as_of))
            .sum()
    }

    /// The stay that still lasts.
    pub fn present_visit(&self) -> Option<&Visit> {
        self.visits.last().filter(|visit| visit.exit.is_none())
    }

    /// Whether it stands in a stage that its pipeline lacks.
    pub fn is_in_unknown_stage(&self) -> bool {
        self.present_visit()
            .is_some_and(|visit| visit.stage.is_none())
    }
}
