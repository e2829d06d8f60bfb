//! What the deals of a row tell of the funnel: how they convert, how long they take, what they
//! cost.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::book::config::Cost;
use crate::book::journey::{Exit, Visit};
use crate::book::period::Period;
use crate::book::pipeline::{Pipeline, Stage};
use crate::book::snapshot::Snapshot;
use crate::deal::day::Day;
use crate::deal::money::Currency;
use crate::reports::competing_risks::CompetingRisks;
use crate::reports::conversion::stage_progress::StageProgress;
use crate::reports::groups::Slice;
use crate::reports::horizon::in_row;
use crate::reports::money::Sum;
use crate::reports::outcome::waits::waits;
use crate::reports::query::{Query, Window};
use crate::stats::kaplan_meier::Observation;
use crate::stats::summary;
use crate::stats::typical::typical;

use super::need::{Cohort, Spending, wins_by_age};
use super::options::Lag;

/// One stage.
#[derive(Debug, Clone, PartialEq)]
pub struct StageFigures {
    pub id: String,
    pub title: String,
    /// Of the deals created in the window that reached it.
    pub advanced: u64,
    pub lost: u64,
    /// Open in it at as-of.
    pub open: u64,
    pub median_days: Option<i64>,
}

impl StageFigures {
    /// advanced / (advanced + lost); `None` where none is decided.
    pub fn conversion(&self) -> Option<f64> {
        let decided = self.advanced + self.lost;
        (decided > 0).then(|| self.advanced as f64 / decided as f64)
    }
}

/// A deal, and how far it came.
pub type Traveller<'s, 'a> = (&'s Snapshot<'a>, StageProgress);

/// The funnel of a row's deals.
#[derive(Debug, Clone, PartialEq)]
pub struct Funnel {
    pub stages: Vec<StageFigures>,
    /// Won in the window.
    pub won: Sum,
    /// Days between spending and win.
    pub lag: i64,
    pub spending: Spending,
    /// The days on which the deals were created, and how long those of the window took.
    created: Vec<Day>,
    risks: CompetingRisks,
}

impl Funnel {
    pub fn of(
        slice: &Slice<'_, '_>,
        query: &Query<'_>,
        pipeline: &Pipeline,
        row: Option<Currency>,
        lag: Lag,
    ) -> Self {
        let won: Vec<&Snapshot<'_>> = slice
            .deals
            .iter()
            .copied()
            .filter(|deal| deal.is_won() && deal.closed_in(query.window))
            .collect();
        let travellers: Vec<Traveller<'_, '_>> = slice
            .deals
            .iter()
            .map(|deal| (*deal, StageProgress::new(&deal.journey, pipeline)))
            .collect();
        let lag = match lag {
            Lag::Days(days) => i64::from(days),
            Lag::Median => median_cycle(&won),
        };
        let spent = Window {
            from: query.window.from.plus(-lag),
            to: query.window.to.plus(-lag),
        };
        let stages = pipeline.stages.iter().enumerate();
        let entered = |rank| {
            let has_entered = |(_, progress): &&Traveller<'_, '_>| {
                progress
                    .step(rank)
                    .reached
                    .is_some_and(|day| spent.has(day))
            };
            travellers.iter().filter(has_entered).count() as u64
        };
        let in_window = slice
            .deals
            .iter()
            .copied()
            .filter(|deal| deal.created_in(query.window));
        Self {
            created: slice
                .deals
                .iter()
                .filter_map(|deal| deal.journey.created)
                .collect(),
            risks: CompetingRisks::fit(&waits(in_window, false)),
            stages: stages
                .map(|stage| stage_figures(stage, &travellers, query))
                .collect(),
            won: Sum::of(won.iter().copied(), query.book),
            lag,
            spending: Spending {
                costs: costs(query, slice, pipeline, spent, row),
                entrants: (0..pipeline.stages.len()).map(entered).collect(),
                wins: won.len() as u64,
            },
        }
    }

    /// The wins that the deals created so far bring in a period, by how long wins take (cumulative
    /// incidence, Aalen and Johansen 1978). Behind the longest time watched no further wins are
    /// known, and none are counted.
    pub fn wins_by_age(&self, period: &Period) -> Option<f64> {
        let longest = self.risks.longest()?;
        let won_by = |age: i64| {
            let known = self.risks.at(age.min(longest)).known.filter(|_| age >= 0);
            known.map_or(0.0, |known| known.forward.incidence)
        };
        let cohort = |created: &Day| Cohort {
            deals: 1.0,
            won_before: won_by(period.from.since(*created) - 1),
            won_by_end: won_by(period.to.since(*created)),
        };
        Some(wins_by_age(self.created.iter().map(cohort)))
    }

