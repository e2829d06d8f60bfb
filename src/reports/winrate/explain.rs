//! The win rates written out, so that they can be done again on paper.

use crate::deal::money::Currency;
use crate::reports::groups::Slice;
use crate::reports::money::unit;
use crate::table::{Cell, Explanation, Term};

use super::figures::Figures;

pub fn explain(slice: &Slice<'_, '_>, currency: Option<Currency>, f: &Figures) -> Explanation {
    let lines = vec![
        closed(f),
        value(f),
        narrow(f),
        raw(f),
        decided(f),
        ceiling(f),
        horizon(f),
        exposure(f),
    ];
    Explanation {
        group: slice.group.clone(),
        unit: unit(currency),
        lines,
    }
}

fn closed(f: &Figures) -> Vec<Term> {
    line![
        "closed = ",
        Cell::Count(f.closed.won),
        " won / ",
        Cell::Count(f.closed.n),
        " closed = ",
        f.closed.rate()
    ]
}

fn value(f: &Figures) -> Vec<Term> {
    let [won, all] =
        [&f.won_value, &f.closed_value].map(|sum| Cell::of(sum.known_total(), Cell::Money));
    line![
        "by value = ",
        won,
        " won / ",
        all,
        " closed = ",
        f.value_cell()
    ]
}

fn narrow(f: &Figures) -> Vec<Term> {
    let left_out = Cell::Count(f.closed.n - f.narrow.n);
    let (won, n) = (Cell::Count(f.narrow.won), Cell::Count(f.closed.n));
    line![
        "narrow = ",
        won,
        " won / (",
        n,
        " closed − ",
        left_out,
        " lost of an excluded class) = ",
        f.narrow.rate()
    ]
}

fn raw(f: &Figures) -> Vec<Term> {
    line![
        "raw = ",
        Cell::Count(f.created.won),
        " won / ",
        Cell::Count(f.created.n),
        " created = ",
        f.created.rate()
    ]
}

fn decided(f: &Figures) -> Vec<Term> {
    let won = Cell::Count(f.created.won);
    line![
        "decided = ",
        won.clone(),
        " / (",
        won,
        " + ",
        Cell::Count(f.created_lost),
        " lost) = ",
        f.decided_cell()
    ]
}

fn ceiling(f: &Figures) -> Vec<Term> {
    let n = Cell::Count(f.created.n);
    line![
        "ceiling = 1 − ",
        Cell::Count(f.created_lost),
        " lost / ",
        n,
        " created = ",
        f.ceiling_cell()
    ]
}

fn horizon(f: &Figures) -> Vec<Term> {
    let days = Cell::Count(u64::from(f.horizon));
    let (won, n) = (Cell::Count(f.mature.won), Cell::Count(f.mature.n));
    line![
        "by ",
        days,
        " days = ",
        won,
        " won by that age / ",
        n,
        " at least that old = ",
        f.mature.rate()
    ]
}

fn exposure(f: &Figures) -> Vec<Term> {
    let (won, days) = (
        Cell::Count(f.closed.won),
        Cell::Count(f.deal_days.unsigned_abs()),
    );
    line![
        "exposure = 100 × ",
        won,
        " won / ",
        days,
        " deal days = ",
        f.exposure_cell()
    ]
}
