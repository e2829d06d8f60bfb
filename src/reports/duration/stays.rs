//! What is observed: stays in a stage, and whole cycles.

use crate::book::{
    Snapshot,
    journey::{Exit, Journey, Visit},
};
use crate::reports::Slice;
use crate::stats::kaplan_meier::Observation;

/// The stays of one deal that a row observes: in a stage its visits, for the cycle its time open.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Stays {
    /// In order.
    pub observations: Vec<Observation>,
    /// Days of the last stay, where it has ended.
    pub latest: Option<i64>,
    /// Days of all stays.
    pub cumulative: i64,
}

/// The visits of a deal to the stage of a rank that began in the slice's window.
pub fn in_stage(
    deal: &Snapshot<'_>,
    rank: usize,
    slice: &Slice<'_, '_>,
    without_hold: bool,
) -> Option<Stays> {
    let visits = deal.journey.visits.iter().filter(|visit| {
        let is_here = visit.stage.is_some_and(|stage| stage.rank == rank);
        is_here && slice.window.has(visit.enter) && !ends_early(visit)
    });
    let last = visits.clone().next_back()?;
    let observations: Vec<Observation> = visits
        .filter_map(|visit| {
            Some(Observation {
                time: days(&deal.journey, visit, without_hold)?,
                event: has_ended(visit),
            })
        })
        .collect();
    Some(Stays {
        latest: last
            .exit
            .and_then(|_| days(&deal.journey, last, without_hold)),
        cumulative: observations.iter().map(|stay| stay.time).sum(),
        observations,
    })
}

/// The cycle of a deal created in the slice's window, as one observation in days open.
pub fn in_all(deal: &Snapshot<'_>, slice: &Slice<'_, '_>, without_hold: bool) -> Option<Stays> {
    if !deal.created_in(slice.window) {
        return None;
    }
    let time = deal.open_days(without_hold)?;
    let event = deal.is_won() || deal.is_lost();
    Some(Stays {
        observations: vec![Observation { time, event }],
        latest: (!deal.is_open()).then(|| last_stretch(&deal.journey, without_hold)),
        cumulative: time,
    })
}

/// Days from the last (re)opening to the closing.
fn last_stretch(journey: &Journey, without_hold: bool) -> i64 {
    let until = journey.visits.len().saturating_sub(1);
    let start = journey.visits[..until]
        .iter()
        .rposition(|visit| !matches!(visit.exit, Some((_, Exit::Moved(_))) | None))
        .map_or(0, |closing| closing + 1);
    journey.visits[start..]
        .iter()
        .filter_map(|visit| days(journey, visit, without_hold))
        .sum()
}

fn days(journey: &Journey, visit: &Visit, without_hold: bool) -> Option<i64> {
    let days = visit.days(journey.as_of)?;
    Some(match without_hold {
        true => days - journey.hold_days_of(visit),
        false => days,
    })
}

/// A stay that went on in another pipeline has not ended.
pub fn has_ended(visit: &Visit) -> bool {
    visit
        .exit
        .is_some_and(|(_, exit)| exit != Exit::Transferred)
}

fn ends_early(visit: &Visit) -> bool {
    visit
        .enter
        .zip(visit.exit)
        .is_some_and(|(enter, (exit, _))| exit < enter)
}

/// Whether some stay ends before it begins, so that its length means nothing.
pub fn is_out_of_order(deal: &Snapshot<'_>) -> bool {
    deal.is_out_of_order() || deal.journey.visits.iter().any(ends_early)
}
