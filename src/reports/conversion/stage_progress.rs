//! How far one deal came in one pipeline, rank by rank.

use crate::book::{Pipeline, Snapshot, journey::Journey};
use crate::deal::Day;
use crate::reports::Slice;

/// Something that happened, on a day that may be unknown.
pub type Happened = Option<Option<Day>>;

/// What a deal has to do with one rank.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Step {
    /// When it first stood at this rank or a higher one.
    pub reached: Happened,
    /// When it first stood at this rank itself.
    pub visited: Happened,
    pub visits: u64,
}

/// A step for each rank, and a last one for the win.
#[derive(Debug, Clone, PartialEq)]
pub struct StageProgress {
    steps: Vec<Step>,
}

/// A deal, and how far it came.
pub struct Traveller<'s, 'a> {
    pub deal: &'s Snapshot<'a>,
    pub progress: StageProgress,
}

/// The deals of a row, each with its progress through a pipeline.
pub fn travellers<'s, 'a>(slice: &Slice<'s, 'a>, pipeline: &Pipeline) -> Vec<Traveller<'s, 'a>> {
    let deals = slice.deals.iter().copied();
    deals
        .map(|deal| Traveller {
            deal,
            progress: StageProgress::new(&deal.journey, pipeline),
        })
        .collect()
}

impl StageProgress {
    /// Moving back and reopening undo nothing.
    pub fn new(journey: &Journey, pipeline: &Pipeline) -> Self {
        let stages = pipeline.stages.len();
        let mut progress = Self {
            steps: vec![Step::default(); stages + 1],
        };
        // A deal in the pipeline has at least reached its first rank, even in a stage that the
        // pipeline lacks.
        progress.reach(0, journey.created);
        for visit in &journey.visits {
            if let Some(stage) = visit.stage {
                progress.reach(stage.rank, visit.enter);
                progress.visit(stage.rank, visit.enter);
            }
        }
        // A win need not end a stay: a lost deal may be won.
        if let Some(day) = journey.first_win {
            progress.reach(stages, day);
        }
        progress
    }

    pub fn step(&self, rank: usize) -> Step {
        self.steps.get(rank).copied().unwrap_or_default()
    }

    pub fn has_reached(&self, rank: usize) -> bool {
        self.step(rank).reached.is_some()
    }

    fn reach(&mut self, rank: usize, day: Option<Day>) {
        for step in self.steps.iter_mut().take(rank + 1) {
            // An unknown day is before every other.
            step.reached = Some(step.reached.map_or(day, |first| first.min(day)));
        }
    }

    fn visit(&mut self, rank: usize, day: Option<Day>) {
        if let Some(step) = self.steps.get_mut(rank) {
            step.visited.get_or_insert(day);
            step.visits += 1;
        }
    }
}
