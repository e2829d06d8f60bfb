//! The open deals of one stage, and the columns in which their figures stand.

use rust_decimal::{Decimal, prelude::FromPrimitive};

use crate::book::{Snapshot, Stage};
use crate::deal::Day;
use crate::reports::{
    cells::StageName,
    measure::{Measure, count, days, estimate, money, rate, text},
    money::{DealValue, Sum},
};
use crate::table::{Cell, View};

/// The open deals of a stage, of a pipeline, or of all of them.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// `None` in the row of all pipelines.
    pub pipeline: Option<String>,
    /// `None` in the row of all stages.
    pub stage: Option<StageName>,
    pub deals: u64,
    pub amount: Sum,
    pub weighted: Sum,
    /// 0 to 1.
    pub probability: Option<f64>,
    /// How many deals have a known age.
    pub aged: u64,
    pub days: i64,
    pub oldest: Option<i64>,
    /// How many have been in the stage for up to 30, 60 and 90 days, and for longer.
    pub bands: [u64; 4],
    /// How many were created in the last seven days.
    pub new: u64,
    /// All open deals, and their value, of which these are a share.
    pub all: (u64, Sum),
}

/// The last days of the bands of age.
const BANDS: [i64; 3] = [30, 60, 90];
/// So many days a deal is new.
const NEW_DAYS: i64 = 7;

pub const MEASURES: &[Measure<Figures>] = &[
    text(PIPELINE, "pipeline", |f| match &f.pipeline {
        Some(id) => Cell::text(id),
        None => Cell::Total,
    }),
    text("stage", "stage", Figures::stage_cell),
    count("deals", "deals", |f| f.deals),
    rate("deals_share", "share", |f| {
        (f.all.0 > 0).then(|| f.deals as f64 / f.all.0 as f64)
    }),
    money("amount", "amount", |f| f.amount.total()),
    rate("amount_share", "of value", Figures::amount_share),
    money("weighted", "at stage odds", |f| f.weighted.total()),
    estimate("avg_amount", "mean", |f| f.amount.mean()),
    days("avg_age_days", "days", Figures::mean_days),
    days("oldest_days", "longest", |f| {
        f.oldest.map(|days| days as f64)
    }),
    count("age_0_30", "0–30", |f| f.bands[0]),
    count("age_31_60", "31–60", |f| f.bands[1]),
    count("age_61_90", "61–90", |f| f.bands[2]),
    count("age_over_90", "> 90", |f| f.bands[3]),
    count("created_7_days", "new", |f| f.new),
];

/// The column that stands only where there are several.
pub const PIPELINE: &str = "pipeline";

/// Each fits 80 columns.
pub const VIEWS: &[View] = &[
    View {
        title: "",
        columns: &[
            PIPELINE,
            "stage",
            "deals",
            "deals_share",
            "amount",
            "amount_share",
            "weighted",
        ],
    },
    View {
        title: "mean amount; days in the stage, mean and deals by age; created in the last 7 days",
        columns: &[
            PIPELINE,
            "stage",
            "avg_amount",
            "avg_age_days",
            "age_0_30",
            "age_31_60",
            "age_61_90",
            "age_over_90",
            "created_7_days",
        ],
    },
];

impl Figures {
    /// No deals of a stage yet.
    pub fn of_stage(pipeline: &str, stage: &Stage) -> Self {
        Self {
            pipeline: Some(pipeline.to_owned()),
            stage: Some(StageName::from(stage)),
            probability: stage.probability,
            ..Self::default()
        }
    }

    /// No deals of a pipeline yet; of all of them without one.
    pub fn of_pipeline(pipeline: Option<&str>) -> Self {
        Self {
            pipeline: pipeline.map(str::to_owned),
            ..Self::default()
        }
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
            self.bands[BANDS.partition_point(|last| *last < days)] += 1;
        }
        let age = deal.created().map(|created| day.since(created));
        self.new += u64::from(age.is_some_and(|age| age < NEW_DAYS));
    }

    pub fn stage_cell(&self) -> Cell {
        self.stage.as_ref().map_or(Cell::Total, StageName::cell)
    }

    /// `None` where nothing is known of its amounts.
    fn amount_share(&self) -> Option<f64> {
        self.amount.total()?;
        self.amount.share_of(&self.all.1)
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
