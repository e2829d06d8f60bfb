//! How one deal stands on a day: where it is, for how long, and where it goes next.

use crate::deal::Deal;
use crate::deal::day::Day;
use crate::deal::history::{HistoryEntry, Outcome, State};
use crate::deal::record::DealRecord;

use super::Book;
use super::advance::{self, Move};
use super::gate::Requirement;
use super::journey::Journey;
use super::pipeline::{Pipeline, Stage};

#[derive(Debug, Clone)]
pub struct Standing<'a> {
    pub on: Day,
    pub state: State<'a>,
    /// `None` where the book lacks it.
    pub pipeline: Option<&'a Pipeline>,
    /// The open stage that the deal is in; `None` for outcomes and for stages that the pipeline
    /// lacks.
    pub stage: Option<&'a Stage>,
    /// Days in the stage up to the day; `None` for a closed deal, and where the entry is unknown.
    pub days: Option<i64>,
    pub created: Option<Day>,
    /// The day of the closing; `None` while the deal is open.
    pub closed: Option<Day>,
    /// Why the deal is on hold, where its history says it.
    pub hold_why: Option<&'a str>,
    /// The way up to the day.
    pub journey: Journey,
}

/// The step that a deal has before it, and what is asked there.
#[derive(Debug, Clone, PartialEq)]
pub struct NextStage {
    /// The id of the next stage, or `won` behind the last one.
    pub to: String,
    pub gate: Vec<Requirement>,
}

impl<'a> Standing<'a> {
    /// How the deal of that life stands; `None` before its creation.
    pub fn of(life: &'a DealRecord, book: &'a Book, on: Day) -> Option<Self> {
        let journey = Journey::of(life, book, None, on)?;
        let state = life.on(on)?;
        let open = state.is_open();
        let lines = life.history.until(on).map(|(line, _)| line);
        Some(Self {
            on,
            state,
            pipeline: book.pipeline_of(&state),
            stage: book.stage_of(&state),
            days: journey
                .visits
                .last()
                .filter(|_| open)
                .and_then(|visit| visit.days(on)),
            created: journey.created,
            closed: journey.ended,
            hold_why: state.hold.and_then(|_| lines.filter_map(held_for).last()),
            journey,
        })
    }

    /// The day on which its evidence is judged: that of the closing, after which nobody renews it.
    pub fn judged_on(&self) -> Day {
        self.closed.unwrap_or(self.on)
    }

    /// The place of its stage among all of the pipeline, from 1.
    pub fn rank(&self) -> Option<usize> {
        self.pipeline?.rank(self.state.stage).map(|rank| rank + 1)
    }

    /// The id of its stage; the outcome of a closed deal, and the name as written where the
    /// pipeline lacks it.
    pub fn stage_id(&self) -> &str {
        self.stage.map_or(self.state.stage, |stage| &stage.id)
    }

    /// The next stage, or the win behind the last one; `None` for a closed deal and in an unknown
    /// stage.
    pub fn ahead(&self, book: &Book, deal: &Deal) -> Option<NextStage> {
        match advance::next(book, deal, &self.state, self.on) {
            Ok(Move { target, gate, .. }) => Some(NextStage {
                to: target.id.clone(),
                gate,
            }),
            Err(advance::MoveError::LastStage(_)) => {
                let amount = advance::win(&self.state).ok()?;
                Some(NextStage {
                    to: Outcome::Won.as_str().to_owned(),
                    gate: vec![amount],
                })
            }
            Err(_) => None,
        }
    }
}

fn held_for(line: &HistoryEntry) -> Option<&str> {
    line.hold.as_ref()?.and(line.why.as_deref())
}
