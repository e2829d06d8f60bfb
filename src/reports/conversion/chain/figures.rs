//! What comes of a start in each stage, and the columns in which it stands.

use super::exits::{Exits, sequential_product};
use crate::book::Pipeline;
use crate::deal::history::WON;
use crate::reports::{
    cells::StageName,
    measure::{Measure, count, days, measure, number, rate, text},
};
use crate::stats::{markov::AbsorbingChain, summary};
use crate::table::{Cell, Kind, View};

/// What comes of a start in a stage.
pub struct Figures {
    pub stage: StageName,
    pub exits: u64,
    /// P: where the next move goes.
    pub next: Vec<(String, f64)>,
    /// Probability that it ends in a win; `None` where a way without an end was seen.
    pub win: Option<f64>,
    /// Expected visits to each stage of a deal that starts here: its row of the fundamental matrix.
    pub visits: Option<Vec<f64>>,
    /// Expected visits to this stage of a deal that starts in the first.
    visits_from_first: Option<f64>,
    pub mean_stay: Option<f64>,
    /// Expected days from the entry to the end: Σ expected visits × mean stay.
    pub expected_days: Option<f64>,
    sequential_product: Option<f64>,
}

pub const MEASURES: &[Measure<Figures>] = &[
    text("stage", "stage", |f| f.stage.cell()),
    count("exits", "exits", |f| f.exits),
    measure("P", "next move", Kind::Shares, |f| {
        Cell::Shares(f.next.clone())
    }),
    measure("fundamental", "expected visits", Kind::Numbers, |f| {
        Cell::optional(f.visits.clone(), Cell::Numbers)
    }),
    rate("win", "win", |f| f.win),
    number("visits_from_first", "visits", |f| f.visits_from_first),
    days("mean_stay", "mean stay", |f| f.mean_stay),
    days("expected_days", "days left", |f| f.expected_days),
    rate("sequential_product", "one move", |f| f.sequential_product),
];

pub const VIEWS: &[View] = &[
    View {
        title: "where the next move goes",
        columns: &["pipeline", "stage", "exits", "P"],
    },
    View {
        title: "final outcome",
        columns: &[
            "pipeline",
            "stage",
            "win",
            "sequential_product",
            "visits_from_first",
            "mean_stay",
            "expected_days",
        ],
    },
];

impl Figures {
    /// P of a win with the next move.
    pub fn to_win(&self) -> f64 {
        self.next
            .iter()
            .find(|(name, _)| name == WON)
            .map_or(0.0, |(_, share)| *share)
    }
}

/// The figures of each stage, from its exits.
pub fn figures(pipeline: &Pipeline, exits: &[Exits]) -> Vec<Figures> {
    let chain = chain(exits);
    let stays: Vec<Option<f64>> = exits.iter().map(Exits::mean_stay).collect();
    let stages = pipeline.stages.iter().zip(exits).enumerate();
    stages
        .map(|(rank, (stage, own))| Figures {
            stage: StageName::from(stage),
            exits: own.total(),
            next: own.shares(pipeline),
            win: chain.as_ref().and_then(|chain| chain.absorption(rank, 0)),
            visits: visits(&chain, rank).map(<[f64]>::to_vec),
            visits_from_first: visits(&chain, 0).and_then(|visits| visits.get(rank).copied()),
            mean_stay: own.mean_stay(),
            expected_days: visits(&chain, rank).and_then(|visits| expected_days(visits, &stays)),
            sequential_product: sequential_product(exits, rank),
        })
        .collect()
}

fn visits(chain: &Option<AbsorbingChain>, from: usize) -> Option<&[f64]> {
    chain.as_ref()?.visits(from)
}

fn chain(exits: &[Exits]) -> Option<AbsorbingChain> {
    let moves: Vec<Vec<f64>> = exits
        .iter()
        .map(|own| {
            let ranks = 0..exits.len();
            ranks.map(|rank| own.moves_to(rank) as f64).collect()
        })
        .collect();
    let ends: Vec<Vec<f64>> = exits
        .iter()
        .map(|own| vec![own.won as f64, own.lost as f64])
        .collect();
    AbsorbingChain::new(&moves, &ends)
}

/// Expected days of a start with these expected visits; `None` where it comes to a stage of unknown
/// length.
fn expected_days(visits: &[f64], stays: &[Option<f64>]) -> Option<f64> {
    let visited = visits.iter().zip(stays).filter(|(n, _)| **n > 0.0);
    let days: Option<Vec<f64>> = visited.map(|(n, stay)| Some(n * (*stay)?)).collect();
    days.map(summary::sum)
}
