//! What was called in a category, and what became of it.

use rust_decimal::prelude::ToPrimitive;

use crate::book::Snapshot;
use crate::deal::keywords::Forecast;
use crate::reports::{Query, Slice, lookback::PastPeriod, money::Sum};

/// The categories, the surest first.
const CATEGORIES: [Forecast; 4] = [
    Forecast::Commit,
    Forecast::BestCase,
    Forecast::Pipeline,
    Forecast::Omitted,
];

/// The deals of a category in a period, or in all.
#[derive(Debug, Clone)]
pub struct Figures {
    /// `None` for all periods.
    pub past: Option<PastPeriod>,
    pub category: Forecast,
    pub called: u64,
    pub called_value: Sum,
    /// By the end of the period.
    pub won: u64,
    pub won_value: Sum,
    pub won_later: u64,
    pub lost: u64,
    pub open: u64,
    /// Gone from the pipeline.
    pub other: u64,
}

/// The deals that were open on the day of a forecast, with a close date in the rest of the period.
pub fn called<'a>(query: &Query<'a>, past: &PastPeriod) -> Vec<Snapshot<'a>> {
    let mut deals = query.snapshots(past.said_on);
    deals.retain(|deal| {
        let due = deal.state.close_date;
        let is_due = due.is_some_and(|due| past.period.has(due) && due >= past.said_on);
        deal.is_open() && deal.created().is_some() && is_due
    });
    deals
}

/// Four rows for each period in which something was called, then four over all. A deal stands in its
/// slice as of the day on which it was called.
pub fn rows<'a>(slice: &Slice<'_, 'a>, query: &Query<'a>, periods: &[PastPeriod]) -> Vec<Figures> {
    let mut rows = Vec::new();
    for past in periods {
        let mut four = CATEGORIES.map(|category| Figures::new(Some(*past), category));
        for deal in slice.filter(|deal| deal.as_of == past.said_on) {
            let category = deal.state.forecast();
            let own = four.iter_mut().find(|own| own.category == category);
            own.into_iter().for_each(|own| own.add(deal, past, query));
        }
        if four.iter().any(|own| own.called > 0) {
            rows.extend(four);
        }
    }
    let totals = CATEGORIES.map(|category| {
        let own = rows.iter().filter(|row| row.category == category);
        own.fold(Figures::new(None, category), Figures::and)
    });
    rows.extend(totals);
    rows
}

impl Figures {
    fn new(past: Option<PastPeriod>, category: Forecast) -> Self {
        Self {
            past,
            category,
            called: 0,
            called_value: Sum::default(),
            won: 0,
            won_value: Sum::default(),
            won_later: 0,
            lost: 0,
            open: 0,
            other: 0,
        }
    }

    fn add<'a>(&mut self, called: &Snapshot<'a>, past: &PastPeriod, query: &Query<'a>) {
        self.called += 1;
        self.called_value.add(called.value());
        let Some(now) = query.snapshot(called.record, query.as_of) else {
            self.other += 1;
            return;
        };
        if now.is_won() {
            if now.closed().is_some_and(|day| day <= past.period.to) {
                self.won += 1;
                self.won_value.add(now.value());
            } else {
                self.won_later += 1;
            }
        } else if now.is_lost() {
            self.lost += 1;
        } else if now.is_open() {
            self.open += 1;
        } else {
            self.other += 1;
        }
    }

    fn and(self, other: &Self) -> Self {
        Self {
            called: self.called + other.called,
            called_value: self.called_value.and(other.called_value),
            won: self.won + other.won,
            won_value: self.won_value.and(other.won_value),
            won_later: self.won_later + other.won_later,
            lost: self.lost + other.lost,
            open: self.open + other.open,
            other: self.other + other.other,
            ..self
        }
    }

    /// What was won of each unit that was called.
    pub fn value_ratio(&self) -> Option<f64> {
        let called = self.called_value.known_total()?.to_f64()?;
        let won = self.won_value.known_total()?.to_f64()?;
        (called != 0.0).then_some(won / called)
    }
}
