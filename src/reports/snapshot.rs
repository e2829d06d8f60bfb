//! What reports ask of the deals on a day.

use rayon::prelude::*;

use super::{Query, Window, query::By};
use crate::book::Snapshot;
use crate::deal::{Day, DealRecord};
use crate::table::{Cell, Group};

impl<'a> Query<'a> {
    /// The deal on a day, in the pipeline that is asked for; `None` if that had not begun.
    pub fn snapshot(&self, record: &'a DealRecord, day: Day) -> Option<Snapshot<'a>> {
        Snapshot::new(record, self.book, self.pipeline, day)
    }

    /// Every deal that had begun by a day.
    pub fn snapshots(&self, day: Day) -> Vec<Snapshot<'a>> {
        present(
            self.records
                .par_iter()
                .map(|record| self.snapshot(record, day)),
        )
    }

    /// Every deal of the book that had begun by a day, including those that the filters exclude.
    pub fn snapshots_of_book(&self, day: Day) -> Vec<Snapshot<'a>> {
        let records = self.records.par_iter().chain(self.excluded);
        present(records.map(|record| self.snapshot(record, day)))
    }
}

/// Those that are there. Collected by place first, so that no copy of the list is made.
fn present<'a>(
    snapshots: impl IndexedParallelIterator<Item = Option<Snapshot<'a>>>,
) -> Vec<Snapshot<'a>> {
    let all: Vec<Option<Snapshot<'a>>> = snapshots.collect();
    all.into_iter().flatten().collect()
}

impl<'a> Snapshot<'a> {
    /// Won or lost on a day of the window.
    pub fn closed_in(&self, window: Window) -> bool {
        (self.is_won() || self.is_lost()) && window.has(self.closed())
    }

    pub fn created_in(&self, window: Window) -> bool {
        window.has(self.created())
    }

    /// Whether its history ends before it begins, so that its duration means nothing.
    pub fn is_out_of_order(&self) -> bool {
        self.created()
            .zip(self.closed())
            .is_some_and(|(created, closed)| closed < created)
    }

    /// Days spent open, with or without those on hold; `None` where the beginning is unknown or
    /// after the end.
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

    /// The stage of its fields; the name as written where the book lacks it.
    pub fn stage_cell(&self) -> Cell {
        let name = self.state.stage;
        let (id, title) = self
            .stage
            .map_or((name, name), |stage| (&stage.id, stage.title()));
        Cell::Named {
            id: id.to_owned(),
            title: title.to_owned(),
        }
    }

    /// By what it is grouped, and its value there; `None` without grouping.
    pub fn group_of(&self, query: &Query<'_>) -> Group {
        let by = query.by?;
        Some((by.as_str(), self.group(by).map(str::to_owned)))
    }

    /// The group that it belongs to; a period is that of another figure's day, so there is none
    /// here.
    pub fn group(&self, by: By) -> Option<&'a str> {
        match by {
            By::Owner => self.owner,
            By::Segment => self.record.segment.as_deref(),
            By::Source => self.record.source.as_deref(),
            By::Product => self.record.product.as_deref(),
            By::Account => self.record.account.as_deref(),
            By::Pipeline => self
                .state
                .pipeline
                .or(self.book.default_pipeline().map(|first| first.id.as_str())),
            By::Month | By::Quarter => None,
        }
    }
}
