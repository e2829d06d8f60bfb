//! How the deals of each pipeline flow through its stages: the chance of an open deal in the time
//! that is left, and what deals that do not exist yet will bring.
//!
//! The rates are the whole book's: filters and groups choose deals and change no rate.

mod pipeline;

use std::{cell::RefCell, collections::HashMap};

use super::Query;
use crate::book::{Period, Snapshot};
use crate::deal::{Currency, Day};
use pipeline::{FARTHEST, PipelineFlow};

/// The flows of a book as of a day.
pub struct Flows<'a> {
    as_of: Day,
    pipelines: Vec<PipelineFlow<'a>>,
    /// Deals that stand alike share them.
    chances: RefCell<HashMap<Standing, f64>>,
}

/// By pipeline and stage, days in it where they are known, and days left.
type Standing = (usize, usize, Option<i64>, i64);

/// What deals that do not exist yet will bring: mean and variance.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct NotYetCreated {
    pub mean: f64,
    pub variance: f64,
}

/// What new deals bring in one pipeline, for `--explain`.
#[derive(Debug, Clone, PartialEq)]
pub struct NewOf {
    pub pipeline: String,
    /// Deals a day that enter.
    pub entries: f64,
    /// How many of those to come are won in the period.
    pub wins: f64,
    /// What one brings.
    pub amount: f64,
}

impl<'a> Flows<'a> {
    /// The flows of the book as of the query's day, looking ahead to a day.
    pub fn new(query: &Query<'a>, last: Day) -> Self {
        let horizon = last.since(query.as_of).clamp(0, FARTHEST);
        let pipelines = query.book.pipelines.iter();
        Self {
            as_of: query.as_of,
            pipelines: pipelines
                .map(|pipeline| PipelineFlow::new(pipeline, query, horizon))
                .collect(),
            chances: RefCell::default(),
        }
    }

    /// The chance that an open deal is won in a period; `None` where its stage is unknown.
    pub fn chance(&self, deal: &Snapshot<'_>, period: &Period) -> Option<f64> {
        let visit = deal.journey.present_visit()?;
        let stage = visit.stage?;
        let age = visit.enter.map(|enter| self.as_of.since(enter).max(0));
        if period.to <= self.as_of {
            return Some(0.0);
        }
        let until = |day: Day| {
            let days = day.since(self.as_of).clamp(0, FARTHEST);
            self.within((stage.pipeline, stage.rank, age, days))
        };
        let before = until(period.from.plus(-1));
        Some((until(period.to) - before).max(0.0))
    }

    fn within(&self, key: Standing) -> f64 {
        let (pipeline, stage, age, days) = key;
        if days == 0 {
            return 0.0;
        }
        let mut chances = self.chances.borrow_mut();
        *chances.entry(key).or_insert_with(|| {
            let age = age.and_then(|age| usize::try_from(age).ok());
            let own = self.pipelines.get(pipeline);
            own.map_or(0.0, |own| own.flow.chance(stage, age, days))
        })
    }

    /// Whether a deal has stood longer in its stage than any whose end is known.
    pub fn is_past_longest(&self, deal: &Snapshot<'_>) -> bool {
        let Some((visit, stage)) = deal
            .journey
            .present_visit()
            .and_then(|visit| Some((visit, visit.stage?)))
        else {
            return false;
        };
        let age = visit.enter.map(|enter| self.as_of.since(enter));
        let age = age.and_then(|age| usize::try_from(age).ok());
        let own = self.pipelines.get(stage.pipeline);
        own.zip(age)
            .is_some_and(|(own, age)| own.flow.is_past_longest(stage.rank, age))
    }

    /// Whether a period reaches further than anything is said of.
    pub fn is_far(&self, period: &Period) -> bool {
        period.to.since(self.as_of) > FARTHEST
    }

    /// The pipelines that are too young to say anything of new deals.
    pub fn young(&self, query: &Query<'_>) -> Vec<&str> {
        let young = self.asked(query).filter(|own| own.entry_days.is_none());
        young.map(|own| own.pipeline.id.as_str()).collect()
    }

    /// What deals like these that do not exist yet will bring in a period; `None` where every
    /// pipeline is too young to tell.
    pub fn not_yet_created(
        &self,
        deals: &[&Snapshot<'a>],
        currency: Option<Currency>,
        query: &Query<'a>,
        period: &Period,
    ) -> Option<(NotYetCreated, Vec<NewOf>)> {
        let mut new = NotYetCreated::default();
        let mut parts = Vec::new();
        for own in self.asked(query) {
            let Some(days) = own.entry_days else {
                continue;
            };
            let (entries, wins) = own.new_wins(deals, days, query, period);
            let (mean, square) = own.amounts(currency);
            new.mean += wins * mean;
            new.variance += wins * square;
            parts.push(NewOf {
                pipeline: own.pipeline.id.clone(),
                entries: entries as f64 / days as f64,
                wins,
                amount: mean,
            });
        }
        (!parts.is_empty()).then_some((new, parts))
    }

    fn asked<'f>(&'f self, query: &'f Query<'_>) -> impl Iterator<Item = &'f PipelineFlow<'a>> {
        let is_asked = |own: &&PipelineFlow<'_>| {
            let wanted = query.pipeline.map(|pipeline| &pipeline.id);
            wanted.is_none_or(|wanted| own.pipeline.id == *wanted)
        };
        self.pipelines.iter().filter(is_asked)
    }
}
