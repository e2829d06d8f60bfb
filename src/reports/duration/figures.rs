//! The figures of one stage or of the cycle, and the columns in which they stand.

use crate::book::pipeline::Stage;
use crate::reports::groups::Slice;
use crate::reports::measure::{Measure, measure};
use crate::stats::kaplan_meier::{KaplanMeier, Observation, Step};
use crate::stats::summary;
use crate::table::{Cell, Column, Kind, View};

use super::stays::{Stays, in_all, in_stage};

/// How long the stays of a row take.
pub struct Figures {
    /// The id and the title of the stage; `None` for the whole cycle.
    pub stage: Option<(String, String)>,
    /// The share that still runs, by days.
    pub curve: KaplanMeier,
    /// The days of the stays that have ended.
    pub ended: Vec<f64>,
    /// By deal, the days of its last stay, where that has ended.
    pub latest: Vec<f64>,
    /// By deal, the days of all its stays.
    pub cumulative: Vec<f64>,
}

impl Figures {
    pub fn of_stage(rank: usize, stage: &Stage, slice: &Slice<'_, '_>, without_hold: bool) -> Self {
        let stays = slice
            .deals
            .iter()
            .filter_map(|deal| in_stage(deal, rank, slice, without_hold))
            .collect();
        Self::of(Some((stage.id.clone(), stage.title().to_owned())), stays)
    }

    pub fn of_cycle(slice: &Slice<'_, '_>, without_hold: bool) -> Self {
        Self::of(
            None,
            slice
                .deals
                .iter()
                .filter_map(|deal| in_all(deal, slice, without_hold))
                .collect(),
        )
    }

    fn of(stage: Option<(String, String)>, stays: Vec<Stays>) -> Self {
        let observations: Vec<Observation> = stays
            .iter()
            .flat_map(|own| own.observations.iter().copied())
            .collect();
        let ended = observations
            .iter()
            .filter(|stay| stay.event)
            .map(|stay| stay.time as f64);
        Self {
            stage,
            curve: KaplanMeier::fit(&observations),
            ended: ended.collect(),
            latest: stays
                .iter()
                .filter_map(|own| own.latest)
                .map(|days| days as f64)
                .collect(),
            cumulative: stays.iter().map(|own| own.cumulative as f64).collect(),
        }
    }

    /// Whether half have not ended by the longest time watched.
    pub fn is_not_reached(&self) -> bool {
        self.curve.n() > 0 && self.curve.median().is_none()
    }

    fn stage_cell(&self) -> Cell {
        self.stage
            .clone()
            .map_or(Cell::Called("whole cycle"), |(id, title)| Cell::Named {
                id,
                title,
            })
    }

    /// The stage or the cycle, as notes and charts name it.
    pub fn name_cell(&self) -> Cell {
        self.stage
            .clone()
            .map_or(Cell::text("whole cycle"), |(id, title)| Cell::Named {
                id,
                title,
            })
    }

    /// The days by which a share has ended.
    pub fn quantile_cell(&self, share: f64) -> Cell {
        match (self.curve.quantile(share), self.curve.t_max()) {
            (Some(days), _) => Cell::Days(days as f64),
            (None, Some(longest)) => Cell::Beyond(longest),
            (None, None) => Cell::Missing,
        }
    }

    fn interval_cell(&self) -> Cell {
        let (lo, hi) = self.curve.median_ci();
        if self.curve.n() == 0 {
            Cell::Missing
        } else {
            Cell::DaysInterval { lo, hi }
        }
    }

    pub fn rmst_cell(&self) -> Cell {
        Cell::of(
            self.curve
                .t_max()
                .and_then(|longest| self.curve.rmst(longest)),
            Cell::Days,
        )
    }

    fn curve_cell(&self) -> Cell {
        Cell::Rows(self.curve.steps().iter().map(step).collect())
    }
}

/// The mean of some days.
pub fn mean_cell(days: &[f64]) -> Cell {
    Cell::of(summary::mean(days), Cell::Days)
}

const fn column(key: &'static str, title: &'static str, kind: Kind) -> Column {
    Column { key, title, kind }
}

/// The columns of a step of the curve: days, at risk, ended, last seen, share that still runs and
/// its 95 % limits.
const STEPS: &[Column] = &[
    column("t", "days", Kind::Count),
    column("n", "at risk", Kind::Count),
    column("d", "ended", Kind::Count),
    column("c", "censored", Kind::Count),
    column("S", "unfinished", Kind::Rate),
    column("lo", "from", Kind::Rate),
    column("hi", "to", Kind::Rate),
];

fn step(step: &Step) -> Vec<Cell> {
    let share = |value: f64| Cell::Rate { value, of: None };
    let [lo, hi] = [step.band.map(|band| band.lo), step.band.map(|band| band.hi)]
        .map(|end| Cell::of(end, share));
    let [n, d, c] = [step.at_risk, step.events, step.censored].map(Cell::Count);
    vec![
        Cell::Count(step.t.unsigned_abs()),
        n,
        d,
        c,
        share(step.survival),
        lo,
        hi,
    ]
}

/// The columns.
pub fn measures(curve: bool) -> Vec<Measure<Figures>> {
    let mut measures = vec![
        measure("stage", "stage", Kind::Text, Figures::stage_cell),
        measure("n", "n", Kind::Count, |f| Cell::Count(f.curve.n())),
        measure("exits", "ended", Kind::Count, |f| {
            Cell::Count(f.curve.events())
        }),
        measure("km_median", "median", Kind::Days, |f| f.quantile_cell(0.5)),
        measure(
            "km_median_ci",
            "95% CI",
            Kind::Interval,
            Figures::interval_cell,
        ),
        measure("km_p90", "90% by", Kind::Days, |f| f.quantile_cell(0.9)),
        measure("rmst", "restricted mean", Kind::Days, Figures::rmst_cell),
        measure("naive_mean_exited", "mean of ended", Kind::Days, |f| {
            mean_cell(&f.ended)
        }),
        measure("latest", "latest", Kind::Days, |f| mean_cell(&f.latest)),
        measure("cumulative", "cumulative", Kind::Days, |f| {
            mean_cell(&f.cumulative)
        }),
    ];
    if curve {
        measures.push(measure(
            "curve",
            "curve",
            Kind::Rows(STEPS),
            Figures::curve_cell,
        ));
    }
    measures
}

/// How the columns read in 80 characters.
pub const VIEWS: &[View] = &[
    View {
        title: "days, unfinished visits included",
        columns: &[
            "pipeline",
            "stage",
            "n",
            "exits",
            "km_median",
            "km_median_ci",
            "km_p90",
            "rmst",
        ],
    },
    View {
        title: "days, other definitions",
        columns: &[
            "pipeline",
            "stage",
            "naive_mean_exited",
            "latest",
            "cumulative",
        ],
    },
];
