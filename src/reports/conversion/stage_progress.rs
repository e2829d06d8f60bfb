//! How far one deal came in one pipeline, rank by rank.

use crate::book::journey::Journey;
use crate::deal::day::Day;

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

impl StageProgress {
    /// The way through a pipeline of so many stages. Going back or coming back to life unsets
    /// nothing.
    pub fn of(journey: &Journey, stages: usize) -> Self {
        let mut progress = Self {
            steps: vec![Step::default(); stages + 1],
        };
        // Whoever is in the pipeline at all is at its first rank or beyond it, even in a stage that
        // it lacks.
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
