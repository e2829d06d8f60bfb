//! Deals by what was said of their chance, in five parts: are the chances right where they are low,
//! and where they are high?

use super::{points::Points, rows::Row};
use crate::reports::{
    Slice,
    draft::Draft,
    forecast::odds::Method,
    measure::{Measure, chance, count, share, text, wilson},
};
use crate::table::Cell;

pub struct Fifth {
    method: Method,
    number: u64,
    points: Points,
}

pub const MEASURES: &[Measure<Fifth>] = &[
    text("method", "method", |f| Cell::text(f.method.as_str())),
    count("fifth", "fifth", |f| f.number),
    count("n", "deals", |f| f.points.count()),
    chance("said", "chance, said", |f| f.points.mean_chance()),
    count("won", "won", |f| f.points.won()),
    share("rate", "won of them", |f| {
        (f.points.won(), f.points.count())
    }),
    wilson("rate_ci", "95% CI", |f| (f.points.won(), f.points.count())),
];

/// Five rows of the deals of all periods.
pub fn add(draft: &mut Draft<Fifth>, slice: &Slice<'_, '_>, rows: Vec<Row>) {
    let Some(total) = rows.last() else {
        return;
    };
    for (points, number) in total.points.fifths().into_iter().zip(1..) {
        draft.notes.low_n(points.count(), &number.to_string());
        let method = total.method;
        let fifth = Fifth {
            method,
            number,
            points,
        };
        draft.add(slice, &fifth);
    }
}
