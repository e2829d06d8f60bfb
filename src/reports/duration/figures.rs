//! The figures of one stage or of the cycle, and the columns in which they stand.

use super::stays::{Stays, in_all, in_stage};
use crate::book::Stage;
use crate::reports::{
    Slice,
    cells::{StageName, quantile},
    measure::{Measure, cells, columns, count, days, measure, rate, text},
};
use crate::stats::{
    kaplan_meier::{KaplanMeier, Observation, Step},
    summary::mean,
};
use crate::table::{Cell, Column, Kind, View};

/// How long the stays of a row take.
pub struct Figures {
    /// `None` for the whole cycle.
    pub stage: Option<StageName>,
    /// The share that is unfinished, by days.
    pub curve: KaplanMeier,
    /// Up to which day its restricted mean goes; `None` up to its own longest time.
    pub tau: Option<i64>,
    /// The days of the stays that have ended.
    pub ended: Vec<f64>,
    /// By deal, the days of its last stay, where that has ended.
    latest: Vec<f64>,
    /// By deal, the days of all its stays.
    cumulative: Vec<f64>,
}

impl Figures {
    pub fn of_stage(rank: usize, stage: &Stage, slice: &Slice<'_, '_>, without_hold: bool) -> Self {
        let deals = slice.deals.iter();
        let stays = deals.filter_map(|deal| in_stage(deal, rank, slice, without_hold));
        Self::new(Some(StageName::from(stage)), &stays.collect::<Vec<_>>())
    }

    pub fn of_cycle(slice: &Slice<'_, '_>, without_hold: bool) -> Self {
        let deals = slice.deals.iter();
        let stays = deals.filter_map(|deal| in_all(deal, slice, without_hold));
        Self::new(None, &stays.collect::<Vec<_>>())
    }

    fn new(stage: Option<StageName>, stays: &[Stays]) -> Self {
        let observations: Vec<Observation> = stays
            .iter()
            .flat_map(|own| own.observations.iter().copied())
            .collect();
        let ended = observations.iter().filter(|stay| stay.event);
        let latest = stays.iter().filter_map(|own| own.latest);
        Self {
            stage,
            curve: KaplanMeier::fit(&observations),
            tau: None,
            ended: ended.map(|stay| stay.time as f64).collect(),
            latest: latest.map(|days| days as f64).collect(),
            cumulative: stays.iter().map(|own| own.cumulative as f64).collect(),
        }
    }

    /// Whether fewer than half have ended within the longest time observed.
    pub fn is_not_reached(&self) -> bool {
        self.curve.n() > 0 && self.curve.median().is_none()
    }

    fn stage_cell(&self) -> Cell {
        let cycle = Cell::Called("whole cycle");
        self.stage.as_ref().map_or(cycle, StageName::cell)
    }

    /// The stage or the cycle, as notes and charts name it.
    pub fn name(&self) -> Cell {
        let cycle = Cell::text("whole cycle");
        self.stage.as_ref().map_or(cycle, StageName::cell)
    }

    /// The area under the curve up to [`Self::limit`]; `None` if it was not watched for so long.
    pub fn restricted_mean(&self) -> Option<f64> {
        let limit = self.limit()?;
        let is_watched = limit <= self.curve.t_max()?;
        is_watched.then(|| self.curve.rmst(limit))?
    }

    /// The day up to which the restricted mean goes.
    pub fn limit(&self) -> Option<i64> {
        self.tau.or(self.curve.t_max())
    }

    fn median_interval(&self) -> Cell {
        let (lo, hi) = self.curve.median_ci();
        match self.curve.n() {
            0 => Cell::Missing,
            _ => Cell::DaysInterval { lo, hi },
        }
    }
}

const STEPS: &[Measure<Step>; 7] = &[
    count("t", "days", |step| step.t.unsigned_abs()),
    count("n", "at risk", |step| step.at_risk),
    count("d", "ended", |step| step.events),
    count("c", "censored", |step| step.censored),
    rate("S", "unfinished", |step| Some(step.survival)),
    rate("lo", "from", |step| step.band.map(|band| band.lo)),
    rate("hi", "to", |step| step.band.map(|band| band.hi)),
];

const STEP_COLUMNS: &[Column] = &columns(STEPS);

/// The last one is for `--curve`.
pub const MEASURES: &[Measure<Figures>] = &[
    text("stage", "stage", Figures::stage_cell),
    count("n", "n", |f| f.curve.n()),
    count("exits", "ended", |f| f.curve.events()),
    measure("km_median", "median", Kind::Days, |f| {
        quantile(&f.curve, 0.5)
    }),
    measure(
        "km_median_ci",
        "95% CI",
        Kind::Interval,
        Figures::median_interval,
    ),
    measure("km_p90", "90% by", Kind::Days, |f| quantile(&f.curve, 0.9)),
    days("rmst", "restricted mean", Figures::restricted_mean),
    days("rmst_tau", "up to day", |f| {
        f.limit().map(|limit| limit as f64)
    }),
    days("naive_mean_exited", "mean of ended", |f| mean(&f.ended)),
    days("latest", "latest", |f| mean(&f.latest)),
    days("cumulative", "cumulative", |f| mean(&f.cumulative)),
    measure("curve", "curve", Kind::Rows(STEP_COLUMNS), |f| {
        Cell::Rows(
            f.curve
                .steps()
                .iter()
                .map(|step| cells(STEPS, step))
                .collect(),
        )
    }),
];

const MEDIANS: View = View {
    title: "days, unfinished visits included",
    columns: &[
        "pipeline",
        "stage",
        "n",
        "exits",
        "km_median",
        "km_median_ci",
        "km_p90",
    ],
};

/// What answers the question.
pub const VIEWS: &[View] = &[MEDIANS];

/// The same, and what others count.
pub const DETAILED: &[View] = &[
    MEDIANS,
    View {
        title: "restricted means",
        columns: &["pipeline", "stage", "rmst", "rmst_tau"],
    },
    View {
        title: "days, as others count them",
        columns: &[
            "pipeline",
            "stage",
            "naive_mean_exited",
            "latest",
            "cumulative",
        ],
    },
];
