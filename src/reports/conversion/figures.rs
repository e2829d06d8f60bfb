//! The figures of one stage, and the columns in which they stand.

use crate::book::journey::Status;
use crate::book::pipeline::Stage;
use crate::book::snapshot::Snapshot;
use crate::reports::measure::{Measure, measure};
use crate::reports::query::Window;
use crate::stats::proportion::wilson;
use crate::table::{Cell, Kind, View};

use super::options::{Cohort, Entrants, Options};
use super::stage_progress::{StageProgress, Step};

/// What became of the deals that entered a stage. `entered` = `advanced` + `lost` + `open` +
/// `other`.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    pub stage: String,
    pub title: String,
    pub entered: u64,
    /// Came to a higher rank, or won.
    pub advanced: u64,
    pub lost: u64,
    /// Undecided: still there, or moved back.
    pub open: u64,
    /// Went on in another pipeline.
    pub other: u64,
    /// Entrants that are won at as-of, whatever came between.
    pub won: u64,
    pub lost_total: u64,
    /// Entrants that never stood in the stage itself.
    pub skipped: u64,
    /// Visits beyond each entrant's first.
    pub reentries: u64,
}

/// A deal with its way through the pipeline.
pub type Traveller<'s, 'a> = (&'s Snapshot<'a>, &'s StageProgress);

impl Figures {
    /// The figures of the stage at a rank.
    pub fn of(
        (rank, stage): (usize, &Stage),
        travellers: &[Traveller<'_, '_>],
        window: Window,
        options: &Options,
    ) -> Self {
        let mut figures = Self::new(stage);
        for (deal, progress) in travellers {
            let step = progress.step(rank);
            if is_entrant(deal, step, stage, window, options) {
                figures.add(deal, step, progress.step(rank + 1).reached.is_some());
            }
        }
        figures
    }

    fn new(stage: &Stage) -> Self {
        Self {
            stage: stage.id.clone(),
            title: stage.title().to_owned(),
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

    pub fn stage_cell(&self) -> Cell {
        Cell::Named {
            id: self.stage.clone(),
            title: self.title.clone(),
        }
    }

    fn decided(&self) -> u64 {
        self.advanced + self.lost
    }

    pub fn decided_cell(&self) -> Cell {
        Cell::share(self.advanced, self.decided())
    }

    fn interval_cell(&self) -> Cell {
        let n = self.decided();
        Cell::of(wilson(self.advanced, n), |limits| Cell::Interval {
            lo: limits.lo,
            hi: limits.hi,
            n,
        })
    }

    /// Whether so many are undecided that the rate will move.
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

/// The columns.
pub const MEASURES: &[Measure<Figures>] = &[
    measure("stage", "stage", Kind::Text, Figures::stage_cell),
    measure("entered", "entered", Kind::Count, |f| {
        Cell::Count(f.entered)
    }),
    measure("advanced", "advanced", Kind::Count, |f| {
        Cell::Count(f.advanced)
    }),
    measure("lost", "lost", Kind::Count, |f| Cell::Count(f.lost)),
    measure("open", "open", Kind::Count, |f| Cell::Count(f.open)),
    measure("other", "other", Kind::Count, |f| Cell::Count(f.other)),
    measure("floor", "floor", Kind::Rate, |f| {
        Cell::share(f.advanced, f.entered)
    }),
    measure("ceiling", "ceiling", Kind::Rate, |f| {
        Cell::share(f.advanced + f.open, f.entered)
    }),
    measure("decided", "conversion", Kind::Rate, Figures::decided_cell),
    measure(
        "decided_ci",
        "95% CI",
        Kind::Interval,
        Figures::interval_cell,
    ),
    measure("won", "won", Kind::Count, |f| Cell::Count(f.won)),
    measure("to_won_raw", "→ won", Kind::Rate, |f| {
        Cell::share(f.won, f.entered)
    }),
    measure("lost_total", "lost in total", Kind::Count, |f| {
        Cell::Count(f.lost_total)
    }),
    measure("skipped", "skipped", Kind::Count, |f| {
        Cell::Count(f.skipped)
    }),
    measure("reentries", "re-entries", Kind::Count, |f| {
        Cell::Count(f.reentries)
    }),
];

/// How the columns read in 80 characters.
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
