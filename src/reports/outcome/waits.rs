//! How long deals were observed and how they ended: what a forecast by survival is made of.

use crate::book::Snapshot;
use crate::reports::competing_risks::{End, Wait};

/// The waits of some deals, in days open: won, lost, or neither yet; leaving for another pipeline
/// is neither.
///
/// Deals without a creation date, and those that end before they begin, are left out.
pub fn waits<'c, 'a: 'c>(
    deals: impl IntoIterator<Item = &'c Snapshot<'a>>,
    without_hold: bool,
) -> Vec<Wait> {
    deals
        .into_iter()
        .filter_map(|deal| {
            Some(Wait {
                time: deal.open_days(without_hold)?,
                cause: end(deal),
            })
        })
        .collect()
}

fn end(deal: &Snapshot<'_>) -> Option<End> {
    if deal.is_won() {
        Some(End::Forward)
    } else {
        deal.is_lost().then_some(End::Lost)
    }
}

/// What lies ahead of the deals that are still open at an age. Fitted to these, F(t) is
/// (F(age + t) − F(age)) / S(age) of all: deals closed by that age are no longer at risk.
pub fn beyond(waits: &[Wait], age: i64) -> Vec<Wait> {
    let left = waits.iter().filter(|wait| wait.time > age);
    left.map(|wait| Wait {
        time: wait.time - age,
        cause: wait.cause,
    })
    .collect()
}
