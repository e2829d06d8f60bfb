//! A deal's way through its stages up to a day: visits, closing, holds. What funnels and durations
//! are made of.
//!
//! With a pipeline given, the journey is the deal's life in it: it begins with the line that
//! brought the deal in and ends, as transferred, with the line that took it out. Without one it is
//! the whole life.

use crate::deal::day::Day;
use crate::deal::history::{History, HistoryEntry, LOST, Outcome, State, WON};
use crate::deal::record::DealRecord;

use super::Book;
use super::pipeline::Pipeline;

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

/// Where a deal is between two lines.
#[derive(Clone, Copy, PartialEq)]
enum Place<'a> {
    NotYet,
    In(Option<StageRef>, &'a str),
    Closed(Outcome),
    Away,
}

impl Journey {
    /// The journey of a deal up to and on a day; `None` if it had not begun by then.
    pub fn of(
        life: &DealRecord,
        book: &Book,
        scope: Option<&Pipeline>,
        as_of: Day,
    ) -> Option<Self> {
        Self::through(&life.history, book, scope, as_of)
    }

    /// The same where only the history is at hand.
    pub fn through(
        history: &History,
        book: &Book,
        scope: Option<&Pipeline>,
        as_of: Day,
    ) -> Option<Self> {
        let mut journey = Journey {
            as_of,
            created: None,
            visits: Vec::new(),
            status: Status::Open,
            ended: None,
            first_win: None,
            holds: Vec::new(),
        };
        let mut place = Place::NotYet;
        for (line, state) in history.until(as_of) {
            let next = place_of(book, scope, &state, place);
            if next != place {
                journey.go(place, next, line.date);
                place = next;
            }
            journey.note_hold(line, &state, next);
        }
        journey.clip_holds();
        (place != Place::NotYet).then_some(journey)
    }

    fn go(&mut self, from: Place<'_>, to: Place<'_>, day: Option<Day>) {
        if from == Place::NotYet {
            self.created = day;
        }
        let exit = match to {
            Place::In(stage, _) => Exit::Moved(stage),
            Place::Closed(Outcome::Won) => Exit::Won,
            Place::Closed(_) => Exit::Lost,
            Place::NotYet | Place::Away => Exit::Transferred,
        };
        if let (Place::In(..), Some(visit), Some(day)) = (from, self.visits.last_mut(), day) {
            visit.exit = Some((day, exit));
        }
        (self.status, self.ended) = match exit {
            Exit::Moved(_) => (Status::Open, None),
            Exit::Won => (Status::Won, day),
            Exit::Lost => (Status::Lost, day),
            Exit::Transferred => (Status::Transferred, day),
        };
        if exit == Exit::Won {
            self.first_win.get_or_insert(day);
        }
        if let Exit::Moved(stage) = exit {
            self.visits.push(Visit {
                stage,
                enter: day,
                exit: None,
            });
        }
    }

    /// A hold runs from its line to the next word on it, the closing, or the hold's day, whichever
    /// comes first.
    fn note_hold(&mut self, line: &HistoryEntry, state: &State<'_>, place: Place<'_>) {
        let Some(day) = line.date else { return };
        let open = matches!(place, Place::In(..));
        if let (true, Some(last)) = (line.hold.is_some() || !open, self.holds.last_mut()) {
            last.1 = last.1.min(day);
        }
        if let (Some(Some(_)), Some(until), true) = (&line.hold, state.hold, open) {
            self.holds.push((day, until));
        }
    }

    /// Ends an open journey on a day, as lost.
    pub fn lose_on(&mut self, day: Day) {
        (self.status, self.ended) = (Status::Lost, Some(day));
        if let Some(visit) = self.visits.last_mut() {
            visit.exit = Some((day, Exit::Lost));
        }
        for hold in &mut self.holds {
            hold.1 = hold.1.min(day);
        }
        self.holds.retain(|(from, to)| from < to);
    }

    /// Whether it was open at the end of a day that is not behind `as_of`.
    pub fn is_open_on(&self, day: Day) -> bool {
        let lasts = |visit: &Visit| {
            visit.enter.is_none_or(|enter| enter <= day)
                && visit.exit.is_none_or(|(exit, _)| exit > day)
        };
        self.visits.iter().any(lasts)
    }

    fn clip_holds(&mut self) {
        for hold in &mut self.holds {
            hold.1 = hold.1.min(self.as_of);
        }
        self.holds.retain(|(from, to)| from < to);
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
        let overlap = |hold: &(Day, Day)| {
            let enter = visit.enter.map_or(hold.0, |enter| enter.max(hold.0));
            visit.end(self.as_of).min(hold.1).since(enter).max(0)
        };
        self.holds.iter().map(overlap).sum()
    }

    /// Days of its stays that lie in the window: Σ min(exit or as-of, to) − max(enter, from), where
    /// positive.
    pub fn days_within(&self, from: Day, to: Day) -> i64 {
        let within = |visit: &Visit| {
            let enter = visit.enter.map_or(from, |enter| enter.max(from));
            visit.end(self.as_of).min(to).since(enter).max(0)
        };
        self.visits.iter().map(within).sum()
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

fn place_of<'a>(
    book: &Book,
    scope: Option<&Pipeline>,
    state: &State<'a>,
    before: Place<'_>,
) -> Place<'a> {
    let index = match state.pipeline {
        None => (!book.pipelines.is_empty()).then_some(0),
        Some(id) => book.pipelines.iter().position(|pipeline| pipeline.id == id),
    };
    let pipeline = index.and_then(|index| book.pipelines.get(index));
    if scope.is_some_and(|scope| pipeline.is_none_or(|pipeline| pipeline.id != scope.id)) {
        return if before == Place::NotYet {
            Place::NotYet
        } else {
            Place::Away
        };
    }
    match state.stage {
        WON | LOST => Place::Closed(state.outcome()),
        stage => {
            let rank = pipeline.and_then(|pipeline| pipeline.rank(stage));
            let reference = index
                .zip(rank)
                .map(|(pipeline, rank)| StageRef { pipeline, rank });
            // The name tells unknown stages apart; known ones are told apart by rank, so that a
            // rename is no move.
            Place::In(reference, if reference.is_some() { "" } else { stage })
        }
    }
}
