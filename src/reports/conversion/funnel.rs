//! Deals followed from their entry: the funnel.
//!
//! Undecided deals are in no rate: they stand between `floor` (all of them lost) and `ceiling` (all
//! of them advanced).

use super::{
    explain::explain,
    figures::{Figures, MEASURES, VIEWS},
    options::{Cohort, Options},
    stage_progress::travellers,
};
use crate::book::Pipeline;
use crate::reports::{
    Notes, Query, Slice,
    by_pipeline::{Part, Seen, survey},
    charts::bars,
    draft::ReportBody,
    notes::Code,
};
use crate::table::{Bar, Cell};

pub fn body(query: &Query<'_>, options: &Options) -> ReportBody {
    let survey = survey(query, |pipeline, slice, notes| {
        part(pipeline, slice, options, notes)
    });
    ReportBody {
        basis: options.basis().to_owned(),
        left_out: left_out(&survey.seen, options),
        ..survey.body(MEASURES, VIEWS)
    }
}

/// The deals that are in no row.
pub fn left_out(seen: &Seen, options: &Options) -> Vec<(u64, &'static str)> {
    let mut left_out = vec![seen.strays()];
    if options.cohort == Cohort::Created {
        left_out.extend(seen.outside());
    }
    left_out
}

fn part(
    pipeline: &Pipeline,
    slice: &Slice<'_, '_>,
    options: &Options,
    notes: &mut Notes,
) -> Part<Figures> {
    let travellers = travellers(slice, pipeline);
    let stages = pipeline.stages.iter().enumerate();
    let rows: Vec<Figures> = stages
        .map(|(rank, stage)| Figures::new(rank, stage, &travellers, slice.window, options))
        .collect();
    for stage in &rows {
        let name = slice.name_of(&stage.stage.cell());
        notes.row(Code::Immature, stage.is_immature(), &name);
        notes.low_n(stage.decided(), &name);
    }
    Part {
        is_empty: rows.iter().all(|stage| stage.entered == 0),
        lines: explain(&rows),
        chart: bars("entered", rows.iter().map(bar)),
        rows,
    }
}

fn bar(stage: &Figures) -> Bar {
    let entered = stage.entered;
    Bar::new(stage.stage.cell(), entered as f64, Cell::Count(entered))
}
