//! The figures of one stage, and the columns in which they stand.

use super::{
    options::{Cohort, Entrants, Options},
    stage_progress::{Step, Traveller},
};
use crate::book::{Snapshot, Stage, journey::Status};
use crate::reports::{
    Window,
    cells::StageName,
    measure::{Measure, count, share, text, wilson},
};
use crate::table::{Cell, View};

/// What became of the deals that entered a stage. `entered` = `advanced` + `lost` + `open` +
/// `other`.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    pub stage: StageName,
    pub entered: u64,
    /// Came to a higher rank, or won.
    pub advanced: u64,
    pub lost: u64,
    /// Undecided: still there, or moved back.
    pub open: u64,
    /// Transferred to another pipeline.
    pub other: u64,
    /// Entrants that are won on the as-of date, whatever came between.
    pub won: u64,
    pub lost_total: u64,
    /// Entrants that never stood in the stage itself.
    pub skipped: u64,
    /// Visits beyond each entrant's first.
    pub reentries: u64,
}

impl Figures {
    /// The figures of the stage at a rank.
    pub fn new(
        rank: usize,
        stage: &Stage,
        travellers: &[Traveller<'_, '_>],
        window: Window,
        options: &Options,
    ) -> Self {
        let mut figures = Self::of_no_deals(stage);
        for Traveller { deal, progress } in travellers {
            let step = progress.step(rank);
            if is_entrant(deal, step, stage, window, options) {
                figures.add(deal, step, progress.has_reached(rank + 1));
            }
        }
        figures
    }

    fn of_no_deals(stage: &Stage) -> Self {
        Self {
            stage: StageName::from(stage),
            entered: 0,
            advanced: 0,
            lost: 0,
            open: 0,
            other: 0,
            won: 0,
            lost_total: 0,
            skipped: 0,
            reentries: 0,
        }
    }

    fn add(&mut self, deal: &Snapshot<'_>, step: Step, advanced: bool) {
        self.entered += 1;
        self.won += u64::from(deal.is_won());
        self.lost_total += u64::from(deal.is_lost());
        self.skipped += u64::from(step.visits == 0);
        self.reentries += step.visits.saturating_sub(1);
        match deal.journey.status {
            _ if advanced => self.advanced += 1,
            Status::Lost => self.lost += 1,
            Status::Open | Status::Won => self.open += 1,
            Status::Transferred => self.other += 1,
        }
    }

    pub fn decided(&self) -> u64 {
        self.advanced + self.lost
    }

    /// advanced / (advanced + lost).
    pub fn conversion(&self) -> Cell {
        Cell::share(self.advanced, self.decided())
    }

    /// Whether so many are undecided that the rate will change.
    pub fn is_immature(&self) -> bool {
        5 * self.open > self.entered
    }
}

/// A deal that passed this rank, without a visit, before the pipeline had the stage is no entrant
/// of it.
pub fn is_entrant(
    deal: &Snapshot<'_>,
    step: Step,
    stage: &Stage,
    window: Window,
    options: &Options,
) -> bool {
    let Some(reached) = step.reached else {
        return false;
    };
    let before = stage
        .introduced
        .is_some_and(|day| reached.is_none_or(|reached| reached < day));
    if step.visits == 0 && (before || options.entrants == Entrants::Literal) {
        return false;
    }
    match (options.cohort, options.entrants) {
        (Cohort::Created, _) => deal.created_in(window),
        (Cohort::Entered, Entrants::Reached) => window.has(reached),
        (Cohort::Entered, Entrants::Literal) => window.has(step.visited.flatten()),
    }
}

pub const MEASURES: &[Measure<Figures>] = &[
    text("stage", "stage", |f| f.stage.cell()),
    count("entered", "entered", |f| f.entered),
    count("advanced", "advanced", |f| f.advanced),
    count("lost", "lost", |f| f.lost),
    count("open", "open", |f| f.open),
    count("other", "other", |f| f.other),
    share("floor", "floor", |f| (f.advanced, f.entered)),
    share("ceiling", "ceiling", |f| (f.advanced + f.open, f.entered)),
    share("decided", "conversion", |f| (f.advanced, f.decided())),
    wilson("decided_ci", "95% CI", |f| (f.advanced, f.decided())),
    count("won", "won", |f| f.won),
    share("to_won_raw", "→ won", |f| (f.won, f.entered)),
    count("lost_total", "lost in total", |f| f.lost_total),
    count("skipped", "skipped", |f| f.skipped),
    count("reentries", "re-entries", |f| f.reentries),
];

pub const VIEWS: &[View] = &[
    View {
        title: "",
        columns: &[
            "pipeline", "stage", "entered", "advanced", "lost", "open", "other", "decided",
        ],
    },
    View {
        title: "uncertainty",
        columns: &["pipeline", "stage", "decided_ci", "floor", "ceiling"],
    },
    View {
        title: "through to close",
        columns: &[
            "pipeline",
            "stage",
            "won",
            "to_won_raw",
            "lost_total",
            "skipped",
            "reentries",
        ],
    },
];
