//! A deal on a day: what its history says of it, read once.
//!
//! Lists, reports and checks look at a deal through this. One fold of the history makes it. What a
//! file keeps without a history (contacts, evidence, follow-ups) is in the [`Deal`] itself.

use super::{
    Book, Pipeline, Requirement, Stage,
    advance::{self, Move, MoveError},
    journey::{Journey, JourneyFold, Status},
};
use crate::deal::{Day, Deal, DealRecord, HistoryEntry, Outcome, State};

/// A deal that had begun by a day.
#[derive(Debug, Clone)]
pub struct Snapshot<'a> {
    pub record: &'a DealRecord,
    pub book: &'a Book,
    pub as_of: Day,
    /// Its tracked fields on that day; for a deal that left the pipeline, those with which it left.
    pub state: State<'a>,
    /// `None` where the book lacks it.
    pub pipeline: Option<&'a Pipeline>,
    /// The open stage that the deal is in; `None` for outcomes and for stages that the pipeline
    /// lacks.
    pub stage: Option<&'a Stage>,
    /// Its way up to the day.
    pub journey: Journey,
    /// Whose deal it is: the owner at the closing, or now while it is open.
    pub owner: Option<&'a str>,
    /// Why it was lost, as its history says.
    pub reason: Option<&'a str>,
    /// To whom it was lost.
    pub competitor: Option<&'a str>,
    /// Why it is on hold, where its history says it.
    pub hold_reason: Option<&'a str>,
}

/// The stage that a deal has before it, and what its gate requires.
#[derive(Debug, Clone, PartialEq)]
pub struct NextStage {
    /// The id of the next stage, or `won` after the last one.
    pub to: String,
    pub gate: Vec<Requirement>,
}

/// What the fold remembers of the entries so far.
#[derive(Default)]
struct Last<'a> {
    state: Option<State<'a>>,
    owner: Option<&'a str>,
    reason: Option<&'a str>,
    competitor: Option<&'a str>,
    hold_reason: Option<&'a str>,
}

impl<'a> Snapshot<'a> {
    /// The deal on a day, or its life in one pipeline up to then; `None` if that had not begun.
    pub fn new(
        record: &'a DealRecord,
        book: &'a Book,
        scope: Option<&'a Pipeline>,
        as_of: Day,
    ) -> Option<Self> {
        let mut fold = JourneyFold::new(book, scope, as_of);
        let mut last = Last::default();
        for (entry, state) in record.history.until(as_of) {
            if fold.follow(entry, &state) {
                last.follow(entry, state);
            }
        }
        let journey = fold.finish()?;
        let state = last.state?;
        Some(Self {
            record,
            book,
            as_of,
            state,
            pipeline: book.pipeline_of(&state),
            stage: book.stage_of(&state),
            journey,
            owner: last.owner,
            reason: last.reason,
            competitor: last.competitor,
            hold_reason: state.hold.and(last.hold_reason),
        })
    }

    pub fn id(&self) -> &'a str {
        &self.record.id
    }

    pub fn is_open(&self) -> bool {
        self.journey.status == Status::Open
    }

    pub fn is_won(&self) -> bool {
        self.journey.status == Status::Won
    }

    pub fn is_lost(&self) -> bool {
        self.journey.status == Status::Lost
    }

    /// The day of its creation, or of its entry into the pipeline; `None` where unknown.
    pub fn created(&self) -> Option<Day> {
        self.journey.created
    }

    /// The day of the closing; `None` while it is open and where unknown.
    pub fn closed(&self) -> Option<Day> {
        self.journey.ended
    }

    /// The day on which its evidence is judged: that of the closing, after which nobody renews it.
    pub fn judged_on(&self) -> Day {
        self.closed().unwrap_or(self.as_of)
    }

    /// Days in its stage; `None` for a closed deal, and where the entry is unknown.
    pub fn days_in_stage(&self) -> Option<i64> {
        let visit = self.journey.visits.last().filter(|_| self.is_open())?;
        visit.days(self.as_of)
    }

    /// Whether it has been in its stage for longer than the book expects.
    pub fn is_aging(&self) -> bool {
        let expected = self.stage.and_then(|stage| stage.expected_days);
        let days = self.days_in_stage().zip(expected);
        days.is_some_and(|(days, expected)| days > i64::from(expected))
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

    /// The next stage, or the win after the last one; `None` for a closed deal and in an unknown
    /// stage.
    pub fn next_stage(&self, deal: &Deal) -> Option<NextStage> {
        match advance::next(self.book, deal, &self.state, self.as_of) {
            Ok(Move { to, gate, .. }) => Some(NextStage { to, gate }),
            Err(MoveError::LastStage(_)) => Some(NextStage {
                to: Outcome::Won.as_str().to_owned(),
                gate: vec![advance::win(&self.state).ok()?],
            }),
            Err(_) => None,
        }
    }
}

impl<'a> Last<'a> {
    fn follow(&mut self, entry: &'a HistoryEntry, state: State<'a>) {
        let is_move = self.state.is_none_or(|last| last.stage != state.stage);
        if state.is_open() || is_move {
            self.owner = state.owner;
            self.reason = entry.reason.as_deref();
            self.competitor = entry.competitor.as_deref();
        }
        if entry.hold.is_some() {
            self.hold_reason = entry.why.as_deref().or(self.hold_reason);
        }
        self.state = Some(state);
    }
}
