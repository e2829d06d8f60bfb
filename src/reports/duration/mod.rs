//! How long stages and the whole cycle take, with what is still running counted for as long as it
//! has been watched.

mod explain;
mod figures;
mod stays;

use crate::table::{Cell, Chart, Report, Series, Shape};

use super::ReportSpec;
use super::by_pipeline::{Ground, Part, look};
use super::flags::{CHART, EXCLUDE_HOLD, Flag, FlagError, FlagValues, Takes};
use super::groups::{Slice, slices};
use super::measure::{Measure, cells};
use super::notes::{Code, Notes, row_name};
use super::query::Query;

use figures::{Figures, VIEWS, measures};

pub const SPEC: ReportSpec = ReportSpec {
    name: "duration",
    summary: "How long do deals stay in each stage, and how long is the whole cycle?",
    definition: "One observation per visit that began in the window, ended by any exit; for the \
                 whole cycle one per deal created in it, in days open, ended by win or loss. \
                 Unfinished ones count for as long as they were observed (Kaplan and Meier 1958): \
                 the median is the day by which half have ended, the restricted mean the area \
                 under the curve up to the longest time observed.\n\n\
                 The mean of ended visits alone is too short; latest = mean of each deal's last \
                 ended visit, cumulative = mean of all its days in the stage.",
    example: "deal report duration --exclude-hold --curve",
    flags: FLAGS,
    reads: crate::reports::Reads::AsOf,
    run,
};

const FLAGS: &[Flag] = &[
    EXCLUDE_HOLD,
    Flag {
        name: "curve",
        takes: Takes::Nothing,
        default: None,
        help: "Add the steps of each survival curve (in CSV, instead of the other rows)",
    },
    CHART,
];

/// How to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Options {
    exclude_hold: bool,
    curve: bool,
}

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    let options = Options {
        exclude_hold: flags.is_on("exclude_hold"),
        curve: flags.is_on("curve"),
    };
    let whole = look(query, |ground, notes| parts(ground, options, notes));
    let [_, undated] = whole.seen.outside();
    let left_out = vec![whole.seen.strays(), undated];
    let basis = "visits that began in the window, and deals created in it";
    let (found, charts) = whole.found(&measures(options.curve), VIEWS, basis, left_out);
    let charts = if flags.is_on("chart") {
        charts
    } else {
        Vec::new()
    };
    Ok(Report {
        charts,
        ..SPEC.report(query, flags, found)
    })
}

fn parts(ground: &Ground<'_, '_>, options: Options, notes: &mut Notes) -> Vec<Part> {
    notes.deals(Code::OutOfOrder, ground.deals, stays::is_out_of_order);
    let mut parts = Vec::new();
    for slice in slices(ground.deals, &ground.query) {
        let stages = ground.pipeline.stages.iter().enumerate();
        let stages = stages
            .map(|(rank, stage)| Figures::of_stage(rank, stage, &slice, options.exclude_hold));
        let rows: Vec<Figures> = stages
            .chain([Figures::of_cycle(&slice, options.exclude_hold)])
            .collect();
        let says_nothing = rows.iter().all(|row| row.curve.n() == 0);
        if slice.group.is_none() || slice.is_period() || !says_nothing {
            for row in &rows {
                notes.row(
                    Code::NotReached,
                    row.is_not_reached(),
                    &row_name(&slice.group, Some(&row.name_cell())),
                );
            }
            parts.push(part(&slice, &rows, &measures(options.curve)));
        }
    }
    parts
}

fn part(slice: &Slice<'_, '_>, rows: &[Figures], measures: &[Measure<Figures>]) -> Part {
    let longest = rows
        .iter()
        .filter_map(|row| row.curve.t_max())
        .max()
        .unwrap_or(0) as f64;
    let shape = Shape::Steps {
        from: (0.0, Cell::Days(0.0)),
        to: (longest, Cell::Days(longest)),
        series: rows.iter().map(series).collect(),
    };
    Part {
        group: slice.group.clone(),
        rows: rows.iter().map(|row| cells(measures, row)).collect(),
        lines: rows.iter().flat_map(explain::explain).collect(),
        chart: Some(Chart {
            title: "not yet ended, by days".to_owned(),
            unit: None,
            shape,
        }),
    }
}

fn series(row: &Figures) -> Series {
    let steps = row
        .curve
        .steps()
        .iter()
        .map(|step| (step.t as f64, step.survival));
    Series {
        label: row.name_cell(),
        points: steps.collect(),
    }
}
