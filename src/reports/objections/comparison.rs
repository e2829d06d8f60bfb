//! Deals with objections of a category and without, among those that reached the stage where it
//! mostly comes up: deals that are lost early hear few objections.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use super::raised::Raised;
use crate::book::{Snapshot, journey::StageRef};
use crate::reports::{Slice, with_without::WithWithout};

/// Of the row's deals that were closed in the window; `raised` are their objections of a category.
pub fn compare(slice: &Slice<'_, '_>, raised: &[&Raised<'_>]) -> WithWithout {
    let usual = usual_ranks(raised);
    let objecting: BTreeSet<&str> = raised.iter().map(|raised| raised.deal.id()).collect();
    let mut comparison = WithWithout::default();
    for deal in slice.filter(|deal| deal.closed_in(slice.window)) {
        let has_reached = furthest(deal).is_some_and(|(pipeline, rank)| {
            let usual = usual.get(&pipeline);
            usual.is_some_and(|usual| rank >= *usual)
        });
        if has_reached {
            comparison.add(objecting.contains(deal.id()), deal.is_won());
        }
    }
    comparison
}

/// In each pipeline the rank at which most of the objections were raised; the earlier of equals.
fn usual_ranks(raised: &[&Raised<'_>]) -> BTreeMap<usize, usize> {
    let mut counts: BTreeMap<usize, BTreeMap<usize, u64>> = BTreeMap::new();
    for stage in raised.iter().filter_map(|raised| stage_on(raised)) {
        let ranks = counts.entry(stage.pipeline).or_default();
        *ranks.entry(stage.rank).or_default() += 1;
    }
    counts
        .into_iter()
        .filter_map(|(pipeline, ranks)| Some((pipeline, most_frequent(ranks)?)))
        .collect()
}

fn most_frequent(ranks: BTreeMap<usize, u64>) -> Option<usize> {
    let (rank, _) = ranks
        .into_iter()
        .max_by_key(|(rank, count)| (*count, Reverse(*rank)))?;
    Some(rank)
}

/// The stage that the deal was in at the end of the day, or its first one if it was in none yet.
fn stage_on(raised: &Raised<'_>) -> Option<StageRef> {
    let visits = &raised.deal.journey.visits;
    let entered = visits
        .iter()
        .rfind(|visit| visit.enter.is_some_and(|day| day <= raised.on));
    match entered.or(visits.first()) {
        Some(visit) => visit.stage,
        None => first_stage(raised.deal),
    }
}

/// The pipeline that the deal was in last, and the highest rank that it reached there; a win is
/// after all stages.
fn furthest(deal: &Snapshot<'_>) -> Option<(usize, usize)> {
    let visits = &deal.journey.visits;
    let stages = visits.iter().filter_map(|visit| visit.stage);
    let pipeline = match stages.clone().next_back() {
        Some(last) => last.pipeline,
        None => first_stage(deal).filter(|_| visits.is_empty())?.pipeline,
    };
    if deal.journey.first_win.is_some() {
        return Some((pipeline, usize::MAX));
    }
    let ranks = stages
        .filter(|stage| stage.pipeline == pipeline)
        .map(|stage| stage.rank);
    Some((pipeline, ranks.max().unwrap_or(0)))
}

/// The stage of a deal that was created as closed: it has at least reached the first one.
fn first_stage(deal: &Snapshot<'_>) -> Option<StageRef> {
    let own = deal.pipeline?;
    let mut pipelines = deal.book.pipelines.iter();
    let pipeline = pipelines.position(|pipeline| pipeline.id == own.id)?;
    Some(StageRef { pipeline, rank: 0 })
}
