//! Deals followed from their entry: the funnel.
//!
//! Undecided deals are in no rate: they stand between `floor` (all of them lost) and `ceiling` (all
//! of them on).

use std::collections::HashMap;

use crate::reports::ReportBody;
use crate::reports::by_pipeline::{Ground, Part, look};
use crate::reports::groups::{Slice, slices};
use crate::reports::measure::cells;
use crate::reports::notes::{Code, Notes, row_name};
use crate::reports::query::Query;
use crate::table::{Bar, Cell, Chart, Shape};

use super::explain::explain;
use super::figures::{Figures, MEASURES, Traveller, VIEWS};
use super::options::{Cohort, Options};
use super::stage_progress::StageProgress;

pub fn found(query: &Query<'_>, options: &Options) -> (ReportBody, Vec<Chart>) {
    let whole = look(query, |ground, notes| parts(ground, options, notes));
    let mut left_out = vec![whole.seen.strays()];
    if options.cohort == Cohort::Created {
        left_out.extend(whole.seen.outside());
    }
    whole.found(MEASURES, VIEWS, options.basis(), left_out)
}

fn parts(ground: &Ground<'_, '_>, options: &Options, notes: &mut Notes) -> Vec<Part> {
    let stages = ground.pipeline.stages.len();
    let progress: HashMap<&str, StageProgress> = ground
        .deals
        .iter()
        .map(|deal| (deal.id(), StageProgress::of(&deal.journey, stages)))
        .collect();
    let mut parts = Vec::new();
    for slice in slices(ground.deals, &ground.query) {
        let travellers: Vec<Traveller<'_, '_>> = slice
            .deals
            .iter()
            .filter_map(|deal| Some((*deal, progress.get(deal.id())?)))
            .collect();
        let stages = ground.pipeline.stages.iter().enumerate();
        let figures: Vec<Figures> = stages
            .map(|stage| Figures::of(stage, &travellers, slice.window, options))
            .collect();
        let says_nothing = figures.iter().all(|stage| stage.entered == 0);
        if slice.group.is_none() || slice.is_period() || !says_nothing {
            note(&slice, &figures, notes);
            parts.push(part(&slice, &figures));
        }
    }
    parts
}

fn note(slice: &Slice<'_, '_>, figures: &[Figures], notes: &mut Notes) {
    for stage in figures {
        let name = row_name(&slice.group, Some(&Cell::text(&stage.stage)));
        notes.row(Code::Immature, stage.is_immature(), &name);
        notes.low_n(stage.advanced + stage.lost, &name);
    }
}

fn part(slice: &Slice<'_, '_>, figures: &[Figures]) -> Part {
    let bar = |stage: &Figures| {
        Bar::new(
            stage.stage_cell(),
            stage.entered as f64,
            Cell::Count(stage.entered),
        )
    };
    let bars = figures.iter().map(bar).collect();
    Part {
        group: slice.group.clone(),
        rows: figures.iter().map(|stage| cells(MEASURES, stage)).collect(),
        lines: explain(figures),
        chart: Some(Chart {
            title: "entered".to_owned(),
            unit: None,
            shape: Shape::Bars(bars),
        }),
    }
}
