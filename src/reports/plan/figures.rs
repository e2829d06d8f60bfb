//! The rows of a plan: one for each stage, one for the wins, and the columns in which they stand.

use super::{funnel::Funnel, need::whole, reach::DaysToWin, target::Plan};
use crate::book::{Period, Pipeline};
use crate::deal::Day;
use crate::reports::{
    cells::StageName,
    measure::{Measure, count, days, estimate, measure, number, rate, share, text},
};
use crate::table::{Cell, Kind, View};

/// A stage of a plan, or the wins that it takes.
pub struct Figures {
    pipeline: String,
    period: Period,
    /// `None` in the row of the wins.
    stage: Option<StageName>,
    target: Option<f64>,
    won_value: Option<f64>,
    /// Advanced, and decided.
    conversion: (u64, u64),
    chance: Option<f64>,
    needed: Option<f64>,
    open: u64,
    open_wins: Option<f64>,
    still_needed: Option<f64>,
    median_days: Option<i64>,
    latest_entry: Option<Day>,
    to_win: DaysToWin,
    wins_by_age: Option<f64>,
    cost: Option<f64>,
    entrants: u64,
    per_entrant: Option<f64>,
    to_reach: Option<f64>,
    per_win: Option<f64>,
}

/// The stages in their order, then the wins.
pub fn figures(pipeline: &Pipeline, plan: &Plan, funnel: &Funnel<'_, '_>) -> Vec<Figures> {
    let stages = 0..funnel.stages.len();
    stages
        .map(|rank| Figures::of_stage(rank, pipeline, plan, funnel))
        .chain([Figures::of_wins(pipeline, plan, funnel)])
        .collect()
}

impl Figures {
    fn of_stage(rank: usize, pipeline: &Pipeline, plan: &Plan, funnel: &Funnel<'_, '_>) -> Self {
        let (stage, spending) = (&funnel.stages[rank], &funnel.spending);
        Self {
            pipeline: pipeline.id.clone(),
            period: plan.period,
            stage: Some(stage.name.clone()),
            target: None,
            won_value: None,
            conversion: (stage.advanced, stage.decided()),
            chance: plan.chances[rank],
            needed: plan.needed(rank),
            open: stage.open.len() as u64,
            open_wins: plan.open_wins(rank),
            still_needed: plan.still_needed(rank),
            median_days: stage.median_days,
            latest_entry: plan.latest[rank],
            to_win: stage.to_win,
            wins_by_age: None,
            cost: spending.cost(rank),
            entrants: spending.entrants[rank],
            per_entrant: spending.per_entrant(rank),
            to_reach: spending.to_reach(rank),
            per_win: spending.per_win(rank),
        }
    }

    fn of_wins(pipeline: &Pipeline, plan: &Plan, funnel: &Funnel<'_, '_>) -> Self {
        let (stages, spending) = (&funnel.stages, &funnel.spending);
        Self {
            pipeline: pipeline.id.clone(),
            period: plan.period,
            stage: None,
            target: plan.target,
            won_value: plan.won_value,
            conversion: (0, 0),
            chance: plan.chances.first().copied().flatten(),
            needed: plan.wins,
            open: stages.iter().map(|stage| stage.open.len() as u64).sum(),
            open_wins: plan.open_wins(0),
            still_needed: plan.wins_missing(),
            median_days: stages.iter().map(|stage| stage.median_days).sum(),
            latest_entry: None,
            to_win: DaysToWin::default(),
            wins_by_age: funnel.ages.wins_in(&plan.period),
            cost: spending.total(),
            entrants: spending.wins,
            per_entrant: None,
            to_reach: None,
            per_win: spending.cac(),
        }
    }

    /// The last day on which a deal can reach the stage and still be won in the period, if it takes
    /// so many days.
    fn enter_by(&self, days: Option<i64>) -> Cell {
        Cell::optional(days, |days| Cell::Date(self.period.to.plus(-days).into()))
    }

    fn stage_cell(&self) -> Cell {
        self.stage.as_ref().map_or(Cell::Total, StageName::cell)
    }
}

/// Whole deals of an exact number.
fn ceil(exact: Option<f64>) -> Cell {
    Cell::optional(exact, |exact| Cell::Count(whole(exact)))
}

/// The column that stands only where there are several.
pub const PIPELINE: &str = "pipeline";

pub const MEASURES: &[Measure<Figures>] = &[
    text(PIPELINE, "pipeline", |f| Cell::text(&f.pipeline)),
    text("period", "period", |f| Cell::text(f.period.to_string())),
    text("stage", "stage", Figures::stage_cell),
    estimate("target", "target", |f| f.target),
    estimate("avg_won_value", "mean won", |f| f.won_value),
    share("conversion", "conversion", |f| f.conversion),
    rate("p_win", "→ won", |f| f.chance),
    number("entrants_needed.exact", "exactly", |f| f.needed),
    measure("entrants_needed.ceil", "needed", Kind::Count, |f| {
        ceil(f.needed)
    }),
    count("open", "open", |f| f.open),
    number("open_wins", "open wins", |f| f.open_wins),
    number("still_needed.exact", "exactly", |f| f.still_needed),
    measure("still_needed.ceil", "still needed", Kind::Count, |f| {
        ceil(f.still_needed)
    }),
    days("median_days", "days", |f| {
        f.median_days.map(|days| days as f64)
    }),
    measure("latest_entry_date", "by stage medians", Kind::Date, |f| {
        Cell::optional(f.latest_entry, |day| Cell::Date(day.into()))
    }),
    days("days_to_win", "days to win", |f| {
        f.to_win.median.map(|days| days as f64)
    }),
    measure("enter_by", "enter by", Kind::Date, |f| {
        f.enter_by(f.to_win.median)
    }),
    measure("enter_by_80", "to be safe", Kind::Date, |f| {
        f.enter_by(f.to_win.p80)
    }),
    number("wins_by_age", "wins by age", |f| f.wins_by_age),
    estimate("cost", "cost", |f| f.cost),
    count("entrants", "entrants", |f| f.entrants),
    estimate("per_entrant", "per entrant", |f| f.per_entrant),
    estimate("cumulative_cost_to_reach", "to reach it", |f| f.to_reach),
    estimate("per_win", "per win", |f| f.per_win),
];

pub const VIEWS: &[View] = &[
    View {
        title: "deals needed (total: wins)",
        columns: &[
            "pipeline",
            "period",
            "stage",
            "conversion",
            "p_win",
            "entrants_needed.ceil",
            "open",
            "open_wins",
            "still_needed.ceil",
        ],
    },
    View {
        title: "deadlines",
        columns: &[
            "pipeline",
            "period",
            "stage",
            "days_to_win",
            "enter_by",
            "enter_by_80",
            "target",
            "avg_won_value",
            "wins_by_age",
        ],
    },
    View {
        title: "cost (total: per win = acquisition cost)",
        columns: &[
            "pipeline",
            "period",
            "stage",
            "cost",
            "entrants",
            "per_entrant",
            "cumulative_cost_to_reach",
            "per_win",
        ],
    },
];
