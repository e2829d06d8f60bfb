//! Moves back and forth followed to their end: an absorbing Markov chain over the stages (Kemeny
//! and Snell 1960).
//!
//! It assumes that the next move depends on the present stage alone. It knows exits only: a deal
//! that is still in a stage is in no figure.

mod exits;
mod explain;
mod figures;

use crate::book::Pipeline;
use crate::reports::{
    Notes, Query, Slice,
    by_pipeline::{Part, survey},
    cells::rate,
    charts::bars,
    draft::ReportBody,
};
use crate::table::Bar;
use exits::exits;
use explain::explain;
use figures::{Figures, MEASURES, VIEWS, figures};

pub fn body(query: &Query<'_>) -> ReportBody {
    let survey = survey(query, part);
    ReportBody {
        basis: "moves between stages in the window, without those to other pipelines".to_owned(),
        left_out: vec![survey.seen.strays()],
        ..survey.body(MEASURES, VIEWS)
    }
}

fn part(pipeline: &Pipeline, slice: &Slice<'_, '_>, notes: &mut Notes) -> Part<Figures> {
    let rows = figures(pipeline, &exits(pipeline, slice));
    for stage in &rows {
        notes.low_n(stage.exits, &slice.name_of(&stage.stage.cell()));
    }
    Part {
        is_empty: rows.iter().all(|stage| stage.exits == 0),
        lines: rows
            .iter()
            .flat_map(|stage| explain(stage, &rows))
            .collect(),
        chart: bars("win", rows.iter().map(bar)),
        rows,
    }
}

fn bar(stage: &Figures) -> Bar {
    let win = stage.win.unwrap_or(0.0);
    Bar::new(stage.stage.cell(), win, rate(stage.win))
}
