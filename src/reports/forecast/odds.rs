//! How likely an open deal is won.

use crate::book::{Period, Pipeline, Snapshot, Stage, journey::StageRef};
use crate::deal::Day;
use crate::reports::{
    Query,
    competing_risks::End,
    conversion::stage_progress::StageProgress,
    flags::{Flag, Takes},
    flows::Flows,
    outcome::waits::waits,
};
use crate::stats::{
    aalen_johansen::CumulativeIncidence,
    shrink::{Beta, shrink},
};

keywords! {
    /// Where the probability of a stage comes from.
    Prob { History = "history", Config = "config" }
}

keywords! {
    /// Whether a deal's stage and days in it decide, its stage alone, or its age alone.
    Method { Flow = "flow", Stage = "stage", Survival = "survival" }
}

/// How many closed deals the configured probability of a stage is worth.
pub const PRIOR_WEIGHT: f64 = 10.0;

pub const PROB: Flag = Flag::new(
    "prob",
    Takes::Word(Prob::WORDS),
    "Stage probability: estimated from closed deals and the configured value, or configured only",
)
.or("history");

pub const METHOD: Flag = Flag::new(
    "method",
    Takes::Word(Method::WORDS),
    "Where p comes from: the stage, the days in it and the days left (flow); the stage, as ever won of a deal that has just come to it (stage); the age and the days left (survival)",
)
.or("flow");

/// The same of a report that takes the deals due in a period for themselves.
pub const METHOD_OF_DUE: Flag = Flag::new(
    "method",
    Takes::Word(&["stage", "survival"]),
    "Where p comes from: the stage, as ever won of a deal that has just come to it, or the deal's age and the days left (Aalen–Johansen)",
)
.or("stage");

/// What is known of a stage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StageOdds {
    pub won: u64,
    pub decided: u64,
    pub prior: f64,
    pub p: f64,
    /// What its closed deals alone say of the probability; `None` where it is the configured one.
    pub belief: Option<Beta>,
}

/// The probabilities of every deal. They are the book's, whatever part of it is asked for: a filter
/// for open deals knows no won ones.
pub enum Odds<'a> {
    Flow(Flows<'a>),
    /// By pipeline and rank; `None` for a stage without a probability.
    Stages(Vec<Vec<Option<StageOdds>>>),
    /// By pipeline.
    Survival(Vec<CumulativeIncidence>),
}

impl<'a> Odds<'a> {
    /// As of the query's day; flow looks ahead to `last`.
    pub fn new(query: &Query<'a>, method: Method, prob: Prob, last: Day) -> Self {
        let pipelines = query.book.pipelines.iter();
        match method {
            Method::Flow => Odds::Flow(Flows::new(query, last)),
            Method::Survival => {
                Odds::Survival(pipelines.map(|pipeline| curve(pipeline, query)).collect())
            }
            Method::Stage => Odds::Stages(
                pipelines
                    .map(|pipeline| stages(pipeline, query, prob))
                    .collect(),
            ),
        }
    }

    /// Whether every open deal counts, not those alone that are due in a period.
    pub fn counts_all(&self) -> bool {
        matches!(self, Odds::Flow(_))
    }

    /// The probability that a deal is won: with flow within the period, with survival by its last
    /// day, with stage ever; `None` where nothing tells.
    pub fn of_deal(&self, deal: &Snapshot<'_>, period: &Period) -> Option<f64> {
        match self {
            Odds::Flow(flows) => flows.chance(deal, period),
            Odds::Stages(_) => self.of_stage(present_stage(deal)?).map(|odds| odds.p),
            Odds::Survival(curves) => {
                let pipeline = deal.book.pipeline_of(&deal.state)?;
                let mut pipelines = deal.book.pipelines.iter();
                let curve = curves.get(pipelines.position(|own| own.id == pipeline.id)?)?;
                let life = Snapshot::new(deal.record, deal.book, Some(pipeline), deal.as_of)?;
                curve.conditional(life.open_days(false)?, period.to.since(deal.as_of))
            }
        }
    }

    /// What is known of a stage, if stages decide.
    pub fn of_stage(&self, stage: StageRef) -> Option<StageOdds> {
        match self {
            Odds::Stages(all) => *all.get(stage.pipeline)?.get(stage.rank)?,
            Odds::Flow(_) | Odds::Survival(_) => None,
        }
    }
}

/// The stage that an open deal is in.
pub fn present_stage(deal: &Snapshot<'_>) -> Option<StageRef> {
    deal.journey.present_visit()?.stage
}

/// A deal that was won or lost, and how far it came.
struct Decided {
    is_won: bool,
    progress: StageProgress,
}

/// The odds of each stage, from the deals that reached it and are decided.
fn stages(pipeline: &Pipeline, query: &Query<'_>, prob: Prob) -> Vec<Option<StageOdds>> {
    let decided = match prob {
        Prob::History => decided(pipeline, query),
        Prob::Config => Vec::new(),
    };
    let stages = pipeline.stages.iter().enumerate();
    stages
        .map(|(rank, stage)| StageOdds::new(stage, rank, &decided, prob))
        .collect()
}

fn decided(pipeline: &Pipeline, query: &Query<'_>) -> Vec<Decided> {
    let query = Query {
        pipeline: Some(pipeline),
        ..*query
    };
    let deals = query.snapshots_of_book(query.as_of);
    deals
        .iter()
        .filter(|deal| deal.is_won() || deal.is_lost())
        .map(|deal| Decided {
            is_won: deal.is_won(),
            progress: StageProgress::new(&deal.journey, pipeline),
        })
        .collect()
}

impl StageOdds {
    /// p = (won + m·prior) / (decided + m); the prior itself if no deal was decided.
    fn new(stage: &Stage, rank: usize, decided: &[Decided], prob: Prob) -> Option<Self> {
        let prior = stage.probability?;
        let reached = decided.iter().filter(|own| own.progress.has_reached(rank));
        let won = reached.clone().filter(|own| own.is_won).count() as u64;
        let decided = reached.count() as u64;
        Some(Self {
            won,
            decided,
            prior,
            p: shrink(won, decided, prior, PRIOR_WEIGHT)?,
            belief: (prob == Prob::History).then(|| Beta::after(won, decided - won)),
        })
    }
}

/// How long until a deal of a pipeline is won, with losses as the competing end.
fn curve(pipeline: &Pipeline, query: &Query<'_>) -> CumulativeIncidence {
    let query = Query {
        pipeline: Some(pipeline),
        ..*query
    };
    let deals = query.snapshots_of_book(query.as_of);
    CumulativeIncidence::fit(&waits(&deals, false), End::Forward)
}
