//! The rows of a plan: one for each stage, one for the wins, and the columns in which they stand.

use std::rc::Rc;

use rust_decimal::prelude::ToPrimitive;

use crate::book::period::Period;
use crate::deal::day::Day;
use crate::reports::measure::{Measure, measure};
use crate::table::{Cell, Kind, View};

use super::funnel::Funnel;
use super::need::{chances, entrants, expected_wins, latest_entries, whole};

/// What a target takes of a funnel.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    pub period: Period,
    /// In major units of the row's currency.
    pub target: Option<f64>,
    pub closed: Option<f64>,
    pub won_value: Option<f64>,
    pub wins: Option<f64>,
    /// Wins beyond what is closed in the period.
    pub wins_left: Option<f64>,
    pub chances: Vec<Option<f64>>,
    /// What the open deals are good for, from each stage on.
    pub expected: Vec<Option<f64>>,
    pub latest: Vec<Option<Day>>,
}

impl Plan {
    pub fn of(period: Period, target: Option<f64>, closed: Option<f64>, funnel: &Funnel) -> Self {
        let conversions: Vec<Option<f64>> = funnel
            .stages
            .iter()
            .map(|stage| stage.conversion())
            .collect();
        let open: Vec<u64> = funnel.stages.iter().map(|stage| stage.open).collect();
        let days: Vec<Option<i64>> = funnel
            .stages
            .iter()
            .map(|stage| stage.median_days)
            .collect();
        let (chances, won_value) = (chances(&conversions), funnel.won_value());
        let left = target
            .zip(closed)
            .map(|(target, closed)| (target - closed).max(0.0));
        Self {
            period,
            target,
            closed,
            won_value,
            wins: target.zip(won_value).map(|(target, value)| target / value),
            wins_left: left.zip(won_value).map(|(left, value)| left / value),
            expected: expected_wins(&open, &chances),
            latest: latest_entries(period.to, &days),
            chances,
        }
    }

    /// How many more have to enter a stage, after the deals in it and behind it: (wins − Σ n·p) /
    /// p, 0 at least.
    pub fn still(&self, stage: usize) -> Option<f64> {
        let expected = (*self.expected.get(stage)?)?;
        entrants(
            (self.wins_left? - expected).max(0.0),
            *self.chances.get(stage)?,
        )
    }

    /// Wins that neither closed nor open deals give.
    pub fn wins_missing(&self) -> Option<f64> {
        Some((self.wins_left? - (*self.expected.first()?)?).max(0.0))
    }

    fn need(&self, stage: usize) -> Option<f64> {
        entrants(self.wins?, *self.chances.get(stage)?)
    }
}

/// A stage of a plan, or all of it.
pub struct Line {
    pub plan: Rc<Plan>,
    pub funnel: Rc<Funnel>,
    /// `None` in the row of the wins.
    pub stage: Option<usize>,
}

impl Line {
    fn stage_cell(&self) -> Cell {
        let stage = self.stage.and_then(|stage| self.funnel.stages.get(stage));
        stage.map_or(Cell::Total, |stage| Cell::Named {
            id: stage.id.clone(),
            title: stage.title.clone(),
        })
    }

    fn conversion(&self) -> Cell {
        match self.stage.and_then(|stage| self.funnel.stages.get(stage)) {
            Some(stage) => Cell::share(stage.advanced, stage.advanced + stage.lost),
            None => Cell::Missing,
        }
    }

    fn chance(&self) -> Cell {
        let chance = self
            .plan
            .chances
            .get(self.stage.unwrap_or(0))
            .copied()
            .flatten();
        Cell::of(chance, |value| Cell::Rate { value, of: None })
    }

    fn need(&self) -> Option<f64> {
        self.stage
            .map_or(self.plan.wins, |stage| self.plan.need(stage))
    }

    fn still(&self) -> Option<f64> {
        self.stage
            .map_or_else(|| self.plan.wins_missing(), |stage| self.plan.still(stage))
    }

    fn open(&self) -> u64 {
        let stages = self.funnel.stages.iter().enumerate();
        stages
            .filter(|(rank, _)| self.stage.is_none_or(|own| own == *rank))
            .map(|(_, stage)| stage.open)
            .sum()
    }

