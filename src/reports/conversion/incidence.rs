//! Advance against loss, with what is still open counted for as long as it has been watched (Aalen
//! and Johansen 1978).
//!
//! The deals and their counts are those of the funnel. Each is watched from its entry until it
//! advances, is lost, or leaves; going back ends nothing, as it does not in the funnel.

use std::collections::HashMap;

use crate::book::pipeline::Stage;
use crate::book::snapshot::Snapshot;
use crate::deal::day::Day;
use crate::reports::ReportBody;
use crate::reports::by_pipeline::{Ground, Part, look};
use crate::reports::competing_risks::{CompetingRisks, End, Point, Wait, columns};
use crate::reports::groups::{Slice, slices};
use crate::reports::measure::{Measure, cells, measure};
use crate::reports::notes::{Notes, row_name};
use crate::reports::query::Query;
use crate::table::{Cell, Chart, Column, Kind, Series, Shape, Term, View};

use super::figures::{Figures, Traveller, is_entrant};
use super::options::{Cohort, Entrants, Options};
use super::stage_progress::{StageProgress, Step};

pub fn found(query: &Query<'_>, options: &Options) -> (ReportBody, Vec<Chart>) {
    let whole = look(query, |ground, notes| parts(ground, options, notes));
    let mut left_out = vec![whole.seen.strays()];
    if options.cohort == Cohort::Created {
        left_out.extend(whole.seen.outside());
    }
    let measures: Vec<Measure<Fates>> = measures(options.curve);
    whole.found(&measures, VIEWS, options.basis(), left_out)
}

/// What becomes of the entrants of a stage, by the longest time that one of them has been watched.
struct Fates {
    counts: Figures,
    risks: CompetingRisks,
    last: Point,
}

/// The columns of a step of the curve.
const STEPS: &[Column] = &columns(
    [
        "F_advanced",
        "F_advanced_ci",
        "F_lost",
        "F_lost_ci",
        "S",
        "S_ci",
    ],
    ["advanced", "lost", "undecided"],
);

fn measures(curve: bool) -> Vec<Measure<Fates>> {
    let mut measures = vec![
        measure("stage", "stage", Kind::Text, |f: &Fates| {
            f.counts.stage_cell()
        }),
        measure("entered", "entered", Kind::Count, |f| {
            Cell::Count(f.counts.entered)
        }),
        measure("advanced", "advanced", Kind::Count, |f| {
            Cell::Count(f.counts.advanced)
        }),
        measure("lost", "lost", Kind::Count, |f| Cell::Count(f.counts.lost)),
        measure("open", "open", Kind::Count, |f| Cell::Count(f.counts.open)),
        measure("other", "other", Kind::Count, |f| {
            Cell::Count(f.counts.other)
        }),
        measure("n", "n", Kind::Count, |f| Cell::Count(f.risks.n())),
        measure("t", "days", Kind::Days, |f| {
            Cell::of(f.risks.longest(), |days| Cell::Days(days as f64))
        }),
        measure("F_advanced", "advanced", Kind::Rate, |f| {
            f.ahead()[0].clone()
        }),
        measure("F_advanced_ci", "95% CI", Kind::Interval, |f| {
            f.ahead()[1].clone()
        }),
        measure("F_lost", "lost", Kind::Rate, |f| f.lost()[0].clone()),
        measure("F_lost_ci", "95% CI", Kind::Interval, |f| {
            f.lost()[1].clone()
        }),
        measure("S", "open", Kind::Rate, |f| {
            f.last.waiting_cells(f.risks.n())[0].clone()
        }),
    ];
    if curve {
        measures.push(measure(
            "curve",
            "curve",
            Kind::Rows(STEPS),
            Fates::curve_cell,
        ));
    }
    measures
}

const VIEWS: &[View] = &[
    View {
        title: "",
        columns: &[
            "pipeline", "stage", "entered", "advanced", "lost", "open", "other",
        ],
    },
    View {
        title: "shares at the longest time observed",
        columns: &[
            "pipeline",
            "stage",
            "n",
            "t",
            "F_advanced",
            "F_advanced_ci",
            "F_lost",
            "F_lost_ci",
            "S",
        ],
    },
];