    /// The mean amount of a won deal.
    pub fn won_value(&self) -> Option<f64> {
        self.won.mean().filter(|mean| *mean > 0.0)
    }
}

/// The median days of won deals, to the day; 0 without a win.
fn median_cycle(won: &[&Snapshot<'_>]) -> i64 {
    let days: Vec<f64> = won
        .iter()
        .filter_map(|deal| deal.open_days(false))
        .map(|days| days as f64)
        .collect();
    summary::median(&days).map_or(0, |days| days.round() as i64)
}

fn stage_figures(
    (rank, stage): (usize, &Stage),
    travellers: &[Traveller<'_, '_>],
    query: &Query<'_>,
) -> StageFigures {
    let entrants = || {
        travellers
            .iter()
            .filter(|(deal, progress)| is_entrant(deal, progress, rank, stage, query.window))
    };
    let advanced = |progress: &StageProgress| progress.step(rank + 1).reached.is_some();
    let is_here = |deal: &Snapshot<'_>| present_rank(deal) == Some(rank);
    StageFigures {
        id: stage.id.clone(),
        title: stage.title().to_owned(),
        advanced: entrants()
            .filter(|(_, progress)| advanced(progress))
            .count() as u64,
        lost: entrants()
            .filter(|(deal, progress)| deal.is_lost() && !advanced(progress))
            .count() as u64,
        open: travellers.iter().filter(|(deal, _)| is_here(deal)).count() as u64,
        median_days: median_days(rank, stage, travellers, query),
    }
}

/// Created in the window, and as far as the stage. Whoever passed it, without a visit, before the
/// pipeline had it is no entrant.
fn is_entrant(
    deal: &Snapshot<'_>,
    progress: &StageProgress,
    rank: usize,
    stage: &Stage,
    window: Window,
) -> bool {
    let step = progress.step(rank);
    let Some(reached) = step.reached else {
        return false;
    };
    let before = stage
        .introduced
        .is_some_and(|day| reached.is_none_or(|reached| reached < day));
    deal.created_in(window) && !(before && step.visits == 0)
}

fn present_rank(deal: &Snapshot<'_>) -> Option<usize> {
    deal.journey
        .present_visit()?
        .stage
        .map(|stage| stage.rank)
        .filter(|_| deal.is_open())
}

/// The Kaplan–Meier median of the stays that began in the window, where there are enough; else what
/// the book expects.
fn median_days(
    rank: usize,
    stage: &Stage,
    travellers: &[Traveller<'_, '_>],
    query: &Query<'_>,
) -> Option<i64> {
    let stays = travellers.iter().flat_map(|(deal, _)| &deal.journey.visits);
    let own = stays.filter(|visit| {
        visit.stage.is_some_and(|own| own.rank == rank) && query.window.has(visit.enter)
    });
    let ended = |visit: &Visit| matches!(visit.exit, Some((_, exit)) if exit != Exit::Transferred);
    let observe = |visit: &Visit| {
        Some(Observation {
            time: visit.days(query.as_of)?,
            event: ended(visit),
        })
    };
    let stays: Vec<Observation> = own.filter_map(observe).collect();
    typical(&stays, stage.expected_days.map(i64::from)).map(|typical| typical.days)
}

/// What each stage cost in the days of the window: of each period that the book names the share
/// that lies in it. The book's costs are those of all its deals, so for a part of them they are
/// unknown, as they are where it names none.
fn costs(
    query: &Query<'_>,
    slice: &Slice<'_, '_>,
    pipeline: &Pipeline,
    spent: Window,
    row: Option<Currency>,
) -> Vec<Option<f64>> {
    let is_told = slice.group.is_none() && !query.filtered && !query.book.costs.is_empty();
    pipeline
        .stages
        .iter()
        .map(|stage| cost(query, stage, spent, row).filter(|_| is_told))
        .collect()
}

/// `None` where some of it cannot be told in the row's currency.
fn cost(query: &Query<'_>, stage: &Stage, spent: Window, row: Option<Currency>) -> Option<f64> {
    let own = query
        .book
        .costs
        .iter()
        .filter(|cost| cost.stage == stage.id || stage.aliases.contains(&cost.stage));
    let share = |cost: &Cost| {
        let period: Period = cost.period.parse().ok()?;
        let shared = spent
            .shared(Window {
                from: period.from,
                to: period.to,
            })
            .days()
            .max(0);
        let amount: Decimal = in_row(query, cost.amount, cost.currency, row)?;
        Some(amount.to_f64()? * shared as f64 / period.days() as f64)
    };
    own.map(share)
        .try_fold(0.0, |sum, share| Some(sum + share?))
}