    fn days(&self) -> Cell {
        let mut stages = self.funnel.stages.iter().enumerate();
        let days = match self.stage {
            Some(own) => stages
                .find(|(rank, _)| *rank == own)
                .and_then(|(_, stage)| stage.median_days),
            None => stages.map(|(_, stage)| stage.median_days).sum(),
        };
        Cell::of(days, |days| Cell::Days(days as f64))
    }

    fn latest(&self) -> Cell {
        let day = self
            .stage
            .and_then(|stage| self.plan.latest.get(stage).copied().flatten());
        Cell::of(day, |day| Cell::Date(day.into()))
    }

    fn cost(&self) -> Option<f64> {
        let spending = &self.funnel.spending;
        self.stage
            .map_or_else(|| spending.total(), |stage| spending.cost(stage))
    }

    fn entrants(&self) -> Cell {
        let spending = &self.funnel.spending;
        let count = self.stage.map_or(Some(spending.wins), |stage| {
            spending.entrants.get(stage).copied()
        });
        Cell::of(count, Cell::Count)
    }

    fn per_win(&self) -> Option<f64> {
        let spending = &self.funnel.spending;
        self.stage
            .map_or_else(|| spending.cac(), |stage| spending.per_win(stage))
    }
}

fn money(value: Option<f64>) -> Cell {
    Cell::of(value, Cell::MoneyRate)
}

fn number(value: Option<f64>) -> Cell {
    Cell::of(value, Cell::Number)
}

fn deals(value: Option<f64>) -> Cell {
    Cell::of(value, |value| Cell::Count(whole(value)))
}

/// The columns.
pub const MEASURES: &[Measure<Line>] = &[
    measure("period", "period", Kind::Text, |l| {
        Cell::text(l.plan.period.to_string())
    }),
    measure("stage", "stage", Kind::Text, Line::stage_cell),
    measure("target", "target", Kind::Money, |l| {
        money(l.plan.target.filter(|_| l.stage.is_none()))
    }),
    measure("avg_won_value", "mean won", Kind::Money, |l| {
        money(l.plan.won_value.filter(|_| l.stage.is_none()))
    }),
    measure("conversion", "conversion", Kind::Rate, Line::conversion),
    measure("p_win", "→ won", Kind::Rate, Line::chance),
    measure("entrants_needed.exact", "exactly", Kind::Number, |l| {
        number(l.need())
    }),
    measure("entrants_needed.ceil", "needed", Kind::Count, |l| {
        deals(l.need())
    }),
    measure("open", "open", Kind::Count, |l| Cell::Count(l.open())),
    measure("still_needed.exact", "exactly", Kind::Number, |l| {
        number(l.still())
    }),
    measure("still_needed.ceil", "still needed", Kind::Count, |l| {
        deals(l.still())
    }),
    measure("median_days", "days", Kind::Days, Line::days),
    measure("latest_entry_date", "enter by", Kind::Date, Line::latest),
    measure("wins_by_age", "wins by age", Kind::Number, |l| {
        number(
            l.funnel
                .wins_by_age(&l.plan.period)
                .filter(|_| l.stage.is_none()),
        )
    }),
    measure("cost", "cost", Kind::Money, |l| money(l.cost())),
    measure("entrants", "entrants", Kind::Count, Line::entrants),
    measure("per_entrant", "per entrant", Kind::Money, |l| {
        money(
            l.stage
                .and_then(|stage| l.funnel.spending.per_entrant(stage)),
        )
    }),
    measure(
        "cumulative_cost_to_reach",
        "to reach it",
        Kind::Money,
        |l| money(l.stage.and_then(|stage| l.funnel.spending.to_reach(stage))),
    ),
    measure("per_win", "per win", Kind::Money, |l| money(l.per_win())),
];

/// How the columns read in 80 characters.
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

/// A decimal as a float, for what is an estimate anyway.
pub fn float(amount: Option<rust_decimal::Decimal>) -> Option<f64> {
    amount.and_then(|amount| amount.to_f64())
}
