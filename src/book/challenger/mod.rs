//! Teach, tailor, take control: 0 to 3 each, by what the file can prove. They have to come
//! together: control without an insight only annoys.
//!
//! - *teach*: 1 an insight is written down; 2 it was told to a known contact on a day, and had an
//!   effect: the reaction is recorded, or that contact's word on the pain or the decision criteria
//!   is of that day or later; 3 another contact's word on one of the two is of that day or later as
//!   well.
//! - *tailor*: by the share of engaged contacts that have a message of their own: 1 any, 2 half of
//!   them, 3 all of them and the economic buyer. Engaged is who came to a held meeting or spoke
//!   with us; while nobody is, every contact counts.
//! - *take control*: a point each for a dated next step at the last held meeting, for one at each
//!   of the last three, and for a talk about price before the deal entered its last stage.

mod control;
mod tailor;
mod teach;
mod warnings;

use super::{
    Book,
    journey::{Journey, StageRef, Status},
};
use crate::deal::{Day, Deal, DealRecord, challenger::Part};

/// A deal's three scores on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    pub marks: Vec<Mark>,
    /// What is done, but not well.
    pub warnings: Vec<Gap>,
}

/// One of the three.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    pub part: Part,
    pub score: u8,
    /// What the score rests on.
    pub why: String,
    /// What keeps it from 3.
    pub gaps: Vec<Gap>,
}

/// Something that is missing, and the command that supplies it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    pub lack: String,
    pub command: String,
}

/// What the three are judged by.
#[derive(Debug, Clone, Copy)]
struct Case<'a> {
    id: &'a str,
    deal: &'a Deal,
    on: Day,
    /// The day on which it came into the last stage; `None` where it has not, and where the day is
    /// unknown.
    late: Option<Day>,
}

impl Card {
    pub fn new(book: &Book, record: &DealRecord, deal: &Deal, on: Day) -> Self {
        let case = Case {
            id: &record.id,
            deal,
            on,
            late: late(book, record, on),
        };
        Self {
            marks: vec![teach::mark(case), tailor::mark(case), control::mark(case)],
            warnings: warnings::all(case),
        }
    }
}

/// The first day in the last stage of a pipeline; that of the win, where the deal was never in it.
fn late(book: &Book, record: &DealRecord, on: Day) -> Option<Day> {
    let journey = Journey::new(&record.history, book, None, on)?;
    let mut visits = journey.visits.iter();
    let last = visits.find(|visit| visit.stage.is_some_and(|stage| is_last(book, stage)));
    let entered = last.and_then(|visit| visit.enter);
    entered.or(journey.ended.filter(|_| journey.status == Status::Won))
}

fn is_last(book: &Book, stage: StageRef) -> bool {
    let pipeline = book.pipelines.get(stage.pipeline);
    pipeline.is_some_and(|pipeline| pipeline.stages.len() == stage.rank + 1)
}

fn gap(lack: impl Into<String>, command: impl Into<String>) -> Gap {
    Gap {
        lack: lack.into(),
        command: command.into(),
    }
}

/// A text that says something.
fn said(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}
