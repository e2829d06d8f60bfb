//! How likely an open deal is won.

use crate::book::journey::StageRef;
use crate::book::pipeline::{Pipeline, Stage};
use crate::book::snapshot::Snapshot;
use crate::deal::day::Day;
use crate::reports::conversion::stage_progress::StageProgress;
use crate::reports::flags::{Flag, FlagError, FlagValues, Takes};
use crate::reports::query::Query;
use crate::stats::aalen_johansen::{CumulativeIncidence, Observation};
use crate::stats::shrink::{Beta, shrink};

keywords! {
    /// Where the probability of a stage comes from.
    Prob { History = "history", Config = "config" }
}

keywords! {
    /// Whether a deal's stage decides, or its age and the days that are left.
    Method { Stage = "stage", Survival = "survival" }
}

/// How many closed deals the book's own probability of a stage is worth.
pub const PRIOR_WEIGHT: f64 = 10.0;

pub const PROB: Flag = Flag {
    name: "prob",
    takes: Takes::Word(Prob::WORDS),
    default: Some("history"),
    help: "Stage probability: estimated from closed deals and the configured value, or configured only",
};

pub const METHOD: Flag = Flag {
    name: "method",
    takes: Takes::Word(Method::WORDS),
    default: Some("stage"),
    help: "Probability by stage, or by the deal's age and the days left (Aalen–Johansen)",
};

/// What is known of a stage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StageOdds {
    pub won: u64,
    pub decided: u64,
    pub prior: f64,
    pub p: f64,
    /// What its closed deals alone say of the probability; `None` where it is the book's.
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
    pub fn of(query: &Query<'_>, flags: &FlagValues) -> Result<Self, FlagError> {
        let prob: Prob = flags.one("prob")?;
        Ok(match flags.one("method")? {
            Method::Survival => Odds::Survival(curve(query)),
            Method::Stage => Odds::Stages(stages(query, prob)),
        })
    }

    /// The probability that a deal is won, with survival by the period's last day; `None` where
    /// nothing tells.
    pub fn of_case(&self, deal: &Snapshot<'_>, as_of: Day, last: Day) -> Option<f64> {
        match self {
            Odds::Stages(_) => self.of_stage(stage_of(deal)?).map(|odds| odds.p),
            Odds::Survival(curve) => curve.conditional(deal.open_days(false)?, last.since(as_of)),
        }
    }

    /// What is known of a stage, where stages decide.
    pub fn of_stage(&self, stage: StageRef) -> Option<StageOdds> {
        match self {
            Odds::Stages(all) => *all.get(stage.pipeline)?.get(stage.rank)?,
            Odds::Survival(_) => None,
        }
    }
}

/// The stage that an open deal is in.
pub fn stage_of(deal: &Snapshot<'_>) -> Option<StageRef> {
    deal.journey.present_visit()?.stage
}

/// For every stage the deals that reached it and are decided.
fn stages(query: &Query<'_>, prob: Prob) -> Vec<Vec<Option<StageOdds>>> {
    let of_pipeline = |pipeline: &Pipeline| {
        let stages = &pipeline.stages;
        let scoped = Query {
            pipeline: Some(pipeline),
            ..*query
        };
        let deals = if prob == Prob::History {
            scoped.snapshots_of_book(query.as_of)
        } else {
            Vec::new()
        };
        let decided = deals.iter().filter(|deal| deal.is_won() || deal.is_lost());
        let progress: Vec<(bool, StageProgress)> = decided
            .map(|deal| (deal.is_won(), StageProgress::new(&deal.journey, pipeline)))
            .collect();
        stages
            .iter()
            .enumerate()
            .map(|(rank, stage)| stage_odds(stage, rank, &progress, prob))
            .collect()
    };
    query.book.pipelines.iter().map(of_pipeline).collect()
}

/// p = (won + m·prior) / (decided + m); the prior itself where no deal was decided.
fn stage_odds(
    stage: &Stage,
    rank: usize,
    progress: &[(bool, StageProgress)],
    prob: Prob,
) -> Option<StageOdds> {
    let prior = stage.probability?;
    let reached = || {
        progress
            .iter()
            .filter(|(_, progress)| progress.step(rank).reached.is_some())
    };
    let (won, decided) = (
        reached().filter(|(won, _)| *won).count() as u64,
        reached().count() as u64,
    );
    let belief = (prob == Prob::History).then(|| Beta::after(won, decided - won));
    Some(StageOdds {
        won,
        decided,
        prior,
        p: shrink(won, decided, prior, PRIOR_WEIGHT)?,
        belief,
    })
}

/// How long until a deal is won, with losses as the competing end.
fn curve(query: &Query<'_>) -> CumulativeIncidence {
    let deals = query.snapshots_of_book(query.as_of);
    let cause = |deal: &Snapshot<'_>| (deal.is_won() || deal.is_lost()).then(|| deal.is_won());
    let observe = |deal: &Snapshot<'_>| {
        Some(Observation {
            time: deal.open_days(false)?,
            cause: cause(deal),
        })
    };
    let observations: Vec<Observation<bool>> = deals.iter().filter_map(observe).collect();
    CumulativeIncidence::fit(&observations, true)
}
