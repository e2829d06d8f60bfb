//! How long deals usually stay in each stage, judged by all of the book's deals.

use std::collections::BTreeMap;

use crate::book::{
    Book,
    journey::{Exit, Journey, StageRef, Visit},
    risk::TypicalStay,
};
use crate::deal::{Day, DealRecord};
use crate::stats::{kaplan_meier::Observation, typical::typical};

/// The usual length of a stay, by stage.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TypicalStays(BTreeMap<StageRef, TypicalStay>);

impl TypicalStays {
    /// What is usual by a day; for a stage with few stays, what the book expects.
    pub fn new<'r>(
        records: impl IntoIterator<Item = &'r DealRecord>,
        book: &Book,
        as_of: Day,
    ) -> Self {
        let mut stays: BTreeMap<StageRef, Vec<Observation>> = BTreeMap::new();
        for record in records {
            let journey = Journey::new(&record.history, book, None, as_of);
            let visits = journey.iter().flat_map(|journey| &journey.visits);
            for (stage, stay) in visits.filter_map(|visit| observed(visit, as_of)) {
                stays.entry(stage).or_default().push(stay);
            }
        }
        let known = stages(book).filter_map(|(stage, expected)| {
            let own = stays.get(&stage).map_or(&[][..], Vec::as_slice);
            let typical = typical(own, expected)?;
            let stay = TypicalStay {
                days: typical.days as f64,
                stays: typical.stays,
            };
            Some((stage, stay))
        });
        Self(known.collect())
    }

    /// What is usual where a deal stands.
    pub fn here(&self, journey: &Journey) -> Option<TypicalStay> {
        self.0.get(&journey.present_visit()?.stage?).copied()
    }
}

/// Every stage of the book with what is expected there.
fn stages(book: &Book) -> impl Iterator<Item = (StageRef, Option<i64>)> {
    let pipelines = book.pipelines.iter().enumerate();
    pipelines.flat_map(|(pipeline, own)| {
        let stages = own.stages.iter().enumerate();
        stages.map(move |(rank, stage)| {
            let expected = stage.expected_days.map(i64::from);
            (StageRef { pipeline, rank }, expected)
        })
    })
}

/// A stay whose start is known and not after its end; one that lasts, or went to another pipeline,
/// has not ended.
fn observed(visit: &Visit, as_of: Day) -> Option<(StageRef, Observation)> {
    let time = visit.days(as_of).filter(|days| *days >= 0)?;
    let event = visit
        .exit
        .is_some_and(|(_, exit)| exit != Exit::Transferred);
    Some((visit.stage?, Observation { time, event }))
}
