//! The win rates written out.

use super::figures::Figures;
use crate::reports::formula::Line;

pub fn explain(f: &Figures) -> Vec<Line> {
    vec![
        formula!(
            "closed = {} won / {} closed = {}",
            f.closed.won,
            f.closed.n,
            f.closed.rate()
        ),
        formula!(
            "by value = {} won / {} closed = {}",
            f.won_value.known_total(),
            f.closed_value.known_total(),
            f.value_rate()
        ),
        formula!(
            "narrow = {} won / ({} closed − {} lost of an excluded class) = {}",
            f.narrow.won,
            f.closed.n,
            f.closed.n - f.narrow.n,
            f.narrow.rate()
        ),
        formula!(
            "raw = {} won / {} created = {}",
            f.created.won,
            f.created.n,
            f.created.rate()
        ),
        formula!(
            "decided = {} / ({} + {} lost) = {}",
            f.created.won,
            f.created.won,
            f.created_lost,
            f.decided().rate()
        ),
        formula!(
            "ceiling = 1 − {} lost / {} created = {}",
            f.created_lost,
            f.created.n,
            f.ceiling().rate()
        ),
        formula!(
            "by {} days = {} won by that age / {} at least that old = {}",
            f.horizon,
            f.mature.won,
            f.mature.n,
            f.mature.rate()
        ),
        formula!(
            "exposure = 100 × {} won / {} deal days = {}",
            f.closed.won,
            f.deal_days.unsigned_abs(),
            f.exposure()
        ),
    ]
}
