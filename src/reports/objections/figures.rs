//! What became of the objections of one category, and of the deals in which they were raised.

use std::collections::{BTreeMap, BTreeSet};

use crate::book::journey::StageRef;
use crate::book::snapshot::Snapshot;
use crate::deal::day::Day;
use crate::deal::keywords::Category;
use crate::deal::objection::Objection;
use crate::reports::query::{Query, Window};
use crate::reports::with_without::WithWithout;
use crate::stats::kaplan_meier::{KaplanMeier, Observation};

/// An objection as it stands at as-of.
#[derive(Debug, Clone, Copy)]
pub struct Raised<'a> {
    pub deal: &'a Snapshot<'a>,
    pub objection: &'a Objection,
    pub on: Day,
    /// The day of its end, and whether that was the buyer's word that it is settled.
    pub end: Option<(Day, bool)>,
    /// How long it stood open, to its end or to as-of.
    pub days: i64,
}

impl<'a> Raised<'a> {
    /// Every objection that was raised by as-of; one without a day is in no figure.
    pub fn all(deals: &'a [Snapshot<'a>], query: &Query<'_>) -> Vec<Self> {
        let of = |deal: &'a Snapshot<'a>| {
            let known = deal
                .record
                .details
                .objections
                .iter()
                .filter_map(|objection| Some((objection, objection.date?)));
            known
                .filter(|(_, on)| *on <= query.as_of)
                .map(|(objection, on)| Self::of(deal, objection, on, query))
        };
        deals.iter().flat_map(of).collect()
    }

    fn of(deal: &'a Snapshot<'a>, objection: &'a Objection, on: Day, query: &Query<'_>) -> Self {
        let closed = deal
            .journey
            .ended
            .filter(|_| deal.is_won() || deal.is_lost());
        // What a deal's closing day settles and what it leaves open is told by the buyer's word of
        // that day.
        let ends = [
            objection.confirmed.map(|day| (day, true)),
            objection.ended.as_ref().map(|ended| (ended.date, false)),
            closed.filter(|day| *day >= on).map(|day| (day, false)),
        ];
        let known = ends
            .into_iter()
            .flatten()
            .filter(|(day, _)| *day <= query.as_of);
        let end = known.min_by_key(|(day, resolved)| (*day, !resolved));
        Self {
            deal,
            objection,
            on,
            end,
            days: end.map_or(query.as_of, |(day, _)| day).since(on).max(0),
        }
    }

    fn is_resolved(&self) -> bool {
        self.end.is_some_and(|(_, resolved)| resolved)
    }
}

/// The figures of a category, or of all of them.
#[derive(Debug, Clone)]
pub struct Figures {
    /// `None` in the row of all.
    pub category: Option<Category>,
    pub objections: u64,
    pub deals: u64,
    /// All deals of the row.
    pub of: u64,
    pub resolved: u64,
    /// Resolved, or ended without that.
    pub settled: u64,
    pub curve: KaplanMeier,
    /// Of the deals that were closed in the window and reached the stage at which the category is
    /// usually raised.
    pub contrast: Option<WithWithout>,
    /// Deals lost in the window.
    pub lost: u64,
    /// Those of them lost for a reason that an objection of theirs, unresolved, had named.
    pub killed: u64,
    /// Those of them lost for the category's reason, objection or not.
    pub reason: u64,
}

