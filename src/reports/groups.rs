//! The rows of a report: its deals by group, then all of them; by span of time, or by what a deal
//! has.

use std::collections::BTreeMap;

use super::{Query, Window, notes::row_name, query::By};
use crate::book::{Book, Snapshot, period::Per};
use crate::deal::{Currency, Day};
use crate::table::{Cell, Group};

/// The deals of one row, and the days for which its figures are taken.
#[derive(Debug, Clone)]
pub struct Slice<'s, 'a> {
    pub group: Group,
    pub window: Window,
    /// The day on which open deals are counted.
    pub stock_day: Day,
    /// Of its money; `None` where none is known, and in reports without money.
    pub currency: Option<Currency>,
    pub deals: Vec<&'s Snapshot<'a>>,
}

impl<'s, 'a> Slice<'s, 'a> {
    /// Whether its group is a span of time.
    pub fn is_period(&self) -> bool {
        matches!(self.group, Some(("month" | "quarter", _)))
    }

    /// Whether it has a row even if nothing is known of its deals.
    pub fn is_always_shown(&self) -> bool {
        self.group.is_none() || self.is_period()
    }

    /// How notes call its row.
    pub fn name(&self) -> String {
        row_name(&self.group, None)
    }

    /// How notes call one of its rows.
    pub fn name_of(&self, row: &Cell) -> String {
        row_name(&self.group, Some(row))
    }

    /// Its deals for which something holds.
    pub fn filter(
        &self,
        holds: impl Fn(&Snapshot<'a>) -> bool,
    ) -> impl Iterator<Item = &'s Snapshot<'a>> {
        self.deals.iter().copied().filter(move |deal| holds(deal))
    }

    pub fn count(&self, holds: impl Fn(&Snapshot<'a>) -> bool) -> u64 {
        self.filter(holds).count() as u64
    }

    /// The same row of other deals.
    pub fn with(&self, currency: Option<Currency>, deals: Vec<&'s Snapshot<'a>>) -> Self {
        Self {
            group: self.group.clone(),
            window: self.window,
            stock_day: self.stock_day,
            currency,
            deals,
        }
    }

    /// A row for each currency among its deals, by code; without deals one for the book's.
    pub fn by_currency(&self, book: &Book) -> Vec<Self> {
        let mut parts: BTreeMap<Option<Currency>, Vec<&'s Snapshot<'a>>> = BTreeMap::new();
        for deal in &self.deals {
            parts.entry(deal.currency()).or_default().push(deal);
        }
        if parts.is_empty() {
            parts.insert(book.currency, Vec::new());
        }
        parts
            .into_iter()
            .map(|(currency, deals)| self.with(currency, deals))
            .collect()
    }
}

/// The rows of [`slices`], each parted by currency.
pub fn money_slices<'s, 'a: 's>(
    deals: impl IntoIterator<Item = &'s Snapshot<'a>>,
    query: &Query<'a>,
) -> Vec<Slice<'s, 'a>> {
    slices(deals, query)
        .iter()
        .flat_map(|slice| slice.by_currency(query.book))
        .collect()
}

/// The groups by name, then deals without a value, and the row of all deals last.
pub fn slices<'s, 'a: 's>(
    deals: impl IntoIterator<Item = &'s Snapshot<'a>>,
    query: &Query<'a>,
) -> Vec<Slice<'s, 'a>> {
    let total = Slice {
        group: None,
        window: query.window,
        stock_day: query.as_of,
        currency: None,
        deals: deals.into_iter().collect(),
    };
    let mut slices = match query.by {
        None => Vec::new(),
        Some(by) if by.is_period() => by_period(&total, by, query),
        Some(by) => by_value(&total, by),
    };
    slices.push(total);
    slices
}

fn by_value<'s, 'a>(total: &Slice<'s, 'a>, by: By) -> Vec<Slice<'s, 'a>> {
    let mut groups: BTreeMap<(bool, Option<&str>), Vec<&'s Snapshot<'a>>> = BTreeMap::new();
    for deal in &total.deals {
        let value = deal.group(by);
        let group = groups.entry((value.is_none(), value)).or_default();
        group.push(deal);
    }
    groups
        .into_iter()
        .map(|((_, value), deals)| Slice {
            group: Some((by.as_str(), value.map(str::to_owned))),
            ..total.with(None, deals)
        })
        .collect()
}

fn by_period<'s, 'a>(total: &Slice<'s, 'a>, by: By, query: &Query<'a>) -> Vec<Slice<'s, 'a>> {
    let deals = total.deals.iter();
    let first = deals.map(|deal| begun(deal, query)).min();
    periods(by, query, first)
        .into_iter()
        .map(|(name, window)| Slice {
            group: Some((by.as_str(), Some(name))),
            window,
            stock_day: window.to.min(query.as_of),
            ..total.with(None, total.deals.clone())
        })
        .collect()
}

/// A deal without a creation date began before the window.
fn begun(deal: &Snapshot<'_>, query: &Query<'_>) -> Day {
    let created = deal.created();
    created.map_or(query.window.from, |created| {
        deal.closed().map_or(created, |end| created.min(end))
    })
}

/// The periods of the window that have begun by the as-of date, cut to it, from the first day on
/// which anything happened.
pub fn periods(by: By, query: &Query<'_>, first: Option<Day>) -> Vec<(String, Window)> {
    let Some(first) = first else {
        return Vec::new();
    };
    let per = match by {
        By::Month => Per::Month,
        _ => Per::Quarter,
    };
    let last = query.window.to.min(query.as_of);
    let mut period = query.book.period_around(query.window.from.max(first), per);
    let mut periods = Vec::new();
    while period.from <= last {
        let window = Window::from(period).shared(query.window);
        periods.push((period.to_string(), window));
        period = period.next();
    }
    periods
}
