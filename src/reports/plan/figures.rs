//! The rows of a plan: one for each stage, one for the wins, and the columns in which they stand.

use super::{funnel::Funnel, need::whole, target::Plan};
use crate::book::Period;
use crate::deal::Day;
use crate::reports::{
    cells::StageName,
    measure::{Measure, count, days, estimate, measure, number, rate, share, text},
};
use crate::table::{Cell, Kind, View};

/// A stage of a plan, or the wins that it takes.
pub struct Figures {
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
    still_needed: Option<f64>,
    median_days: Option<i64>,
    latest_entry: Option<Day>,
    wins_by_age: Option<f64>,
    cost: Option<f64>,
    entrants: u64,
    per_entrant: Option<f64>,
    to_reach: Option<f64>,
    per_win: Option<f64>,
}

/// The stages in their order, then the wins.
pub fn figures(plan: &Plan, funnel: &Funnel) -> Vec<Figures> {
    let stages = 0..funnel.stages.len();
    stages
        .map(|rank| Figures::of_stage(rank, plan, funnel))
        .chain([Figures::of_wins(plan, funnel)])
        .collect()
}

impl Figures {
    fn of_stage(rank: usize, plan: &Plan, funnel: &Funnel) -> Self {
        let (stage, spending) = (&funnel.stages[rank], &funnel.spending);
        Self {
            period: plan.period,
            stage: Some(stage.name.clone()),
            target: None,
            won_value: None,
            conversion: (stage.advanced, stage.decided()),
            chance: plan.chances[rank],
            needed: plan.needed(rank),
            open: stage.open,
            still_needed: plan.still_needed(rank),
            median_days: stage.median_days,
            latest_entry: plan.latest[rank],
            wins_by_age: None,
            cost: spending.cost(rank),
            entrants: spending.entrants[rank],
            per_entrant: spending.per_entrant(rank),
            to_reach: spending.to_reach(rank),
            per_win: spending.per_win(rank),
        }
    }

    fn of_wins(plan: &Plan, funnel: &Funnel) -> Self {
        let (stages, spending) = (&funnel.stages, &funnel.spending);
        Self {
            period: plan.period,
            stage: None,
            target: plan.target,
            won_value: plan.won_value,
            conversion: (0, 0),
            chance: plan.chances.first().copied().flatten(),
            needed: plan.wins,
            open: stages.iter().map(|stage| stage.open).sum(),
            still_needed: plan.wins_missing(),
            median_days: stages.iter().map(|stage| stage.median_days).sum(),
            latest_entry: None,
            wins_by_age: funnel.ages.wins_in(&plan.period),
            cost: spending.total(),
            entrants: spending.wins,
            per_entrant: None,
            to_reach: None,
            per_win: spending.cac(),
        }
    }

    fn stage_cell(&self) -> Cell {
        self.stage.as_ref().map_or(Cell::Total, StageName::cell)
    }
}

/// Whole deals of an exact number.
fn ceil(exact: Option<f64>) -> Cell {
    Cell::optional(exact, |exact| Cell::Count(whole(exact)))
}

pub const MEASURES: &[Measure<Figures>] = &[
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
    number("still_needed.exact", "exactly", |f| f.still_needed),
    measure("still_needed.ceil", "still needed", Kind::Count, |f| {
        ceil(f.still_needed)
    }),
    days("median_days", "days", |f| {
        f.median_days.map(|days| days as f64)
    }),
    measure("latest_entry_date", "enter by", Kind::Date, |f| {
        Cell::optional(f.latest_entry, |day| Cell::Date(day.into()))
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
            "period",
            "stage",
            "conversion",
            "p_win",
            "entrants_needed.ceil",
            "open",
            "still_needed.ceil",
        ],
    },
    View {
        title: "deadlines",
        columns: &[
            "period",
            "stage",
            "median_days",
            "latest_entry_date",
            "target",
            "avg_won_value",
            "wins_by_age",
        ],
    },
    View {
        title: "cost (total: per win = acquisition cost)",
        columns: &[
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
