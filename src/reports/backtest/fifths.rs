//! Deals by what was said of their chance, in five parts: are the chances right where they are low,
//! and where they are high?

use std::collections::BTreeSet;

use super::{BASIS, by_currency, few_decided, histories, note, points::Points};
use crate::reports::{
    Query,
    draft::{Draft, ReportBody},
    forecast::{method::Way, odds::Method},
    lookback::PastPeriod,
    measure::{Measure, chance, count, share, text, wilson},
};
use crate::table::Cell;

struct Fifth {
    method: Method,
    number: u64,
    points: Points,
}

const MEASURES: &[Measure<Fifth>] = &[
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

pub fn body(query: &Query<'_>, periods: &[PastPeriod], ways: &[Way]) -> ReportBody {
    let deals = query.snapshots(query.as_of);
    let histories = histories(query, periods, ways, &deals);
    let mut draft = Draft::new(MEASURES, query);
    let mut left_out = BTreeSet::new();
    for slice in by_currency(&deals, &histories, query) {
        for history in &histories {
            left_out.extend(history.left_out(slice.currency));
            let Some(total) = history.rows(slice.currency).pop() else {
                continue;
            };
            let fifths = total.points.fifths().into_iter().zip(1..);
            for (points, number) in fifths {
                let fifth = Fifth {
                    method: total.method,
                    number,
                    points,
                };
                draft.notes.low_n(fifth.points.count(), &number.to_string());
                draft.add(&slice, &fifth);
            }
        }
    }
    note(&mut draft, query, &deals, periods);
    ReportBody {
        left_out: vec![few_decided(&left_out)],
        deals: deals.len() as u64,
        basis: BASIS.to_owned(),
        ..draft.finish(&[])
    }
}
