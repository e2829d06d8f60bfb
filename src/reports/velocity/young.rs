//! A window that begins before the book: what is realized a day is then spread over days on which
//! there was nothing.

use rust_decimal::prelude::ToPrimitive;

use super::figures::Figures;
use crate::book::Snapshot;
use crate::deal::Currency;
use crate::reports::{Query, Window};

/// The days of the window since the first deal was created, if it begins before that.
pub fn since_first(query: &Query<'_>, deals: &[Snapshot<'_>]) -> Option<Window> {
    let first = deals.iter().filter_map(Snapshot::created).min()?;
    let Window { from, to } = query.window;
    (from < first && first <= to).then_some(Window { from: first, to })
}

/// The figures of all deals in a currency, over these days alone.
pub fn sentence(figures: &Figures, currency: Option<Currency>, window: Window) -> String {
    let days = window.days();
    let digits = currency.map_or(0, Currency::minor_units) as usize;
    let unit = currency.map_or(String::new(), |currency| format!(" {}", currency.code()));
    let amount = |value: Option<f64>| {
        value.map_or_else(|| "–".to_owned(), |value| format!("{value:.digits$}{unit}"))
    };
    let share = figures.window_days / days as f64;
    let won = figures.value.known_total().and_then(|won| won.to_f64());
    format!(
        "the first deal is of {}: over the {days} {} since, realized is {} a day, flow {}",
        window.from,
        if days == 1 { "day" } else { "days" },
        amount(won.map(|won| won / days as f64)),
        amount(figures.flow().map(|flow| flow * share)),
    )
}
