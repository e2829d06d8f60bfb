//! How long deals were watched and how they ended: what a forecast by survival is made of.

use crate::reports::case::Case;
use crate::reports::risks::{End, Risks, Wait};

/// The waits of some deals, in days open: won, lost, or neither yet; leaving for another pipeline is neither.
///
/// Deals without a day of creation, and those that end before they begin, are left out.
pub fn waits<'c, 'a: 'c>(cases: impl IntoIterator<Item = &'c Case<'a>>, without_hold: bool) -> Vec<Wait> {
    let wait = |case: &Case<'_>| {
        let cause = match (case.is_won(), case.is_lost()) {
            (true, _) => Some(End::Ahead),
            (_, true) => Some(End::Lost),
            _ => None,
        };
        Some(Wait { time: case.open_days(without_hold)?, cause })
    };
    cases.into_iter().filter_map(wait).collect()
}

/// P(won within `within` days | open at the age of `age` days) = (F_won(age + within) − F_won(age)) / S(age).
///
/// `None` where no deal is open at that age any more, and where `age + within` lies behind the longest time watched.
pub fn chance_to_win(risks: &Risks, age: i64, within: i64) -> Option<f64> {
    risks.chance(age, within)
}
