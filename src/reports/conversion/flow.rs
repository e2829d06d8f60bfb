//! What left each stage in the window, and where to: fresh and volatile, of deals of many ages.

use crate::book::journey::Exit;
use crate::book::pipeline::Stage;
use crate::reports::ReportBody;
use crate::reports::by_pipeline::{Ground, Part, look};
use crate::reports::groups::{Slice, slices};
use crate::reports::measure::{Measure, cells, measure};
use crate::reports::notes::{Notes, row_name};
use crate::reports::query::Query;
use crate::table::{Bar, Cell, Chart, Kind, Shape, Term};

pub fn found(query: &Query<'_>) -> (ReportBody, Vec<Chart>) {
    let whole = look(query, parts);
    let left_out = vec![whole.seen.strays()];
    whole.found(
        MEASURES,
        &[],
        "exits from each stage in the window",
        left_out,
    )
}

/// The exits from one stage. `exits` = `forward` + `back` + `lost` + `other`.
struct Figures {
    stage: String,
    title: String,
    /// To a higher rank, or won.
    forward: u64,
    back: u64,
    lost: u64,
    /// To another pipeline, or to a stage that this one lacks.
    other: u64,
}

const MEASURES: &[Measure<Figures>] = &[
    measure("stage", "stage", Kind::Text, Figures::stage_cell),
    measure("exits", "exits", Kind::Count, |f| {
        Cell::Count(f.decided() + f.other)
    }),
    measure("forward", "forward", Kind::Count, |f| {
        Cell::Count(f.forward)
    }),
    measure("back", "back", Kind::Count, |f| Cell::Count(f.back)),
    measure("lost", "lost", Kind::Count, |f| Cell::Count(f.lost)),
    measure("other", "other", Kind::Count, |f| Cell::Count(f.other)),
    measure("rate", "rate", Kind::Rate, Figures::rate_cell),
];

impl Figures {
    fn of(rank: usize, stage: &Stage, slice: &Slice<'_, '_>) -> Self {
        let (stage, title) = (stage.id.clone(), stage.title().to_owned());
        let mut figures = Self {
            stage,
            title,
            forward: 0,
            back: 0,
            lost: 0,
            other: 0,
        };
        for visit in slice.deals.iter().flat_map(|deal| &deal.journey.visits) {
            let is_here = visit.stage.is_some_and(|stage| stage.rank == rank);
            if let Some((_, exit)) = visit
                .exit
                .filter(|(day, _)| is_here && slice.window.has(Some(*day)))
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

    fn decided(&self) -> u64 {
        self.forward + self.back + self.lost
    }

    fn stage_cell(&self) -> Cell {
        Cell::Named {
            id: self.stage.clone(),
            title: self.title.clone(),
        }
    }

    fn rate_cell(&self) -> Cell {
        Cell::share(self.forward, self.decided())
    }

    fn explain(&self) -> Vec<Term> {
        let [forward, back, lost] = [self.forward, self.back, self.lost].map(Cell::Count);
        let mut line = line![
            self.stage_cell(),
            ": forward ",
            forward.clone(),
            " / (forward ",
            forward,
            " + back "
        ];
        line.extend(line![back, " + lost ", lost, ") = ", self.rate_cell()]);
        line
    }
}

fn parts(ground: &Ground<'_, '_>, notes: &mut Notes) -> Vec<Part> {
    let mut parts = Vec::new();
    for slice in slices(ground.deals, &ground.query) {
        let stages = ground.pipeline.stages.iter().enumerate();
        let figures: Vec<Figures> = stages
            .map(|(rank, stage)| Figures::of(rank, stage, &slice))
            .collect();
        let says_nothing = figures
            .iter()
            .all(|stage| stage.decided() + stage.other == 0);
        if slice.group.is_none() || slice.is_period() || !says_nothing {
            for stage in &figures {
                let name = row_name(&slice.group, Some(&stage.stage_cell()));
                notes.low_n(stage.decided(), &name);
            }
            parts.push(part(&slice, &figures));
        }
    }
    parts
}

fn part(slice: &Slice<'_, '_>, figures: &[Figures]) -> Part {
    let bar =
        |stage: &Figures| Bar::new(stage.stage_cell(), stage.forward as f64, stage.rate_cell());
    let bars = figures.iter().map(bar).collect();
    Part {
        group: slice.group.clone(),
        rows: figures.iter().map(|stage| cells(MEASURES, stage)).collect(),
        lines: figures.iter().map(Figures::explain).collect(),
        chart: Some(Chart {
            title: "forward".to_owned(),
            unit: None,
            shape: Shape::Bars(bars),
        }),
    }
}
