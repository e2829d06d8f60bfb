//! The rows of a report: its deals by group, then all of them; by span of time, or by what a deal
//! has.

use std::collections::BTreeMap;

use crate::book::Book;
use crate::book::period::{Per, Period};
use crate::book::snapshot::Snapshot;
use crate::deal::day::Day;
use crate::deal::money::Currency;
use crate::table::{Cell, Group};

use super::notes::row_name;
use super::query::{By, Query, Window};

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

/// The groups by name, deals without a value behind them, and the row of all deals last.
pub fn slices<'s, 'a: 's>(
    deals: impl IntoIterator<Item = &'s Snapshot<'a>>,
    query: &Query<'a>,
) -> Vec<Slice<'s, 'a>> {
    let all: Vec<&Snapshot<'a>> = deals.into_iter().collect();
    let mut slices = match query.by {
        None => Vec::new(),
        Some(by) if by.is_period() => by_period(&all, by, query),
        Some(by) => by_value(&all, by, query),
    };
    slices.push(Slice {
        group: None,
        window: query.window,
        stock_day: query.as_of,
        currency: None,
        deals: all,
    });
    slices
}

fn by_value<'s, 'a>(deals: &[&'s Snapshot<'a>], by: By, query: &Query<'a>) -> Vec<Slice<'s, 'a>> {
    let mut groups: BTreeMap<(bool, Option<&str>), Vec<&'s Snapshot<'a>>> = BTreeMap::new();
    for deal in deals {
        let value = deal.group(by);
        groups
            .entry((value.is_none(), value))
            .or_default()
            .push(deal);
    }
    let slice = |((_, value), deals): ((bool, Option<&str>), Vec<&'s Snapshot<'a>>)| Slice {
        group: Some((by.as_str(), value.map(str::to_owned))),
        window: query.window,
        stock_day: query.as_of,
        currency: None,
        deals,
    };
    groups.into_iter().map(slice).collect()
}

fn by_period<'s, 'a>(deals: &[&'s Snapshot<'a>], by: By, query: &Query<'a>) -> Vec<Slice<'s, 'a>> {
    // A deal without a day of creation has been there from before the window.
    let begun = |deal: &&Snapshot<'_>| {
        deal.journey.created.map_or(query.window.from, |created| {
            deal.journey.ended.map_or(created, |end| created.min(end))
        })
    };
    let first = deals.iter().map(begun).min();
    let slice = |(name, window): (String, Window)| Slice {
        group: Some((by.as_str(), Some(name))),
        window,
        stock_day: window.to.min(query.as_of),
        currency: None,
        deals: deals.to_vec(),
    };
    periods(by, query, first).into_iter().map(slice).collect()
}

/// The periods of the window that have begun by as-of, cut to it, from the one on in which anything
/// happened.
pub fn periods(by: By, query: &Query<'_>, first: Option<Day>) -> Vec<(String, Window)> {
    let Some(first) = first else {
        return Vec::new();
    };
    let last = query.window.to.min(query.as_of);
    let start = query.window.from.max(first);
    let per = if by == By::Month {
        Per::Month
    } else {
        Per::Quarter
    };
    let next = |period: &Period| Some(Period::around(period.to.plus(1), per));
    let whole = std::iter::successors(Some(Period::around(start, per)), next);
    let begun = whole.take_while(|period| period.from <= last);
    let cut = |period: Period| {
        Window {
            from: period.from,
            to: period.to,
        }
        .shared(query.window)
    };
    begun
        .map(|period| (period.to_string(), cut(period)))
        .collect()
}
