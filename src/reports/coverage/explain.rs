//! Coverage written out.

use super::figures::Figures;
use crate::reports::formula::Line;

pub fn explain(f: &Figures) -> Vec<Line> {
    let mut lines = have(f);
    lines.extend(need(f));
    lines
}

/// What is open, compared with what is still to be won.
fn have(f: &Figures) -> Vec<Line> {
    vec![
        formula!(
            "{}: remaining = target {} − closed {} = {}",
            f.forecast.period.to_string(),
            f.forecast.target,
            f.forecast.sums.closed.total(),
            f.remaining()
        ),
        formula!("raw = open {} / {} = {}", f.open(), f.remaining(), f.raw()),
        formula!(
            "weighted = {} / {} = {}",
            f.forecast.weighted_open(),
            f.remaining(),
            f.weighted()
        ),
    ]
}

/// What must be open at the win rate of the window, and what came of earlier periods.
fn need(f: &Figures) -> Vec<Line> {
    vec![
        formula!(
            "W = {} won / {} decided in the window = {}",
            f.won.total(),
            f.won.and(f.lost).total(),
            f.win_rate()
        ),
        formula!(
            "required = 1 / W = {}; × {} = {}",
            f.required_ratio(),
            f.remaining(),
            f.required_open()
        ),
        formula!(
            "gap = required − open {}, at least 0 = {}",
            f.open(),
            f.gap()
        ),
        formula!(
            "yield = {} won / {} open at the start of earlier periods = {}",
            f.past_won.total(),
            f.past_open.total(),
            f.past_yield()
        ),
    ]
}
