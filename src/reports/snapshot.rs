//! A deal as a report sees it on a day: its journey, and the state that its figures are taken from.

use rayon::prelude::*;

use crate::book::Book;
use crate::book::journey::{Journey, Status};
use crate::deal::day::Day;
use crate::deal::history::State;
use crate::deal::record::DealRecord;
use crate::table::Cell;

use super::query::{By, Query, Window};

/// A deal that had begun by a day.
#[derive(Debug, Clone)]
pub struct Snapshot<'a> {
    pub life: &'a DealRecord,
    pub journey: Journey,
    /// Its fields on that day; for a deal that left the pipeline, those with which it left.
    pub state: State<'a>,
    /// Whose deal it is: the owner at the closing, or now while it is open.
    pub owner: Option<&'a str>,
    /// Why it was lost, as its history says.
    pub reason: Option<&'a str>,
    /// To whom it was lost.
    pub competitor: Option<&'a str>,
}

impl<'a> Snapshot<'a> {
    /// The deal on a day; `None` if it had not begun by then.
    pub fn of(life: &'a DealRecord, query: &Query<'a>, as_of: Day) -> Option<Self> {
        let journey = Journey::of(life, query.book, query.pipeline, as_of)?;
        let in_scope = |state: &State<'_>| {
            query.pipeline.is_none_or(|scope| {
                query
                    .book
                    .pipeline_of(state)
                    .is_some_and(|own| own.id == scope.id)
            })
        };
        let mut last: Option<State<'a>> = None;
        let (mut owner, mut reason, mut competitor) = (None, None, None);
        for (line, state) in life
            .history
            .until(as_of)
            .filter(|(_, state)| in_scope(state))
        {
            let closing = last.is_none_or(|before| before.stage != state.stage);
            if state.is_open() || closing {
                (owner, reason, competitor) = (
                    state.owner,
                    line.reason.as_deref(),
                    line.competitor.as_deref(),
                );
            }
            last = Some(state);
        }
        Some(Self {
            life,
            journey,
            state: last?,
            owner,
            reason,
            competitor,
        })
    }

    /// Every deal that had begun by a day.
    pub fn all(query: &Query<'a>, as_of: Day) -> Vec<Self> {
        query
            .lives
            .par_iter()
            .filter_map(|life| Self::of(life, query, as_of))
            .collect()
    }

    /// Every deal of the book that had begun by a day, those that the reader's filters leave out as
    /// well.
    pub fn of_book(query: &Query<'a>, as_of: Day) -> Vec<Self> {
        query
            .lives
            .par_iter()
            .chain(query.excluded)
            .filter_map(|life| Self::of(life, query, as_of))
            .collect()
    }

    /// The stage of its fields; the name as written where the book lacks it.
    pub fn stage(&self, book: &Book) -> Cell {
        let name = self.state.stage;
        let (id, title) = book
            .stage_of(&self.state)
            .map_or((name, name), |stage| (&stage.id, stage.title()));
        Cell::Named {
            id: id.to_owned(),
            title: title.to_owned(),
        }
    }

    pub fn id(&self) -> &'a str {
        &self.life.id
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

    /// Won or lost on a day of the window.
    pub fn closed_in(&self, window: Window) -> bool {
        (self.is_won() || self.is_lost()) && window.has(self.journey.ended)
    }

    pub fn created_in(&self, window: Window) -> bool {
        window.has(self.journey.created)
    }

    /// Whether its history puts the end before the beginning, so that its duration means nothing.
    pub fn is_out_of_order(&self) -> bool {
        self.journey
            .created
            .zip(self.journey.ended)
            .is_some_and(|(created, ended)| ended < created)
    }

    /// Days spent open, with or without those on hold; `None` where the beginning is unknown or
    /// behind the end.
    pub fn open_days(&self, without_hold: bool) -> Option<i64> {
        let days = self
            .journey
            .open_days()
            .filter(|_| !self.is_out_of_order())?;
        Some(if without_hold {
            days - self.journey.hold_days()
        } else {
            days
        })
    }

    /// The group that it belongs to; a period is that of another figure's day, so there is none
    /// here.
    pub fn group(&self, by: By, query: &Query<'a>) -> Option<&'a str> {
        match by {
            By::Owner => self.owner,
            By::Segment => self.life.segment.as_deref(),
            By::Source => self.life.source.as_deref(),
            By::Product => self.life.product.as_deref(),
            By::Account => self.life.account.as_deref(),
            By::Pipeline => self
                .state
                .pipeline
                .or(query.book.default_pipeline().map(|first| first.id.as_str())),
            By::Month | By::Quarter => None,
        }
    }
}