impl Fates {
    fn of(
        (rank, stage): (usize, &Stage),
        travellers: &[Traveller<'_, '_>],
        slice: &Slice<'_, '_>,
        options: &Options,
    ) -> Self {
        let entrants: Vec<&Traveller<'_, '_>> = travellers
            .iter()
            .filter(|(deal, progress)| {
                is_entrant(deal, progress.step(rank), stage, slice.window, options)
            })
            .collect();
        let wait = |(deal, progress): &&Traveller<'_, '_>| {
            wait(deal, progress.step(rank), progress.step(rank + 1), options)
        };
        let risks = CompetingRisks::fit(&entrants.iter().filter_map(wait).collect::<Vec<Wait>>());
        let last = risks.at(risks.longest().unwrap_or(0));
        Self {
            counts: Figures::of((rank, stage), travellers, slice.window, options),
            risks,
            last,
        }
    }

    fn ahead(&self) -> [Cell; 2] {
        self.last.ahead_cells(self.risks.n())
    }

    fn lost(&self) -> [Cell; 2] {
        self.last.lost_cells(self.risks.n())
    }

    fn curve_cell(&self) -> Cell {
        Cell::Rows(
            self.risks
                .points()
                .map(|point| point.cells(self.risks.n()))
                .collect(),
        )
    }

    fn series(&self) -> Series {
        let share = |point: Point| Some((point.t as f64, point.known?.ahead.incidence));
        let points = [(0.0, 0.0)]
            .into_iter()
            .chain(self.risks.points().filter_map(share));
        Series {
            label: self.counts.stage_cell(),
            points: points.collect(),
        }
    }

    fn explain(&self) -> Vec<Term> {
        let [advanced, lost] = [self.counts.advanced, self.counts.lost].map(Cell::Count);
        let mut line = line![
            self.counts.stage_cell(),
            ": F = Σ S(before) × advanced / at risk, by day = "
        ];
        line.extend(self.risks.sum(End::Forward, self.last.t));
        line.extend(line![
            "; decided = ",
            advanced.clone(),
            " / (",
            advanced,
            " + ",
            lost
        ]);
        line.extend(line![") = ", self.counts.decided_cell()]);
        line
    }
}

/// How long an entrant was watched, and what ended it; `None` where a day is unknown.
fn wait(deal: &Snapshot<'_>, entry: Step, next: Step, options: &Options) -> Option<Wait> {
    let start = match options.entrants {
        Entrants::Reached => entry.reached??,
        Entrants::Literal => entry.visited??,
    };
    let until = |day: Day, cause| {
        Some(Wait {
            time: day.since(start),
            cause,
        })
    };
    match next.reached {
        Some(day) => until(day?, Some(End::Forward)),
        None if deal.is_lost() => until(deal.journey.ended?, Some(End::Lost)),
        None => until(deal.journey.ended.unwrap_or(deal.journey.as_of), None),
    }
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
        let fates: Vec<Fates> = stages
            .map(|stage| Fates::of(stage, &travellers, &slice, options))
            .collect();
        let says_nothing = fates.iter().all(|stage| stage.counts.entered == 0);
        if slice.group.is_none() || slice.is_period() || !says_nothing {
            for stage in &fates {
                let name = row_name(&slice.group, Some(&stage.counts.stage_cell()));
                notes.low_n(stage.risks.n(), &name);
            }
            parts.push(part(&slice, &fates, options));
        }
    }
    parts
}

fn part(slice: &Slice<'_, '_>, fates: &[Fates], options: &Options) -> Part {
    let longest = fates
        .iter()
        .filter_map(|stage| stage.risks.longest())
        .max()
        .unwrap_or(0);
    let shape = Shape::Steps {
        from: (0.0, Cell::Days(0.0)),
        to: (longest as f64, Cell::Days(longest as f64)),
        series: fates.iter().map(Fates::series).collect(),
    };
    let measures = measures(options.curve);
    Part {
        group: slice.group.clone(),
        rows: fates.iter().map(|stage| cells(&measures, stage)).collect(),
        lines: fates.iter().map(Fates::explain).collect(),
        chart: Some(Chart {
            title: "advanced, by days since entry".to_owned(),
            unit: None,
            shape,
        }),
    }
}
