//! Deals by the day of their creation: which of them a window holds, and how they stood at an age.

use crate::book::journey::{Journey, Status};

use super::case::Case;
use super::query::{Query, Window};

/// Whether the deal was created in the window and has not left the pipeline.
pub fn is_member(case: &Case<'_>, window: Window) -> bool {
    case.journey.status != Status::Transferred && case.created_in(window)
}

/// Whether a deal created in the window was won by the end of the day on which it was `days` old; `None` for one
/// that is younger, and for one that had left the pipeline by then.
pub fn won_by_age(case: &Case<'_>, window: Window, query: &Query<'_>, days: u32) -> Option<bool> {
    let created = case.journey.created.filter(|day| window.has(Some(*day)))?;
    let day = created.plus(i64::from(days));
    let known = day <= query.as_of;
    let status = known.then(|| Journey::of(case.life, query.book, query.pipeline, day)).flatten()?.status;
    (status != Status::Transferred).then_some(status == Status::Won)
}
