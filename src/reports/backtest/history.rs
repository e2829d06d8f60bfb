//! What a method said of each period that is over, and what came.

use super::{rows::Row, wins::Wins};
use crate::book::Snapshot;
use crate::deal::Currency;
use crate::reports::{
    Query,
    forecast::{
        method::{ByCurrency, Way},
        odds::Method,
        past::{LEAST_DECIDED, Past},
    },
    lookback::PastPeriod,
};

/// What a method said of each period, and what came.
pub struct History {
    method: Method,
    /// By period, oldest first.
    periods: Vec<ByCurrency<Result<Row, TooFew>>>,
}

/// A period before which too few deals were decided.
#[derive(Debug, Clone)]
pub struct TooFew(String);

impl History {
    pub fn new<'a>(
        way: Way,
        query: &Query<'a>,
        periods: &[PastPeriod],
        deals: &[Snapshot<'a>],
    ) -> Self {
        let mut forecasts = Past::new(way, query);
        let wins = Wins::new(deals);
        let periods = periods.iter().map(|past| {
            let (stand, said) = forecasts.forecast(past.said_on, past.period);
            let rows = said.into_iter().map(|(currency, figures)| {
                if stand.decided(currency) < LEAST_DECIDED {
                    return (currency, Err(TooFew(past.period.to_string())));
                }
                let (calibrated, _) = forecasts.calibrated(&figures, past.said_on, currency);
                let row = Row::new(way.method, *past, &figures, calibrated);
                (currency, Ok(row.with_came(&stand, &wins, currency)))
            });
            rows.collect()
        });
        Self {
            method: way.method,
            periods: periods.collect(),
        }
    }

    pub fn currencies(&self) -> impl Iterator<Item = Option<Currency>> {
        self.periods.iter().flat_map(|rows| rows.keys().copied())
    }

    /// The rows of a currency, with their total.
    pub fn rows(&self, currency: Option<Currency>) -> Vec<Row> {
        let rows = self.periods.iter().filter_map(|rows| rows.get(&currency));
        let mut rows: Vec<Row> = rows.filter_map(|row| row.clone().ok()).collect();
        rows.push(Row::total(self.method, &rows));
        rows
    }

    /// The periods of a currency that have no row.
    pub fn left_out(&self, currency: Option<Currency>) -> impl Iterator<Item = String> {
        self.periods.iter().filter_map(move |rows| {
            let TooFew(period) = rows.get(&currency)?.as_ref().err()?;
            Some(period.clone())
        })
    }
}
