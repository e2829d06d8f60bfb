//! The deals to talk about: the most money at risk.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use crate::book::{
    Snapshot,
    risk::{Band, Facts, Risk},
};
use crate::deal::Day;
use crate::reports::{
    Slice,
    measure::{Measure, columns, measure, money, text},
    typical_stay::TypicalStays,
};
use crate::table::{Cell, Column, Kind};

/// So many deals are named.
const DEALS: usize = 5;

/// A deal to talk about.
pub struct Talk {
    deal: String,
    owner: Option<String>,
    stage: Cell,
    amount: Option<Decimal>,
    close_date: Option<Day>,
    band: Band,
    why: String,
}

pub const MEASURES: &[Measure<Talk>; 8] = &[
    text("deal", "deal", |own| Cell::text(&own.deal)),
    text("owner", "owner", |own| {
        Cell::optional(own.owner.clone(), Cell::Text)
    }),
    text("stage", "stage", |own| own.stage.clone()),
    money("amount", "amount", |own| own.amount),
    measure("close_date", "close", Kind::Date, |own| {
        Cell::optional(own.close_date, |day| Cell::Date(day.into()))
    }),
    text("band", "risk", |own| Cell::text(own.band.as_str())),
    text("why", "why", |own| Cell::text(&own.why)),
    text("command", "command", |own| {
        Cell::text(format!("deal brief {}", own.deal))
    }),
];

pub const COLUMNS: &[Column] = &columns(MEASURES);

/// Open deals by band of risk, the worst first, then by amount; none of low risk.
pub fn talk(slice: &Slice<'_, '_>, usual: &TypicalStays) -> Vec<Talk> {
    let open = slice.filter(Snapshot::is_open);
    let mut talks: Vec<Talk> = open.filter_map(|deal| Talk::new(deal, usual)).collect();
    talks.retain(|own| own.band != Band::Low);
    talks.sort_by_key(|own| (Reverse(own.band), Reverse(own.amount), own.deal.clone()));
    talks.truncate(DEALS);
    talks
}

impl Talk {
    fn new(deal: &Snapshot<'_>, usual: &TypicalStays) -> Option<Self> {
        let facts = Facts::new(deal, &deal.record.details, usual.here(&deal.journey))?;
        let risk = Risk::from_facts(&facts);
        let causes = risk.causes();
        Some(Self {
            deal: deal.id().to_owned(),
            owner: deal.owner.map(str::to_owned),
            stage: deal.stage_cell(),
            amount: deal.value().known(),
            close_date: deal.state.close_date,
            band: risk.band(),
            why: causes
                .first()
                .map_or_else(String::new, |cause| cause.reason.clone()),
        })
    }
}
