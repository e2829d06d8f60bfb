//! The fold of a history into a journey, entry by entry.

use super::{Exit, Journey, StageRef, Status, Visit};
use crate::book::{Book, Pipeline};
use crate::deal::{
    Day, HistoryEntry, Outcome, State,
    history::{LOST, WON},
};

/// A journey while a history is folded into it.
pub struct JourneyFold<'a> {
    book: &'a Book,
    scope: Option<&'a Pipeline>,
    journey: Journey,
    place: Place<'a>,
}

/// Where a deal is between two entries.
#[derive(Clone, Copy, PartialEq)]
enum Place<'a> {
    NotYet,
    In(Option<StageRef>, &'a str),
    Closed(Outcome),
    Away,
}

impl<'a> JourneyFold<'a> {
    pub fn new(book: &'a Book, scope: Option<&'a Pipeline>, as_of: Day) -> Self {
        let journey = Journey {
            as_of,
            created: None,
            visits: Vec::new(),
            status: Status::Open,
            ended: None,
            first_win: None,
            holds: Vec::new(),
        };
        Self {
            book,
            scope,
            journey,
            place: Place::NotYet,
        }
    }

    /// Takes the next entry, with the state that it left. Returns whether the deal is in the scope
    /// after it.
    pub fn follow(&mut self, entry: &HistoryEntry, state: &State<'a>) -> bool {
        let next = self.place_of(state);
        if next != self.place {
            self.journey.go(self.place, next, entry.date);
            self.place = next;
        }
        self.journey.note_hold(entry, state, next);
        matches!(next, Place::In(..) | Place::Closed(_))
    }

    /// The journey; `None` if it has not begun.
    pub fn finish(mut self) -> Option<Journey> {
        let as_of = self.journey.as_of;
        self.journey.end_holds(as_of);
        self.journey.visits.shrink_to_fit();
        (self.place != Place::NotYet).then_some(self.journey)
    }

    fn place_of(&self, state: &State<'a>) -> Place<'a> {
        let pipelines = &self.book.pipelines;
        let index = match state.pipeline {
            None => (!pipelines.is_empty()).then_some(0),
            Some(id) => pipelines.iter().position(|pipeline| pipeline.id == id),
        };
        let pipeline = index.and_then(|index| pipelines.get(index));
        if self
            .scope
            .is_some_and(|scope| pipeline.is_none_or(|pipeline| pipeline.id != scope.id))
        {
            return match self.place {
                Place::NotYet => Place::NotYet,
                _ => Place::Away,
            };
        }
        match state.stage {
            WON | LOST => Place::Closed(state.outcome()),
            stage => {
                let rank = pipeline.and_then(|pipeline| pipeline.rank(stage));
                let reference = index
                    .zip(rank)
                    .map(|(pipeline, rank)| StageRef { pipeline, rank });
                // The name tells unknown stages apart; known ones are told apart by rank, so that
                // a rename is no move.
                Place::In(reference, if reference.is_some() { "" } else { stage })
            }
        }
    }
}

impl Journey {
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

    /// A hold runs from its entry to the next entry about it, the closing, or the hold's day,
    /// whichever comes first.
    fn note_hold(&mut self, entry: &HistoryEntry, state: &State<'_>, place: Place<'_>) {
        let Some(day) = entry.date else { return };
        let open = matches!(place, Place::In(..));
        if let (true, Some(last)) = (entry.hold.is_some() || !open, self.holds.last_mut()) {
            last.1 = last.1.min(day);
        }
        if let (Some(Some(_)), Some(until), true) = (&entry.hold, state.hold, open) {
            self.holds.push((day, until));
        }
    }
}
