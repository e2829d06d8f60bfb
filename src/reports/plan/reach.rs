//! How long it takes from reaching a stage to the win.

use crate::reports::{
    competing_risks::{End, Wait},
    conversion::stage_progress::Traveller,
};
use crate::stats::aalen_johansen::CumulativeIncidence;

/// Days from reaching a stage to the win, of the deals that are won: Aalen–Johansen over all that
/// reached it, with losses as the competing end.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct DaysToWin {
    pub median: Option<i64>,
    /// By then 80 % of the wins have come.
    pub p80: Option<i64>,
}

impl DaysToWin {
    pub fn new(rank: usize, travellers: &[Traveller<'_, '_>]) -> Self {
        let waits: Vec<Wait> = travellers
            .iter()
            .filter_map(|own| wait(rank, own))
            .collect();
        let won = CumulativeIncidence::fit(&waits, End::Forward);
        Self {
            median: won.quantile_given_cause(0.5),
            p80: won.quantile_given_cause(0.8),
        }
    }
}

/// `None` where the deal did not reach the stage, and where a day is unknown or ends before it
/// begins.
fn wait(rank: usize, own: &Traveller<'_, '_>) -> Option<Wait> {
    let reached = own.progress.step(rank).reached??;
    let deal = own.deal;
    let cause = match (deal.is_won(), deal.is_lost()) {
        (true, _) => Some(End::Forward),
        (_, true) => Some(End::Lost),
        _ => None,
    };
    let end = match deal.closed() {
        None if cause.is_some() => return None,
        None => deal.as_of,
        Some(day) => day,
    };
    let time = end.since(reached);
    (time >= 0).then_some(Wait { time, cause })
}
