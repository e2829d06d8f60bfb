//! Advance against loss, with open deals counted for as long as they were observed (Aalen and
//! Johansen 1978).
//!
//! The deals and their counts are those of the funnel. Each is observed from its entry until it
//! advances, is lost, or leaves; moving back ends nothing, as it does not in the funnel.

use super::{
    figures::{Figures, is_entrant},
    funnel::left_out,
    options::{Entrants, Options},
    stage_progress::{Step, Traveller, travellers},
};
use crate::book::{Pipeline, Snapshot, Stage};
use crate::deal::Day;
use crate::reports::{
    Notes, Query, Slice, Window,
    by_pipeline::{Part, survey},
    charts::by_days,
    competing_risks::{self, CompetingRisks, End, Point, Wait},
    draft::ReportBody,
    formula::Line,
    measure::{Measure, cells, columns, count, days, measure, rate, text},
};
use crate::table::{Cell, Column, Kind, Series, View};

pub fn body(query: &Query<'_>, options: &Options) -> ReportBody {
    let survey = survey(query, |pipeline, slice, notes| {
        part(pipeline, slice, options, notes)
    });
    let measures = match options.curve {
        true => MEASURES,
        false => &MEASURES[..MEASURES.len() - 1],
    };
    ReportBody {
        basis: options.basis().to_owned(),
        left_out: left_out(&survey.seen, options),
        ..survey.body(measures, VIEWS)
    }
}

/// What became of the entrants of a stage.
struct Outcomes {
    counts: Figures,
    risks: CompetingRisks,
    /// At the longest time that one of them was observed.
    last: Point,
}

const STEPS: &[Measure<Point>; 8] = &competing_risks::measures(
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

const STEP_COLUMNS: &[Column] = &columns(STEPS);

/// The last one is for `--curve`.
const MEASURES: &[Measure<Outcomes>] = &[
    text("stage", "stage", Outcomes::stage_cell),
    count("entered", "entered", |f| f.counts.entered),
    count("advanced", "advanced", |f| f.counts.advanced),
    count("lost", "lost", |f| f.counts.lost),
    count("open", "open", |f| f.counts.open),
    count("other", "other", |f| f.counts.other),
    count("n", "n", |f| f.risks.n()),
    days("t", "days", |f| f.risks.longest().map(|days| days as f64)),
    rate("F_advanced", "advanced", |f| f.last.forward()),
    measure("F_advanced_ci", "95% CI", Kind::Interval, |f| {
        f.last.forward_interval()
    }),
    rate("F_lost", "lost", |f| f.last.lost()),
    measure("F_lost_ci", "95% CI", Kind::Interval, |f| {
        f.last.lost_interval()
    }),
    rate("S", "open", |f| f.last.waiting()),
    measure("curve", "curve", Kind::Rows(STEP_COLUMNS), |f| {
        Cell::Rows(f.risks.points().map(|point| cells(STEPS, &point)).collect())
    }),
];

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

impl Outcomes {
    fn new(
        rank: usize,
        stage: &Stage,
        travellers: &[Traveller<'_, '_>],
        window: Window,
        options: &Options,
    ) -> Self {
        let entrants = travellers
            .iter()
            .filter(|own| is_entrant(own.deal, own.progress.step(rank), stage, window, options));
        let waits: Vec<Wait> = entrants
            .filter_map(|own| wait(own, rank, options.entrants))
            .collect();
        let risks = CompetingRisks::fit(&waits);
        Self {
            counts: Figures::new(rank, stage, travellers, window, options),
            last: risks.at(risks.longest().unwrap_or(0)),
            risks,
        }
    }

    fn stage_cell(&self) -> Cell {
        self.counts.stage.cell()
    }

    fn series(&self) -> Series {
        let points = self.risks.points();
        let points = points.filter_map(|point| Some((point.t as f64, point.forward()?)));
        Series {
            label: self.stage_cell(),
            points: [(0.0, 0.0)].into_iter().chain(points).collect(),
        }
    }

    fn explain(&self) -> Line {
        formula!(
            "{}: F = Σ S(before) × advanced / at risk, by day = {}; \
             decided = {} / ({} + {}) = {}",
            self.stage_cell(),
            self.risks.sum(End::Forward, self.last.t),
            self.counts.advanced,
            self.counts.advanced,
            self.counts.lost,
            self.counts.conversion()
        )
    }
}

/// How long an entrant of a stage was observed, and what ended it; `None` where a day is unknown.
fn wait(own: &Traveller<'_, '_>, rank: usize, entrants: Entrants) -> Option<Wait> {
    let entry = own.progress.step(rank);
    let start = match entrants {
        Entrants::Reached => entry.reached??,
        Entrants::Literal => entry.visited??,
    };
    let (end, cause) = end(own.deal, own.progress.step(rank + 1))?;
    Some(Wait {
        time: end.since(start),
        cause,
    })
}

fn end(deal: &Snapshot<'_>, next: Step) -> Option<(Day, Option<End>)> {
    match next.reached {
        Some(day) => Some((day?, Some(End::Forward))),
        None if deal.is_lost() => Some((deal.closed()?, Some(End::Lost))),
        None => Some((deal.journey.ended.unwrap_or(deal.as_of), None)),
    }
}

fn part(
    pipeline: &Pipeline,
    slice: &Slice<'_, '_>,
    options: &Options,
    notes: &mut Notes,
) -> Part<Outcomes> {
    let travellers = travellers(slice, pipeline);
    let stages = pipeline.stages.iter().enumerate();
    let rows: Vec<Outcomes> = stages
        .map(|(rank, stage)| Outcomes::new(rank, stage, &travellers, slice.window, options))
        .collect();
    for stage in &rows {
        notes.low_n(stage.risks.n(), &slice.name_of(&stage.stage_cell()));
    }
    let longest = rows.iter().filter_map(|stage| stage.risks.longest()).max();
    Part {
        is_empty: rows.iter().all(|stage| stage.counts.entered == 0),
        lines: rows.iter().map(Outcomes::explain).collect(),
        chart: by_days(
            "advanced, by days since entry",
            longest.unwrap_or(0),
            rows.iter().map(Outcomes::series),
        ),
        rows,
    }
}
