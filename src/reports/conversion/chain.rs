//! Moves to and fro followed to their end: an absorbing Markov chain over the stages (Kemeny and
//! Snell 1960).
//!
//! It assumes that the next move depends on the present stage alone. It knows exits only: what
//! still stays in a stage is in no figure.

use std::collections::BTreeMap;

use crate::book::journey::{Exit, Visit};
use crate::book::pipeline::Pipeline;
use crate::deal::day::Day;
use crate::deal::history::{LOST, WON};
use crate::reports::ReportBody;
use crate::reports::by_pipeline::{Ground, Part, look};
use crate::reports::groups::{Slice, slices};
use crate::reports::measure::{Measure, cells, measure};
use crate::reports::notes::{Notes, row_name};
use crate::reports::query::Query;
use crate::stats::markov::AbsorbingChain;
use crate::stats::summary;
use crate::table::{Bar, Cell, Chart, Kind, Shape, Term, View};

pub fn found(query: &Query<'_>) -> (ReportBody, Vec<Chart>) {
    let whole = look(query, parts);
    let left_out = vec![whole.seen.strays()];
    whole.found(
        MEASURES,
        VIEWS,
        "moves between stages in the window, without those to other pipelines",
        left_out,
    )
}

/// What was seen of the exits from one stage.
#[derive(Debug, Clone, Default)]
struct Exits {
    /// By the rank they went to.
    moves: BTreeMap<usize, u64>,
    won: u64,
    lost: u64,
    /// The stays that they ended, where their beginning is known.
    stays: Vec<f64>,
}

impl Exits {
    fn add(&mut self, visit: &Visit, as_of: Day) {
        match visit.exit {
            Some((_, Exit::Moved(Some(stage)))) => *self.moves.entry(stage.rank).or_default() += 1,
            Some((_, Exit::Won)) => self.won += 1,
            Some((_, Exit::Lost)) => self.lost += 1,
            Some((_, Exit::Moved(None) | Exit::Transferred)) | None => return,
        }
        self.stays.extend(visit.days(as_of).map(|days| days as f64));
    }

    fn total(&self) -> u64 {
        self.moves.values().sum::<u64>() + self.won + self.lost
    }

    fn share(&self, count: u64) -> f64 {
        if count == 0 {
            0.0
        } else {
            count as f64 / self.total() as f64
        }
    }
}

/// What comes of a start in a stage.
struct Figures {
    stage: (String, String),
    exits: u64,
    /// P: where the next move goes.
    next: Vec<(String, f64)>,
    /// Probability that it ends in a win; `None` where a way without an end was seen.
    win: Option<f64>,
    /// Expected visits to each stage of a deal that starts here: its row of the fundamental matrix.
    visits: Option<Vec<f64>>,
    /// Expected visits to this stage of a deal that starts in the first.
    visits_from_first: Option<f64>,
    mean_stay: Option<f64>,
    /// Expected days from the entry on, to the end: Σ expected visits × mean stay.
    expected_days: Option<f64>,
    /// The product of the moves to each next stage and to the win, as if there were no skips and no
    /// returns.
    sequential_product: Option<f64>,
}

const MEASURES: &[Measure<Figures>] = &[
    measure("stage", "stage", Kind::Text, Figures::stage_cell),
    measure("exits", "exits", Kind::Count, |f| Cell::Count(f.exits)),
    measure("P", "next move", Kind::Shares, |f| {
        Cell::Shares(f.next.clone())
    }),
    measure("fundamental", "expected visits", Kind::Numbers, |f| {
        Cell::of(f.visits.clone(), Cell::Numbers)
    }),
    measure("win", "win", Kind::Rate, |f| rate(f.win)),
    measure("visits_from_first", "visits", Kind::Number, |f| {
        Cell::of(f.visits_from_first, Cell::Number)
    }),
    measure("mean_stay", "mean stay", Kind::Days, |f| {
        Cell::of(f.mean_stay, Cell::Days)
    }),
    measure("expected_days", "days left", Kind::Days, |f| {
        Cell::of(f.expected_days, Cell::Days)
    }),
    measure("sequential_product", "one move", Kind::Rate, |f| {
        rate(f.sequential_product)
    }),
];

const VIEWS: &[View] = &[
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

fn rate(share: Option<f64>) -> Cell {
    Cell::of(share, |value| Cell::Rate { value, of: None })
}

impl Figures {
    fn stage_cell(&self) -> Cell {
        Cell::Named {
            id: self.stage.0.clone(),
            title: self.stage.1.clone(),
        }
    }

    fn to_win(&self) -> f64 {
        self.next
            .iter()
            .find(|(name, _)| name == WON)
            .map_or(0.0, |(_, share)| *share)
    }

    /// Its win and its days, each a sum over the stages that a deal comes to from here: `0.9 × 0.25
    /// (closing) + …`.
    fn explain(&self, all: &[Figures]) -> Vec<Vec<Term>> {
        let visits = self.visits.as_deref().unwrap_or_default();
        let sum =
            |name: &'static str, total: Option<f64>, part: &dyn Fn(&Figures) -> Option<f64>| {
                let mut line = line![self.stage_cell(), name];
                let parts = all
                    .iter()
                    .zip(visits)
                    .filter_map(|(stage, visits)| Some((stage, *visits, part(stage)?)));
                for (place, (stage, visits, value)) in
                    parts.filter(|(_, n, value)| n * value > 0.0).enumerate()
                {
                    line.extend(line![
                        if place == 0 { "" } else { " + " },
                        Cell::Number(visits),
                        " × "
                    ]);
                    line.extend(line![Cell::Number(value), " (", stage.stage_cell(), ")"]);
                }
                line.extend(line![" = ", Cell::of(total, Cell::Number)]);
                line
            };
        let moves = line![self.stage_cell(), ": P = ", Cell::Shares(self.next.clone())];
        vec![
            moves,
            sum(
                ": win = Σ expected visits × P(won) = ",
                self.win,
                &|stage| Some(stage.to_win()),
            ),
            sum(
                ": days = Σ expected visits × mean stay = ",
                self.expected_days,
                &|stage| stage.mean_stay,
            ),
        ]
    }
}

