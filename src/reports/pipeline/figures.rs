//! The open deals of one stage, and the columns in which their figures stand.

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use crate::book::pipeline::Stage;
use crate::book::snapshot::Snapshot;
use crate::deal::day::Day;
use crate::reports::measure::{Measure, measure};
use crate::reports::money::{DealValue, Sum, worth};
use crate::reports::query::Query;
use crate::table::{Cell, Kind};

/// The open deals of a stage, or of all of them.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// `None` in the row of all stages.
    pub stage: Option<(String, String)>,
    pub deals: u64,
    pub amount: Sum,
    pub weighted: Sum,
    /// 0 to 1; `None` where deals of several lie together.
    pub probability: Option<f64>,
    pub aged: u64,
    pub days: i64,
    pub oldest: Option<i64>,
}

/// The columns.
pub const MEASURES: &[Measure<Figures>] = &[
    measure("stage", "stage", Kind::Text, Figures::stage_cell),
    measure("deals", "deals", Kind::Count, |f| Cell::Count(f.deals)),
    measure("amount", "amount", Kind::Money, |f| {
        Cell::of(f.amount.total(), Cell::Money)
    }),
    measure("weighted", "weighted", Kind::Money, |f| {
        Cell::of(f.weighted.total(), Cell::Money)
    }),
    measure("avg_amount", "mean", Kind::Money, |f| {
        Cell::of(f.amount.mean(), Cell::MoneyRate)
    }),
    measure("avg_age_days", "mean days", Kind::Days, Figures::age_cell),
    measure("oldest_days", "longest", Kind::Days, |f| {
        Cell::of(f.oldest, |days| Cell::Days(days as f64))
    }),
];

impl Figures {
    pub fn of_stage(stage: &Stage) -> Self {
        let name = (stage.id.clone(), stage.title().to_owned());
        Self {
            stage: Some(name),
            probability: stage.probability,
            ..Self::default()
        }
    }

    /// Takes in the deals of a stage of the same id in another pipeline.
    pub fn share_with(&mut self, stage: &Stage) {
        self.probability = self
            .probability
            .filter(|own| Some(*own) == stage.probability);
    }

    pub fn stage_cell(&self) -> Cell {
        let name = self.stage.clone();
        name.map_or(Cell::Total, |(id, title)| Cell::Named { id, title })
    }

    pub fn age_cell(&self) -> Cell {
        if self.aged == 0 {
            Cell::Missing
        } else {
            Cell::Days(self.days as f64 / self.aged as f64)
        }
    }

    pub fn add(&mut self, deal: &Snapshot<'_>, query: &Query<'_>, as_of: Day) {
        let worth = worth(deal, query.book);
        self.deals += 1;
        self.amount.add(worth);
        let probability = query
            .book
            .stage_of(&deal.state)
            .and_then(|stage| stage.probability);
        self.weighted.add(weighted(worth, probability));
        if let Some(days) = deal
            .journey
            .present_visit()
            .and_then(|visit| visit.days(as_of))
        {
            self.aged += 1;
            self.days += days;
            self.oldest = self.oldest.max(Some(days));
        }
    }
}

fn weighted(worth: DealValue, probability: Option<f64>) -> DealValue {
    let product = |amount: Decimal| amount.checked_mul(Decimal::from_f64(probability?)?);
    match worth {
        DealValue::Known(amount) => product(amount).map_or(DealValue::Missing, DealValue::Known),
        unknown => unknown,
    }
}
