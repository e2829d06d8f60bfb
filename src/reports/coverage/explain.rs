//! Coverage written out, so that it can be done again on paper.

use rust_decimal::Decimal;

use crate::deal::money::Currency;
use crate::reports::groups::Slice;
use crate::reports::money::unit;
use crate::table::{Cell, Explanation, Term};

use super::figures::Figures;

pub fn explain(slice: &Slice<'_, '_>, currency: Option<Currency>, f: &Figures) -> Explanation {
    let lines = have(f)
        .into_iter()
        .chain(need(f))
        .chain([past(f)])
        .collect();
    Explanation {
        group: slice.group.clone(),
        unit: unit(currency),
        lines,
    }
}

/// What is open, held against what is still to be won.
fn have(f: &Figures) -> Vec<Vec<Term>> {
    let (remaining, open) = (money(f.remaining()), money(f.open()));
    let (target, closed) = (money(f.forecast.target), money(f.forecast.closed.total()));
    let mut sum = line![
        Cell::text(f.forecast.period.to_string()),
        ": remaining = target ",
        target
    ];
    sum.extend(line![" − closed ", closed, " = ", remaining.clone()]);
    let weighted = estimate(f.forecast.weighted_open());
    vec![
        sum,
        line![
            "raw = open ",
            open,
            " / ",
            remaining.clone(),
            " = ",
            number(f.raw())
        ],
        line![
            "weighted = ",
            weighted,
            " / ",
            remaining,
            " = ",
            number(f.weighted())
        ],
    ]
}

/// What has to be open at the win rate of the window.
fn need(f: &Figures) -> Vec<Vec<Term>> {
    let (won, decided) = (money(f.won.total()), money(f.won.and(f.lost).total()));
    let mut required = line![
        "required = 1 / W = ",
        number(f.required_ratio()),
        "; × ",
        money(f.remaining())
    ];
    required.extend(line![" = ", estimate(f.required_pipeline())]);
    vec![
        line![
            "W = ",
            won,
            " won / ",
            decided,
            " decided in the window = ",
            number(f.win_rate())
        ],
        required,
        line![
            "gap = required − open ",
            money(f.open()),
            ", at least 0 = ",
            estimate(f.gap())
        ],
    ]
}

/// What came of pipelines before.
fn past(f: &Figures) -> Vec<Term> {
    let (brought, stood) = (money(f.brought.total()), money(f.stood.total()));
    let share = number(f.brought_share());
    line![
        "yield = ",
        brought,
        " won / ",
        stood,
        " open at the start of earlier periods = ",
        share
    ]
}

fn money(sum: Option<Decimal>) -> Cell {
    Cell::of(sum, Cell::Money)
}

fn estimate(value: Option<f64>) -> Cell {
    Cell::of(value, Cell::MoneyRate)
}

fn number(value: Option<f64>) -> Cell {
    Cell::of(value, Cell::Number)
}
