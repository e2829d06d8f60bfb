//! Deals by the day of their creation: which of them a window holds, and how they stood at an age.

use super::{Query, Window};
use crate::book::{
    Snapshot,
    journey::{Journey, Status},
};

/// Whether the deal was created in the window and has not left the pipeline.
pub fn is_member(deal: &Snapshot<'_>, window: Window) -> bool {
    deal.journey.status != Status::Transferred && deal.created_in(window)
}

/// Whether a member of the window's cohort was won by the end of the day on which it was `days`
/// old; `None` for one that is younger, and for a deal that is no member.
pub fn won_by_age(
    deal: &Snapshot<'_>,
    window: Window,
    query: &Query<'_>,
    days: u32,
) -> Option<bool> {
    let day = deal
        .journey
        .created
        .filter(|_| is_member(deal, window))?
        .plus(i64::from(days));
    let known = day <= query.as_of;
    let journey = known
        .then(|| Journey::new(&deal.record.history, query.book, query.pipeline, day))
        .flatten()?;
    Some(journey.status == Status::Won)
}
