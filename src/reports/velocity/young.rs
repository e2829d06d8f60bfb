//! A window that begins before the book: what is realized a day is then spread over days on which
//! there was nothing.

use rust_decimal::{Decimal, prelude::FromPrimitive};

use super::figures::Figures;
use crate::book::Snapshot;
use crate::deal::Currency;
use crate::reports::{Query, Window, money::in_words};

/// The days of the window since the first deal was created, if it begins before that.
pub fn since_first(query: &Query<'_>, deals: &[Snapshot<'_>]) -> Option<Window> {
    let first = deals.iter().filter_map(Snapshot::created).min()?;
    let Window { from, to } = query.window;
    (from < first && first <= to).then_some(Window { from: first, to })
}

/// The figures of all deals in a currency, over these days alone.
pub fn sentence(figures: &Figures, currency: Option<Currency>, window: Window) -> String {
    let days = window.days() as f64;
    let share = figures.window_days / days;
    let a_day = |value: Option<f64>| in_words(value.and_then(Decimal::from_f64), currency);
    format!(
        "the first deal is of {}: over the {} since, realized is {} a day, flow {}",
        window.from,
        match window.days() {
            1 => "day".to_owned(),
            days => format!("{days} days"),
        },
        a_day(figures.realized().map(|realized| realized * share)),
        a_day(figures.flow().map(|flow| flow * share)),
    )
}
