//! A risk as people and scripts read it.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::book::{
    Snapshot,
    risk::{Component, Facts, Risk, TypicalStay},
};
use crate::deal::{Deal, record::Details};
use crate::render;
use crate::table::Cell;

/// More causes than this are not named in a line.
const NAMED: usize = 3;

/// A risk in JSON.
#[derive(Debug, Serialize)]
pub struct RiskJson {
    score: f64,
    /// low, medium, high or critical
    band: &'static str,
    /// Each from 0 to 1.
    components: Map<String, Value>,
}

impl RiskJson {
    pub fn from_risk(risk: &Risk) -> Self {
        let level =
            |component: &Component| (component.factor.as_str().to_owned(), component.level.into());
        Self {
            score: risk.score(),
            band: risk.band().as_str(),
            components: risk.components.iter().map(level).collect(),
        }
    }
}

/// The risk of a deal where no other file is read: its stay is held against what the book expects
/// of the stage. `None` where it is not open.
pub fn alone(deal: &Deal, snapshot: &Snapshot<'_>) -> Option<Risk> {
    let usual = TypicalStay::expected(snapshot.stage);
    Facts::new(snapshot, &Details::from(deal.clone()), usual)
        .as_ref()
        .map(Risk::from_facts)
}

/// `52.50 of 100, high: 18 days silent; no next step`.
pub fn line(risk: &Risk) -> String {
    let causes: Vec<&str> = risk
        .causes()
        .iter()
        .take(NAMED)
        .map(|cause| cause.reason.as_str())
        .collect();
    let lead = if causes.is_empty() { "" } else { ": " };
    format!("{}{lead}{}", head(risk), causes.join("; "))
}

/// `52.50 of 100, high`.
pub fn head(risk: &Risk) -> String {
    format!("{} of 100, {}", points(risk.score()), risk.band())
}

/// Points as the report prints them.
pub fn points(number: f64) -> String {
    render::text_cell(&Cell::Number(number), None)
}
