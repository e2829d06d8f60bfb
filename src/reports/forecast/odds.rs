//! How likely an open deal is won.

use crate::book::{Pipeline, Snapshot, Stage, journey::StageRef};
use crate::deal::Day;
use crate::reports::{
    FlagError, FlagValues, Query,
    competing_risks::End,
    conversion::stage_progress::StageProgress,
    flags::{Flag, Takes},
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
    /// Whether a deal's stage decides, or its age and the days that are left.
    Method { Stage = "stage", Survival = "survival" }
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
    "Probability by stage, or by the deal's age and the days left (Aalen–Johansen)",
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
pub enum Odds {
    /// By pipeline and rank; `None` for a stage without a probability.
    Stages(Vec<Vec<Option<StageOdds>>>),
    Survival(CumulativeIncidence),
}

impl Odds {
    pub fn new(query: &Query<'_>, flags: &FlagValues) -> Result<Self, FlagError> {
        let prob: Prob = flags.one("prob")?;
        let pipelines = query.book.pipelines.iter();
        Ok(match flags.one("method")? {
            Method::Survival => Odds::Survival(curve(query)),
            Method::Stage => Odds::Stages(
                pipelines
                    .map(|pipeline| stages(pipeline, query, prob))
                    .collect(),
            ),
        })
    }

    /// The probability that a deal is won, with survival by the period's last day; `None` where
    /// nothing tells.
    pub fn of_deal(&self, deal: &Snapshot<'_>, last: Day) -> Option<f64> {
        match self {
            Odds::Stages(_) => self.of_stage(present_stage(deal)?).map(|odds| odds.p),
            Odds::Survival(curve) => {
                curve.conditional(deal.open_days(false)?, last.since(deal.as_of))
            }
        }
    }

    /// What is known of a stage, if stages decide.
    pub fn of_stage(&self, stage: StageRef) -> Option<StageOdds> {
        match self {
            Odds::Stages(all) => *all.get(stage.pipeline)?.get(stage.rank)?,
            Odds::Survival(_) => None,
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

/// How long until a deal is won, with losses as the competing end.
fn curve(query: &Query<'_>) -> CumulativeIncidence {
    let deals = query.snapshots_of_book(query.as_of);
    CumulativeIncidence::fit(&waits(&deals, false), End::Forward)
}
