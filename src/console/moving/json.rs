//! What a move prints for a machine.

use serde::Serialize;

use super::{
    super::{
        gate::print::{self, RequirementJson},
        risk::RiskJson,
    },
    Attempt,
};
use crate::store::Changed;

/// The move, its gate, and with `advance` the risk before it.
#[derive(Debug, Serialize)]
pub(super) struct MoveJson {
    deal: String,
    from: String,
    to: String,
    on: String,
    /// Whether the deal was moved; false where the gate blocked it, and on a dry run.
    moved: bool,
    accepted_risk: bool,
    gate: Vec<RequirementJson>,
    /// What a dry run would write.
    #[serde(skip_serializing_if = "Option::is_none")]
    diff: Option<String>,
    /// Before the move, by the stage's expected days.
    #[serde(skip_serializing_if = "Option::is_none")]
    risk: Option<RiskJson>,
}

impl MoveJson {
    pub(super) fn new(changed: &Changed<Attempt>, diff: Option<String>) -> Self {
        let (attempt, id) = (&changed.value, &changed.before.file.id);
        Self {
            deal: id.clone(),
            from: attempt.planned.from.clone(),
            to: attempt.planned.to.clone(),
            on: attempt.on.to_string(),
            moved: attempt.moved && diff.is_none(),
            accepted_risk: attempt.accepted.is_some(),
            gate: print::json(&attempt.planned.gate, &changed.before.deal, id),
            diff,
            risk: attempt.risk.as_ref().map(RiskJson::from_risk),
        }
    }
}
