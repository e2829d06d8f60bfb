//! The flow of one pipeline, and the deals that enter it.

use std::collections::HashMap;

use rust_decimal::prelude::ToPrimitive;

use crate::book::{
    Period, Pipeline, Snapshot,
    journey::{Exit, Journey, Status, Visit},
};
use crate::deal::{Currency, Day};
use crate::reports::Query;
use crate::stats::{
    flow::{Flow, Prior, Stay, Way},
    summary,
};

/// Nothing is said of later days: they count as this one.
pub const FARTHEST: i64 = 1830;
/// Over so many days new deals are counted.
const ENTRIES: i64 = 90;
/// A pipeline that is younger says nothing of new deals.
const LEAST_ENTRIES: i64 = 30;
/// The days of a stage for which the book says nothing.
const USUAL_DAYS: f64 = 30.0;

/// The flow of one pipeline.
pub struct PipelineFlow<'a> {
    pub pipeline: &'a Pipeline,
    pub flow: Flow,
    /// Over how many days new deals are counted; `None` for a young pipeline.
    pub entry_days: Option<i64>,
    /// Mean and mean square of what a win brings, by currency.
    amounts: HashMap<Option<Currency>, (f64, f64)>,
}

/// Amounts of deals: of those won in the last year, and of all.
#[derive(Debug, Clone, Default)]
struct Amounts {
    won: Vec<f64>,
    all: Vec<f64>,
}

impl Amounts {
    /// Mean and mean square of what a win brings.
    fn means(mut self) -> (f64, f64) {
        let amounts = if self.won.is_empty() {
            &mut self.all
        } else {
            &mut self.won
        };
        // In one order, so that the order of the files changes no digit.
        amounts.sort_by(f64::total_cmp);
        let count = amounts.len() as f64;
        let squares = amounts.iter().map(|amount| amount * amount);
        (
            summary::sum(amounts.iter().copied()) / count,
            summary::sum(squares) / count,
        )
    }
}

impl<'a> PipelineFlow<'a> {
    pub fn new(pipeline: &'a Pipeline, query: &Query<'a>, horizon: i64) -> Self {
        let scoped = Query {
            pipeline: Some(pipeline),
            ..*query
        };
        let lives = scoped.snapshots_of_book(query.as_of);
        let stays: Vec<Stay> = lives.iter().flat_map(|life| stays(&life.journey)).collect();
        let priors: Vec<Prior> = pipeline
            .stages
            .iter()
            .map(|stage| Prior {
                days: stage.expected_days.map_or(USUAL_DAYS, f64::from),
                probability: stage.probability,
            })
            .collect();
        let horizon = usize::try_from(horizon).unwrap_or_default();
        let first = lives.iter().filter_map(|life| life.journey.created).min();
        let known = first.map(|first| query.as_of.since(first).min(ENTRIES));
        let mut amounts: HashMap<_, Amounts> = HashMap::new();
        for life in &lives {
            let Some(amount) = life.value().known().and_then(|amount| amount.to_f64()) else {
                continue;
            };
            let own = amounts.entry(life.currency()).or_default();
            own.all.push(amount);
            let year = query.as_of.plus(-364);
            if life.journey.status == Status::Won
                && life.journey.ended.is_some_and(|day| day >= year)
            {
                own.won.push(amount);
            }
        }
        Self {
            pipeline,
            flow: Flow::fit(&priors, &stays, horizon),
            entry_days: known.filter(|days| *days >= LEAST_ENTRIES),
            amounts: amounts
                .into_iter()
                .map(|(currency, own)| (currency, own.means()))
                .collect(),
        }
    }

    /// Mean and mean square of what a win brings.
    pub fn amounts(&self, currency: Option<Currency>) -> (f64, f64) {
        self.amounts.get(&currency).copied().unwrap_or_default()
    }

    /// How many of these deals entered lately, and how many wins deals that enter as often bring in
    /// a period.
    pub fn new_wins(
        &self,
        deals: &[&Snapshot<'a>],
        days: i64,
        query: &Query<'a>,
        period: &Period,
    ) -> (u64, f64) {
        let since = query.as_of.plus(1 - days);
        // By the stage of entry; those that were won on the very line, last.
        let mut entries = vec![0_u64; self.pipeline.stages.len() + 1];
        for deal in deals {
            let life = Snapshot::new(deal.record, query.book, Some(self.pipeline), query.as_of);
            let Some(life) = life.filter(|life| life.journey.created >= Some(since)) else {
                continue;
            };
            let place = match life.journey.visits.first() {
                Some(visit) if visit.enter == life.journey.created => {
                    visit.stage.map(|stage| stage.rank)
                }
                _ if life.journey.first_win == Some(life.journey.created) => {
                    Some(self.pipeline.stages.len())
                }
                _ => None,
            };
            if let Some(count) = place.and_then(|place| entries.get_mut(place)) {
                *count += 1;
            }
        }
        let to = period.to.since(query.as_of).min(FARTHEST);
        let from = period.from.since(query.as_of).min(FARTHEST);
        let mut wins = 0.0;
        for (stage, count) in entries.iter().enumerate().filter(|(_, count)| **count > 0) {
            let within = |days: i64| match stage {
                stage if stage == self.pipeline.stages.len() => f64::from(u8::from(days >= 0)),
                stage => self.flow.won_within(stage, days),
            };
            let sum: f64 = (1..=to)
                .map(|day| within(to - day) - within(from - 1 - day))
                .sum();
            wins += *count as f64 / days as f64 * sum;
        }
        (entries.iter().sum(), wins)
    }
}

/// The stays of a life that say something of its pipeline's stages.
fn stays(journey: &Journey) -> impl Iterator<Item = Stay> + '_ {
    journey
        .visits
        .iter()
        .filter_map(|visit| stay(visit, journey.as_of))
}

fn stay(visit: &Visit, as_of: Day) -> Option<Stay> {
    let exit = visit.exit.and_then(|(_, exit)| match exit {
        Exit::Moved(stage) => stage.map(|stage| Way::Stage(stage.rank)),
        Exit::Won => Some(Way::Won),
        Exit::Lost => Some(Way::Lost),
        Exit::Transferred => None,
    });
    Some(Stay {
        stage: visit.stage?.rank,
        days: usize::try_from(visit.days(as_of)?).ok()?,
        exit,
    })
}
