//! How long stages and the whole cycle take, with unfinished stays counted for as long as they were
//! observed.

mod common;
mod explain;
mod figures;
pub mod stays;

use super::{
    FlagError, FlagValues, Notes, Query, Reads, ReportSpec, Slice, WindowUse,
    by_pipeline::{Part, survey},
    charts::by_days,
    draft::ReportBody,
    flags::{CHART, EXCLUDE_HOLD, Flag, Takes},
    notes::Code,
};
use crate::book::Pipeline;
use crate::table::{Report, Series};
use explain::explain;
use figures::{DETAILED, Figures, MEASURES, VIEWS};
use stays::is_out_of_order;

pub const SPEC: ReportSpec = ReportSpec {
    name: "duration",
    summary: "How long do deals stay in each stage, and how long is the whole cycle?",
    definition: "One observation per visit that began in the window, ended by any exit; for the \
                 whole cycle one per deal created in it, in days open, ended by win or loss. \
                 Unfinished ones count for as long as they were observed (Kaplan and Meier 1958): \
                 the median is the day by which half have ended, the restricted mean the area \
                 under the curve up to the longest time observed (the shortest of these among the \
                 groups of a stage with 8 visits or more, so that they compare).\n\n\
                 The mean of ended visits alone is too short; latest = mean of each deal's last \
                 ended visit, cumulative = mean of all its days in the stage.",
    example: "deal report duration --exclude-hold --curve",
    flags: FLAGS,
    window: WindowUse::Always,
    reads: Reads::AsOf,
    run,
};

const FLAGS: &[Flag] = &[
    EXCLUDE_HOLD,
    Flag::new(
        "tau",
        Takes::Days,
        "Restricted means up to this day [default: the longest time; of rows that are compared, the shortest of these]",
    ),
    Flag::switch(
        "detail",
        "Show restricted means, and days as others count them, as well",
    ),
    Flag::switch(
        "curve",
        "Add the steps of each survival curve (in CSV, instead of the other rows)",
    ),
    CHART,
];

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    let exclude_hold = flags.is_on("exclude_hold");
    let mut survey = survey(query, |pipeline, slice, notes| {
        part(pipeline, slice, exclude_hold, notes)
    });
    common::limit(&mut survey, flags.maybe("tau")?);
    for (_, part) in survey.parts_mut() {
        part.lines = part.rows.iter().flat_map(explain).collect();
    }
    let measures = match flags.is_on("curve") {
        true => MEASURES,
        false => &MEASURES[..MEASURES.len() - 1],
    };
    // Who says up to which day means go wants to see them.
    let views = match flags.is_on("detail") || flags.is_given("tau") {
        true => DETAILED,
        false => VIEWS,
    };
    let [_, undated] = survey.seen.outside();
    let body = ReportBody {
        basis: "visits that began in the window, and deals created in it".to_owned(),
        left_out: vec![survey.seen.strays(), undated],
        ..survey.body(measures, views)
    };
    Ok(SPEC.report(query, flags, body))
}

fn part(
    pipeline: &Pipeline,
    slice: &Slice<'_, '_>,
    exclude_hold: bool,
    notes: &mut Notes,
) -> Part<Figures> {
    let stages = pipeline.stages.iter().enumerate();
    let rows: Vec<Figures> = stages
        .map(|(rank, stage)| Figures::of_stage(rank, stage, slice, exclude_hold))
        .chain([Figures::of_cycle(slice, exclude_hold)])
        .collect();
    let deals = slice.deals.iter().copied();
    notes.deals(Code::OutOfOrder, deals, is_out_of_order);
    for row in &rows {
        let name = slice.name_of(&row.name());
        notes.row(Code::NotReached, row.is_not_reached(), &name);
    }
    let longest = rows.iter().filter_map(|row| row.curve.t_max()).max();
    Part {
        is_empty: rows.iter().all(|row| row.curve.n() == 0),
        // Once it is known up to which day restricted means go.
        lines: Vec::new(),
        chart: by_days(
            "not yet ended, by days",
            longest.unwrap_or(0),
            rows.iter().map(series),
        ),
        rows,
    }
}

fn series(row: &Figures) -> Series {
    let steps = row.curve.steps().iter();
    Series {
        label: row.name(),
        points: steps.map(|step| (step.t as f64, step.survival)).collect(),
    }
}
