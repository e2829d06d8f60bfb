//! A deal for a machine. The keys are stable; `deal` is the file's own content.

use serde::Serialize;
use serde_json::Value;

use super::{super::meddic::card::ElementJson, View};
use crate::book::Snapshot;
use crate::console::{
    Failure,
    gate::{self, print::RequirementJson},
    risk::RiskJson,
};
use crate::deal::next_step::NextStep;
use crate::render;
use crate::store::content;
use crate::table::Cell;

/// What `deal show --format json` prints.
#[derive(Debug, Serialize)]
pub struct DealJson {
    id: String,
    /// Relative to the book.
    path: String,
    as_of: String,
    /// Null on a day before the deal's first.
    state: Option<StateJson>,
    next_step: Option<NextStepJson>,
    /// `won` behind the last stage; null for a closed deal.
    next_stage: Option<String>,
    next_gate: Vec<RequirementJson>,
    meddic: Vec<ElementJson>,
    /// Held against the stage's expected days; null for a deal that is not open.
    risk: Option<RiskJson>,
    /// The file as it is, by the keys of the format.
    deal: Value,
}

/// The tracked fields on the as-of day, and what follows from them.
#[derive(Debug, Serialize)]
pub struct StateJson {
    pipeline: Option<String>,
    stage: String,
    /// From 1; null for outcomes and unknown stages.
    rank: Option<usize>,
    stages: Option<usize>,
    days_in_stage: Option<i64>,
    expected_days: Option<u32>,
    outcome: &'static str,
    created: Option<String>,
    closed: Option<String>,
    amount: Option<Value>,
    currency: Option<&'static str>,
    close_date: Option<String>,
    owner: Option<String>,
    forecast: &'static str,
    hold: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct NextStepJson {
    /// followup or meeting
    kind: &'static str,
    id: String,
    date: String,
    what: String,
}

pub fn from_view(view: &View<'_>) -> Result<DealJson, Failure> {
    let (file, deal) = (&view.loaded.file, &view.loaded.deal);
    let gate = view
        .ahead
        .as_ref()
        .map(|ahead| gate::print::json(&ahead.gate, deal, &file.id));
    Ok(DealJson {
        id: file.id.clone(),
        path: file.shown.clone(),
        as_of: view.on.to_string(),
        state: state(view),
        next_step: next_step(view),
        next_stage: view.ahead.as_ref().map(|ahead| ahead.to.clone()),
        next_gate: gate.unwrap_or_default(),
        meddic: view.marks.iter().map(ElementJson::from_mark).collect(),
        risk: view.risk.as_ref().map(RiskJson::from_risk),
        deal: content(deal, &view.loaded.text)?,
    })
}

/// How it stands; `None` on a day before its first.
pub fn state(view: &View<'_>) -> Option<StateJson> {
    view.snapshot
        .as_ref()
        .map(|snapshot| state_of(view, snapshot))
}

fn state_of(view: &View<'_>, snapshot: &Snapshot<'_>) -> StateJson {
    let state = &snapshot.state;
    let pipeline = snapshot.pipeline;
    StateJson {
        pipeline: pipeline
            .map(|pipeline| pipeline.id.as_str())
            .or(state.pipeline)
            .map(str::to_owned),
        stage: snapshot.stage_id().to_owned(),
        rank: snapshot.rank(),
        stages: pipeline.map(|pipeline| pipeline.stages.len()),
        days_in_stage: snapshot.days_in_stage(),
        expected_days: snapshot.stage.and_then(|stage| stage.expected_days),
        outcome: state.outcome().as_str(),
        created: snapshot.created().map(|day| day.to_string()),
        closed: snapshot.closed().map(|day| day.to_string()),
        amount: state
            .amount
            .map(|amount| render::json(&Cell::Money(amount.0))),
        currency: state
            .amount
            .and(view.book.currency_of(state))
            .map(|currency| currency.code()),
        close_date: state.close_date.map(|day| day.to_string()),
        owner: state.owner.map(str::to_owned),
        forecast: state.forecast().as_str(),
        hold: state.hold.map(|day| day.to_string()),
    }
}

/// What is next; nothing of a closed deal.
pub fn next_step(view: &View<'_>) -> Option<NextStepJson> {
    let step = view.loaded.deal.next_step().filter(|_| view.is_open())?;
    let (kind, id) = match &step {
        NextStep::FollowUp(followup, _) => ("followup", &followup.id),
        NextStep::Meeting(meeting) => ("meeting", &meeting.id),
    };
    Some(NextStepJson {
        kind,
        id: id.clone(),
        date: step.day().to_string(),
        what: step.what().to_owned(),
    })
}
