//! Coverage written out, so that it can be done again on paper.

use rust_decimal::Decimal;

use crate::deal::money::Currency;
use crate::reports::groups::Slice;
use crate::reports::purse::unit;
use crate::table::{Cell, Explanation};

use super::figures::Figures;

pub fn explain(slice: &Slice<'_, '_>, currency: Option<Currency>, f: &Figures) -> Explanation {
    let money = |sum: Option<Decimal>| Cell::of(sum, Cell::Money);
    let estimate = |value: Option<f64>| Cell::of(value, Cell::MoneyRate);
    let number = |value: Option<f64>| Cell::of(value, Cell::Number);
    let (remaining, open) = (money(f.remaining()), money(f.open()));
    let target = money(f.forecast.target);
    let decided = f.won.and(f.lost).total();
    let lines = vec![
        line![
            Cell::text(f.forecast.period.to_string()),
            ": remaining = target ",
            target,
            " − closed ",
            money(f.forecast.closed.total()),
            " = ",
            remaining.clone()
        ],
        line!["raw = open ", open.clone(), " / ", remaining.clone(), " = ", number(f.raw())],
        line![
            "weighted = ",
            estimate(f.forecast.weighted_open()),
            " / ",
            remaining.clone(),
            " = ",
            number(f.weighted())
        ],
        line![
            "W = ",
            money(f.won.total()),
            " won / ",
            money(decided),
            " decided in the window = ",
            number(f.win_rate())
        ],
        line![
            "required = 1 / W = ",
            number(f.required_ratio()),
            "; × ",
            remaining,
            " = ",
            estimate(f.required_pipeline())
        ],
        line!["gap = required − open ", open, ", 0 at least = ", estimate(f.gap())],
        line![
            "yield = ",
            money(f.brought.total()),
            " won / ",
            money(f.stood.total()),
            " open at the start of past periods = ",
            number(f.brought_share())
        ],
    ];
    Explanation { group: slice.group.clone(), unit: unit(currency), lines }
}
