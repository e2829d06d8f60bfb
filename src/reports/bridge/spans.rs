//! The days that are bridged.

use super::buckets::Span;
use crate::book::Period;
use crate::deal::Day;
use crate::reports::{Query, Window, groups::periods};

/// The days whose ends are bridged, to which the filters apply.
pub fn days(query: &Query<'_>) -> Vec<Day> {
    let mut days: Vec<Day> = spans(query, None)
        .into_iter()
        .flat_map(|(_, span)| [span.first, span.last])
        .collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// One bridge for each month or quarter, if those were asked for, then the whole.
pub fn spans(query: &Query<'_>, period: Option<Period>) -> Vec<(Option<String>, Span)> {
    let mut spans = Vec::new();
    for (name, window) in parts(query) {
        let from = window.from.plus(-1);
        let span = span(query, period, Window { from, ..window });
        spans.push((Some(name), span));
    }
    spans.push((None, span(query, period, query.window)));
    spans
}

/// The months or quarters of the days after the first, whose end is the opening.
fn parts(query: &Query<'_>) -> Vec<(String, Window)> {
    let window = Window {
        from: query.window.from.plus(1),
        ..query.window
    };
    let by = query.by.filter(|by| by.is_period());
    match by.filter(|_| window.from <= window.to) {
        Some(by) => periods(by, &Query { window, ..*query }, Some(window.from)),
        None => Vec::new(),
    }
}

/// Nothing is known after the as-of date.
fn span(query: &Query<'_>, period: Option<Period>, window: Window) -> Span {
    Span {
        first: window.from.min(query.as_of),
        last: window.to.min(query.as_of),
        period,
        // The revisions differ where the whole begins; later days are all read from the last one.
        is_across_revisions: query.compared.is_some() && window.from == query.window.from,
    }
}
