//! The exits from each stage in the window, counted by where they went.

use std::collections::BTreeMap;

use crate::book::{
    Pipeline,
    journey::{Exit, Visit},
};
use crate::deal::{
    Day,
    history::{LOST, WON},
};
use crate::reports::Slice;
use crate::stats::summary;

/// The exits from one stage.
#[derive(Debug, Clone, Default)]
pub struct Exits {
    /// By the rank they went to.
    moves: BTreeMap<usize, u64>,
    pub won: u64,
    pub lost: u64,
    /// The stays that they ended, where their start is known.
    stays: Vec<f64>,
}

/// The exits from the stages of a pipeline, in their order.
pub fn exits(pipeline: &Pipeline, slice: &Slice<'_, '_>) -> Vec<Exits> {
    let mut exits = vec![Exits::default(); pipeline.stages.len()];
    for deal in &slice.deals {
        for visit in &deal.journey.visits {
            let day = visit.exit.map(|(day, _)| day);
            let stage = visit.stage.filter(|_| slice.window.has(day));
            if let Some(own) = stage.and_then(|stage| exits.get_mut(stage.rank)) {
                own.add(visit, deal.as_of);
            }
        }
    }
    exits
}

impl Exits {
    fn add(&mut self, visit: &Visit, as_of: Day) {
        match visit.exit {
            Some((_, Exit::Moved(Some(stage)))) => *self.moves.entry(stage.rank).or_default() += 1,
            Some((_, Exit::Won)) => self.won += 1,
            Some((_, Exit::Lost)) => self.lost += 1,
            Some((_, Exit::Moved(None) | Exit::Transferred)) | None => return,
        }
        self.stays.extend(visit.days(as_of).map(|days| days as f64));
    }

    pub fn total(&self) -> u64 {
        self.moves.values().sum::<u64>() + self.won + self.lost
    }

    pub fn moves_to(&self, rank: usize) -> u64 {
        self.moves.get(&rank).copied().unwrap_or(0)
    }

    pub fn mean_stay(&self) -> Option<f64> {
        summary::mean(&self.stays)
    }

    /// Where the next move goes, each with its share.
    pub fn shares(&self, pipeline: &Pipeline) -> Vec<(String, f64)> {
        let moves = self.moves.iter().filter_map(|(rank, count)| {
            let stage = pipeline.stages.get(*rank)?;
            Some((stage.id.as_str(), *count))
        });
        let ends = [(WON, self.won), (LOST, self.lost)];
        moves
            .chain(ends.into_iter().filter(|(_, count)| *count > 0))
            .map(|(name, count)| (name.to_owned(), self.share(count)))
            .collect()
    }

    fn share(&self, count: u64) -> f64 {
        if count == 0 {
            0.0
        } else {
            count as f64 / self.total() as f64
        }
    }
}

/// The shares of the moves from each stage from a rank on to the next, multiplied, and that of the
/// win from the last one: as if deals neither skipped a stage nor moved back.
pub fn sequential_product(exits: &[Exits], rank: usize) -> Option<f64> {
    (rank..exits.len())
        .map(|own| {
            let onwards = match own + 1 == exits.len() {
                true => exits[own].won,
                false => exits[own].moves_to(own + 1),
            };
            (exits[own].total() > 0).then(|| exits[own].share(onwards))
        })
        .product()
}