fn parts(ground: &Ground<'_, '_>, notes: &mut Notes) -> Vec<Part> {
    let mut parts = Vec::new();
    for slice in slices(ground.deals, &ground.query) {
        let exits = exits(ground.pipeline.stages.len(), &slice, ground.query.as_of);
        let says_nothing = exits.iter().all(|stage| stage.total() == 0);
        if slice.group.is_none() || slice.is_period() || !says_nothing {
            let figures = figures(ground.pipeline, &exits);
            for stage in &figures {
                let name = row_name(&slice.group, Some(&stage.stage_cell()));
                notes.low_n(stage.exits, &name);
            }
            parts.push(part(&slice, &figures));
        }
    }
    parts
}

fn part(slice: &Slice<'_, '_>, figures: &[Figures]) -> Part {
    let bar = |stage: &Figures| {
        Bar::new(
            stage.stage_cell(),
            stage.win.unwrap_or(0.0),
            rate(stage.win),
        )
    };
    let bars = figures.iter().map(bar).collect();
    Part {
        group: slice.group.clone(),
        rows: figures.iter().map(|stage| cells(MEASURES, stage)).collect(),
        lines: figures
            .iter()
            .flat_map(|stage| stage.explain(figures))
            .collect(),
        chart: Some(Chart {
            title: "win".to_owned(),
            unit: None,
            shape: Shape::Bars(bars),
        }),
    }
}

fn exits(stages: usize, slice: &Slice<'_, '_>, as_of: Day) -> Vec<Exits> {
    let mut exits = vec![Exits::default(); stages];
    for visit in slice.deals.iter().flat_map(|deal| &deal.journey.visits) {
        let in_window = visit
            .exit
            .is_some_and(|(day, _)| slice.window.has(Some(day)));
        let own = visit
            .stage
            .filter(|_| in_window)
            .and_then(|stage| exits.get_mut(stage.rank));
        if let Some(own) = own {
            own.add(visit, as_of);
        }
    }
    exits
}

fn figures(pipeline: &Pipeline, exits: &[Exits]) -> Vec<Figures> {
    let to = |own: &Exits, rank: usize| own.moves.get(&rank).copied().unwrap_or(0) as f64;
    let moves: Vec<Vec<f64>> = exits
        .iter()
        .map(|own| (0..exits.len()).map(|rank| to(own, rank)).collect())
        .collect();
    let ends: Vec<Vec<f64>> = exits
        .iter()
        .map(|own| vec![own.won as f64, own.lost as f64])
        .collect();
    let chain = AbsorbingChain::new(&moves, &ends);
    let stays: Vec<Option<f64>> = exits.iter().map(|own| summary::mean(&own.stays)).collect();
    let figure = |rank: usize, own: &Exits| {
        let stage = &pipeline.stages[rank];
        Figures {
            stage: (stage.id.clone(), stage.title().to_owned()),
            exits: own.total(),
            next: next(pipeline, own),
            win: chain.as_ref().and_then(|chain| chain.absorption(rank, 0)),
            visits: chain
                .as_ref()
                .and_then(|chain| Some(chain.visits(rank)?.to_vec())),
            visits_from_first: chain
                .as_ref()
                .and_then(|chain| chain.visits(0)?.get(rank).copied()),
            mean_stay: stays[rank],
            expected_days: chain
                .as_ref()
                .and_then(|chain| days(chain.visits(rank)?, &stays)),
            sequential_product: sequential(&exits[rank..], rank),
        }
    };
    exits
        .iter()
        .enumerate()
        .map(|(rank, own)| figure(rank, own))
        .collect()
}

fn next(pipeline: &Pipeline, own: &Exits) -> Vec<(String, f64)> {
    let id = |rank: usize| pipeline.stages.get(rank).map(|stage| stage.id.clone());
    let moves = own
        .moves
        .iter()
        .filter_map(|(rank, count)| Some((id(*rank)?, own.share(*count))));
    let ends = [(WON, own.won), (LOST, own.lost)]
        .into_iter()
        .filter(|(_, count)| *count > 0);
    moves
        .chain(ends.map(|(end, count)| (end.to_owned(), own.share(count))))
        .collect()
}

/// Expected days of a start whose expected visits these are; `None` where it comes to a stage of
/// unknown length.
fn days(visits: &[f64], stays: &[Option<f64>]) -> Option<f64> {
    let come = visits
        .iter()
        .zip(stays)
        .filter(|(visits, _)| **visits > 0.0);
    come.map(|(visits, stay)| Some(visits * (*stay)?))
        .collect::<Option<Vec<f64>>>()
        .map(summary::sum)
}

/// The shares of the moves from each of these stages to the next, multiplied, and that of the win
/// from the last.
fn sequential(exits: &[Exits], rank: usize) -> Option<f64> {
    let step = |(own, at): (&Exits, usize)| {
        let is_last = at + 1 == rank + exits.len();
        let onwards = if is_last {
            own.won
        } else {
            own.moves.get(&(at + 1)).copied().unwrap_or(0)
        };
        (own.total() > 0).then(|| own.share(onwards))
    };
    exits.iter().zip(rank..).map(step).product()
}