impl Figures {
    /// `deals` are those of the row, `raised` every objection of theirs.
    pub fn of(
        category: Option<Category>,
        deals: &[&Snapshot<'_>],
        raised: &[&Raised<'_>],
        window: Window,
    ) -> Self {
        let own = || {
            raised
                .iter()
                .filter(|raised| category.is_none_or(|own| raised.objection.category == own))
        };
        let here: Vec<&&Raised<'_>> = own().filter(|raised| window.has(Some(raised.on))).collect();
        let observed = here.iter().map(|raised| Observation {
            time: raised.days,
            event: raised.is_resolved(),
        });
        let ids: BTreeSet<&str> = here.iter().map(|raised| raised.deal.id()).collect();
        let is_lost = |deal: &&&Snapshot<'_>| deal.is_lost() && deal.closed_in(window);
        let lost: Vec<&&Snapshot<'_>> = deals.iter().filter(is_lost).collect();
        Self {
            category,
            objections: here.len() as u64,
            deals: ids.len() as u64,
            of: deals.len() as u64,
            resolved: here.iter().filter(|raised| raised.is_resolved()).count() as u64,
            settled: here.iter().filter(|raised| raised.end.is_some()).count() as u64,
            curve: KaplanMeier::fit(&observed.collect::<Vec<_>>()),
            contrast: category
                .map(|_| contrast(deals, &own().copied().collect::<Vec<_>>(), window)),
            lost: lost.len() as u64,
            killed: killed(&lost, own().copied()),
            reason: lost.iter().filter(|deal| is_reason(deal, category)).count() as u64,
        }
    }
}

/// How many were lost for the reason that one of their objections, unresolved, had named.
fn killed<'r, 'a: 'r>(
    lost: &[&&Snapshot<'_>],
    raised: impl Iterator<Item = &'r Raised<'a>>,
) -> u64 {
    let is_cause = |raised: &&Raised<'_>| {
        !raised.is_resolved() && raised.deal.reason == Some(raised.objection.category.as_str())
    };
    let causes: BTreeSet<&str> = raised
        .filter(is_cause)
        .map(|raised| raised.deal.id())
        .collect();
    lost.iter()
        .filter(|deal| causes.contains(deal.id()))
        .count() as u64
}

fn is_reason(deal: &Snapshot<'_>, category: Option<Category>) -> bool {
    match category {
        Some(category) => deal.reason == Some(category.as_str()),
        None => deal
            .reason
            .is_some_and(|reason| reason.parse::<Category>().is_ok()),
    }
}

/// Deals that were closed in the window, with such an objection and without, among those that came
/// as far as the stage at which it is usually raised: who is lost early hears few objections.
fn contrast(deals: &[&Snapshot<'_>], raised: &[&Raised<'_>], window: Window) -> WithWithout {
    let usual = usual_ranks(raised);
    let objecting: BTreeSet<&str> = raised.iter().map(|raised| raised.deal.id()).collect();
    let mut contrast = WithWithout::default();
    for deal in deals.iter().filter(|deal| deal.closed_in(window)) {
        let came_there = furthest(deal)
            .is_some_and(|(pipeline, rank)| usual.get(&pipeline).is_some_and(|u| rank >= *u));
        if came_there {
            contrast.add(objecting.contains(deal.id()), deal.is_won());
        }
    }
    contrast
}

/// In each pipeline the rank at which most of the objections were raised; the earlier of equals.
fn usual_ranks(raised: &[&Raised<'_>]) -> BTreeMap<usize, usize> {
    let mut counts: BTreeMap<usize, BTreeMap<usize, u64>> = BTreeMap::new();
    for stage in raised.iter().filter_map(|raised| stage_on(raised)) {
        *counts
            .entry(stage.pipeline)
            .or_default()
            .entry(stage.rank)
            .or_default() += 1;
    }
    let commonest = |ranks: &BTreeMap<usize, u64>| {
        ranks
            .iter()
            .max_by_key(|(rank, count)| (**count, std::cmp::Reverse(**rank)))
            .map(|(rank, _)| *rank)
    };
    counts
        .iter()
        .filter_map(|(pipeline, ranks)| Some((*pipeline, commonest(ranks)?)))
        .collect()
}

/// The stage that the deal was in at the end of the day, or in its first one before that.
fn stage_on(raised: &Raised<'_>) -> Option<StageRef> {
    let visits = &raised.deal.journey.visits;
    let entered = visits
        .iter()
        .rev()
        .find(|visit| visit.enter.is_some_and(|day| day <= raised.on));
    match entered.or(visits.first()) {
        Some(visit) => visit.stage,
        None => first_stage(raised.deal),
    }
}

/// The pipeline that the deal was in last, and the highest rank that it reached there; a win is
/// behind all stages.
fn furthest(deal: &Snapshot<'_>) -> Option<(usize, usize)> {
    let visits = &deal.journey.visits;
    let known = visits.iter().rev().find_map(|visit| visit.stage);
    let pipeline = known
        .or_else(|| first_stage(deal).filter(|_| visits.is_empty()))?
        .pipeline;
    let own = visits
        .iter()
        .filter_map(|visit| visit.stage)
        .filter(|stage| stage.pipeline == pipeline);
    let rank = own.map(|stage| stage.rank).max().unwrap_or(0);
    Some((
        pipeline,
        if deal.journey.first_win.is_some() {
            usize::MAX
        } else {
            rank
        },
    ))
}

/// Where a deal stands that came closed: whoever is in a pipeline is at its first rank at least.
fn first_stage(deal: &Snapshot<'_>) -> Option<StageRef> {
    let own = deal.pipeline?;
    let mut pipelines = deal.book.pipelines.iter();
    let pipeline = pipelines.position(|pipeline| pipeline.id == own.id)?;
    Some(StageRef { pipeline, rank: 0 })
}
