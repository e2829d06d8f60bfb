//! The open deals of one stage, and the columns in which their figures stand.

use rust_decimal::{Decimal, prelude::FromPrimitive};

use crate::book::{Snapshot, Stage};
use crate::deal::Day;
use crate::reports::{
    cells::StageName,
    measure::{Measure, count, days, estimate, money, text},
    money::{DealValue, Sum},
};
use crate::table::Cell;

/// The open deals of a stage, or of all of them.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// `None` in the row of all stages.
    pub stage: Option<StageName>,
    pub deals: u64,
    pub amount: Sum,
    pub weighted: Sum,
    /// 0 to 1; `None` where stages of several pipelines share the row and differ.
    pub probability: Option<f64>,
    /// How many deals have a known age.
    pub aged: u64,
    pub days: i64,
    pub oldest: Option<i64>,
}

pub const MEASURES: &[Measure<Figures>] = &[
    text("stage", "stage", Figures::stage_cell),
    count("deals", "deals", |f| f.deals),
    money("amount", "amount", |f| f.amount.total()),
    money("weighted", "weighted", |f| f.weighted.total()),
    estimate("avg_amount", "mean", |f| f.amount.mean()),
    days("avg_age_days", "mean days", Figures::mean_days),
    days("oldest_days", "longest", |f| {
        f.oldest.map(|days| days as f64)
    }),
];

impl Figures {
    /// No deals of a stage yet.
    pub fn of_stage(stage: &Stage) -> Self {
        Self {
            stage: Some(StageName::from(stage)),
            probability: stage.probability,
            ..Self::default()
        }
    }

    /// Takes in a stage of the same id in another pipeline.
    pub fn share_with(&mut self, stage: &Stage) {
        self.probability = self
            .probability
            .filter(|own| Some(*own) == stage.probability);
    }

    pub fn add(&mut self, deal: &Snapshot<'_>, day: Day) {
        self.deals += 1;
        self.amount.add(deal.value());
        self.weighted.add(weighted(deal));
        let visit = deal.journey.present_visit();
        if let Some(days) = visit.and_then(|visit| visit.days(day)) {
            self.aged += 1;
            self.days += days;
            self.oldest = self.oldest.max(Some(days));
        }
    }

    pub fn stage_cell(&self) -> Cell {
        self.stage.as_ref().map_or(Cell::Total, StageName::cell)
    }

    pub fn mean_days(&self) -> Option<f64> {
        (self.aged > 0).then(|| self.days as f64 / self.aged as f64)
    }
}

/// amount × probability; missing where the stage has none.
fn weighted(deal: &Snapshot<'_>) -> DealValue {
    let value = deal.value();
    let Some(amount) = value.known() else {
        return value;
    };
    deal.stage
        .and_then(|stage| Decimal::from_f64(stage.probability?))
        .and_then(|probability| amount.checked_mul(probability))
        .map_or(DealValue::Missing, DealValue::Known)
}
