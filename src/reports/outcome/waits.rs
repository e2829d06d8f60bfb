//! How long deals were watched and how they ended: what a forecast by survival is made of.

use crate::book::snapshot::Snapshot;
use crate::reports::competing_risks::{End, Wait};

/// The waits of some deals, in days open: won, lost, or neither yet; leaving for another pipeline
/// is neither.
///
/// Deals without a day of creation, and those that end before they begin, are left out.
pub fn waits<'c, 'a: 'c>(
    deals: impl IntoIterator<Item = &'c Snapshot<'a>>,
    without_hold: bool,
) -> Vec<Wait> {
    let wait = |deal: &Snapshot<'_>| {
        let cause = match (deal.is_won(), deal.is_lost()) {
            (true, _) => Some(End::Forward),
            (_, true) => Some(End::Lost),
            _ => None,
        };
        Some(Wait {
            time: deal.open_days(without_hold)?,
            cause,
        })
    };
    deals.into_iter().filter_map(wait).collect()
}

/// What the deals that are still open at an age have ahead. Fitted to these, F(t) is
/// (F(age + t) − F(age)) / S(age) of all: who is gone by that age is at risk no more.
pub fn beyond(waits: &[Wait], age: i64) -> Vec<Wait> {
    let left = waits.iter().filter(|wait| wait.time > age);
    left.map(|wait| Wait {
        time: wait.time - age,
        cause: wait.cause,
    })
    .collect()
}
