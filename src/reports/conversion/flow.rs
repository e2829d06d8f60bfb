//! What left each stage in the window, and where to: fresh and volatile, of deals of many ages.

use crate::book::{Pipeline, Stage, journey::Exit};
use crate::reports::{
    Notes, Query, Slice,
    by_pipeline::{Part, survey},
    cells::StageName,
    charts::bars,
    draft::ReportBody,
    formula::Line,
    measure::{Measure, count, share, text},
};
use crate::table::{Bar, Cell};

pub fn body(query: &Query<'_>) -> ReportBody {
    let survey = survey(query, part);
    ReportBody {
        basis: "exits from each stage in the window".to_owned(),
        left_out: vec![survey.seen.strays()],
        ..survey.body(MEASURES, &[])
    }
}

/// The exits from one stage. `exits` = `forward` + `back` + `lost` + `other`.
struct Figures {
    stage: StageName,
    /// To a higher rank, or won.
    forward: u64,
    back: u64,
    lost: u64,
    /// To another pipeline, or to a stage that this one lacks.
    other: u64,
}

const MEASURES: &[Measure<Figures>] = &[
    text("stage", "stage", |f| f.stage.cell()),
    count("exits", "exits", Figures::exits),
    count("forward", "forward", |f| f.forward),
    count("back", "back", |f| f.back),
    count("lost", "lost", |f| f.lost),
    count("other", "other", |f| f.other),
    share("rate", "rate", |f| (f.forward, f.decided())),
];

impl Figures {
    fn new(rank: usize, stage: &Stage, slice: &Slice<'_, '_>) -> Self {
        let mut figures = Self {
            stage: StageName::from(stage),
            forward: 0,
            back: 0,
            lost: 0,
            other: 0,
        };
        for visit in slice.deals.iter().flat_map(|deal| &deal.journey.visits) {
            let is_here = visit.stage.is_some_and(|stage| stage.rank == rank);
            if let Some((day, exit)) = visit.exit
                && is_here
                && slice.window.has(Some(day))
            {
                figures.add(rank, exit);
            }
        }
        figures
    }

    fn add(&mut self, rank: usize, exit: Exit) {
        match exit {
            Exit::Won => self.forward += 1,
            Exit::Moved(Some(stage)) if stage.rank > rank => self.forward += 1,
            Exit::Moved(Some(_)) => self.back += 1,
            Exit::Lost => self.lost += 1,
            Exit::Moved(None) | Exit::Transferred => self.other += 1,
        }
    }

    fn exits(&self) -> u64 {
        self.decided() + self.other
    }

    fn decided(&self) -> u64 {
        self.forward + self.back + self.lost
    }

    fn rate(&self) -> Cell {
        Cell::share(self.forward, self.decided())
    }

    fn explain(&self) -> Line {
        formula!(
            "{}: forward {} / (forward {} + back {} + lost {}) = {}",
            self.stage.cell(),
            self.forward,
            self.forward,
            self.back,
            self.lost,
            self.rate()
        )
    }

    fn bar(&self) -> Bar {
        Bar::new(self.stage.cell(), self.forward as f64, self.rate())
    }
}

fn part(pipeline: &Pipeline, slice: &Slice<'_, '_>, notes: &mut Notes) -> Part<Figures> {
    let stages = pipeline.stages.iter().enumerate();
    let rows: Vec<Figures> = stages
        .map(|(rank, stage)| Figures::new(rank, stage, slice))
        .collect();
    for stage in &rows {
        notes.low_n(stage.decided(), &slice.name_of(&stage.stage.cell()));
    }
    Part {
        is_empty: rows.iter().all(|stage| stage.exits() == 0),
        lines: rows.iter().map(Figures::explain).collect(),
        chart: bars("forward", rows.iter().map(Figures::bar)),
        rows,
    }
}
