//! Decides a move: where a deal may go, and what the gate there asks.

use super::{
    Book, Pipeline, Requirement, Stage,
    gate::{Ask, requirements},
};
use crate::deal::{
    Day, Deal, History, Outcome, State,
    history::{LOST, WON},
};

/// A move that can be asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    pub from: String,
    pub to: String,
    /// What the gate of the target requires; empty for a move that passes none.
    pub gate: Vec<Requirement>,
}

impl Move {
    pub fn is_allowed(&self) -> bool {
        self.gate.iter().all(|requirement| requirement.met)
    }

    pub fn missing(&self) -> impl Iterator<Item = &Requirement> {
        self.gate.iter().filter(|requirement| !requirement.met)
    }
}

/// Why there is no such move.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoveError {
    #[error("the book has no pipeline `{0}`")]
    UnknownPipeline(String),
    #[error("the pipeline `{pipeline}` has no stage `{stage}`")]
    UnknownStage {
        pipeline: String,
        stage: String,
        known: Vec<String>,
    },
    #[error("the deal is already closed ({0})")]
    Closed(&'static str),
    #[error("the deal is not closed")]
    NotClosed,
    #[error("`{0}` is the last stage")]
    LastStage(String),
    #[error("the deal is already in `{0}`")]
    AlreadyThere(String),
    #[error("the deal is in `{is}`, not in `{meant}`")]
    Elsewhere { is: String, meant: String },
    #[error("`{0}` is an outcome, not a stage")]
    IsOutcome(String),
}

/// Refuses a deal that is not where whoever moves it thinks that it is.
pub fn expect(book: &Book, state: &State<'_>, stage: &str) -> Result<(), MoveError> {
    let is = book.stage_id(state);
    let pipeline = book.pipeline_of(state);
    let meant = pipeline.and_then(|own| Some(own.stages.get(own.rank(stage)?)?.id.as_str()));
    if is == meant.unwrap_or(stage) {
        return Ok(());
    }
    Err(MoveError::Elsewhere {
        is: is.to_owned(),
        meant: stage.to_owned(),
    })
}

/// The next stage, optional or not.
pub fn next(book: &Book, deal: &Deal, state: &State<'_>, on: Day) -> Result<Move, MoveError> {
    let pipeline = open_in(book, state)?;
    let rank = pipeline
        .rank(state.stage)
        .ok_or_else(|| unknown_stage(pipeline, state.stage))?;
    let target = pipeline
        .stages
        .get(rank + 1)
        .ok_or_else(|| MoveError::LastStage(book.stage_id(state).to_owned()))?;
    Ok(passing(book, deal, state, target, on))
}

/// A named stage, forward or back. The gate is asked for a higher rank only.
pub fn to(
    book: &Book,
    deal: &Deal,
    state: &State<'_>,
    stage: &str,
    on: Day,
) -> Result<Move, MoveError> {
    let pipeline = open_in(book, state)?;
    let target = named(pipeline, stage)?;
    if pipeline.rank(state.stage) == pipeline.rank(stage) {
        return Err(MoveError::AlreadyThere(target.id.clone()));
    }
    Ok(higher(book, pipeline, deal, state, target, on))
}

/// Open again, in the named stage or the last open one before the closing.
pub fn reopen(
    book: &Book,
    deal: &Deal,
    history: &History,
    stage: Option<&str>,
    on: Day,
) -> Result<Move, MoveError> {
    let state = history.on_or_top(on, deal);
    if state.is_open() {
        return Err(MoveError::NotClosed);
    }
    let pipeline = pipeline_of(book, &state)?;
    let first = || pipeline.stages.first().map_or("", |stage| &stage.id);
    let last_open = history.last_open_stage(on).unwrap_or_else(first);
    let target = named(pipeline, stage.unwrap_or(last_open))?;
    let before = State {
        stage: last_open,
        ..state
    };
    Ok(Move {
        from: book.stage_id(&state).to_owned(),
        ..higher(book, pipeline, deal, &before, target, on)
    })
}

/// What `win` asks: an amount.
pub fn win(deal: &State<'_>) -> Result<Requirement, MoveError> {
    match deal.outcome() {
        Outcome::Open => Ok(Requirement {
            ask: Ask::Amount,
            need: "known".to_owned(),
            have: deal
                .amount
                .map_or_else(|| "unknown".to_owned(), |amount| amount.to_string()),
            counts: None,
            met: deal.amount.is_some(),
        }),
        closed => Err(MoveError::Closed(closed.as_str())),
    }
}

/// What `lose` asks: that the deal is open.
pub fn lose(deal: &State<'_>) -> Result<(), MoveError> {
    match deal.outcome() {
        Outcome::Open => Ok(()),
        closed => Err(MoveError::Closed(closed.as_str())),
    }
}

/// The pipeline of a deal that is open.
pub fn open_in<'a>(book: &'a Book, state: &State<'_>) -> Result<&'a Pipeline, MoveError> {
    match state.outcome() {
        Outcome::Open => pipeline_of(book, state),
        closed => Err(MoveError::Closed(closed.as_str())),
    }
}

fn pipeline_of<'a>(book: &'a Book, state: &State<'_>) -> Result<&'a Pipeline, MoveError> {
    book.pipeline_of(state)
        .ok_or_else(|| MoveError::UnknownPipeline(state.pipeline.unwrap_or_default().to_owned()))
}

fn named<'a>(pipeline: &'a Pipeline, stage: &str) -> Result<&'a Stage, MoveError> {
    if matches!(stage, WON | LOST) {
        return Err(MoveError::IsOutcome(stage.to_owned()));
    }
    pipeline
        .stage(stage)
        .ok_or_else(|| unknown_stage(pipeline, stage))
}

fn unknown_stage(pipeline: &Pipeline, stage: &str) -> MoveError {
    MoveError::UnknownStage {
        pipeline: pipeline.id.clone(),
        stage: stage.to_owned(),
        known: pipeline.stage_ids().map(str::to_owned).collect(),
    }
}

fn higher(
    book: &Book,
    pipeline: &Pipeline,
    deal: &Deal,
    state: &State<'_>,
    target: &Stage,
    on: Day,
) -> Move {
    let (rank, before) = (pipeline.rank(&target.id), pipeline.rank(state.stage));
    // The first stage's gate is asked of no deal.
    if rank > before && rank > Some(0) {
        return passing(book, deal, state, target, on);
    }
    Move {
        from: book.stage_id(state).to_owned(),
        to: target.id.clone(),
        gate: Vec::new(),
    }
}

fn passing(book: &Book, deal: &Deal, state: &State<'_>, target: &Stage, on: Day) -> Move {
    let gate = requirements(&target.gate, deal, state, book, on);
    Move {
        from: book.stage_id(state).to_owned(),
        to: target.id.clone(),
        gate,
    }
}
