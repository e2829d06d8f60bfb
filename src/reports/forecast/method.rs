//! How a forecast is made: by which method, as of which day, and of which deals.

use std::collections::BTreeMap;

use super::{
    figures::Figures,
    odds::{Method, Odds, Prob},
};
use crate::book::{Period, Snapshot};
use crate::deal::{Currency, Day};
use crate::reports::{FlagError, FlagValues, Query, groups::money_slices};

/// Something of the deals in each currency.
pub type ByCurrency<T> = BTreeMap<Option<Currency>, T>;

/// What the flags ask for.
#[derive(Debug, Clone, Copy)]
pub struct Way {
    pub method: Method,
    pub prob: Prob,
}

/// A book as of a day: what a forecast of that day knows.
pub struct Stand<'a> {
    pub query: Query<'a>,
    pub deals: Vec<Snapshot<'a>>,
    pub odds: Odds<'a>,
}

impl Way {
    /// Each way that is asked for, once, and the flags that mean something with them: `--prob`
    /// belongs to the stage's probability.
    pub fn all(flags: &FlagValues) -> Result<(Vec<Self>, FlagValues), FlagError> {
        let prob = flags.one("prob")?;
        let mut ways: Vec<Self> = Vec::new();
        for method in flags.list("method")? {
            if ways.iter().all(|way| way.method != method) {
                ways.push(Self { method, prob });
            }
        }
        let has_stages = ways.iter().any(|way| way.method == Method::Stage);
        let flags = if has_stages {
            flags.clone()
        } else {
            let why = "belongs to --method stage; leave it out, or add --method stage";
            flags.without(&["prob"], why)?
        };
        Ok((ways, flags))
    }

    /// The book as it stood on an earlier day, for a forecast of a period. Deals of which nobody
    /// knows since when there have been any are left out.
    pub fn stand<'a>(&self, query: &Query<'a>, day: Day, period: &Period) -> Stand<'a> {
        let query = Query {
            as_of: day,
            by: None,
            ..*query
        };
        let mut deals = query.snapshots(day);
        deals.retain(|deal| deal.created().is_some());
        Stand {
            odds: Odds::new(&query, self.method, self.prob, period.to),
            deals,
            query,
        }
    }
}

impl Stand<'_> {
    /// What is said of a period, by currency.
    pub fn forecasts(&self, period: Period) -> ByCurrency<Figures> {
        money_slices(&self.deals, &self.query)
            .iter()
            .map(|slice| {
                let figures = Figures::new(slice, &self.query, period, &self.odds);
                (slice.currency, figures)
            })
            .collect()
    }

    /// How many deals of a currency stand won or lost since a known day.
    pub fn decided(&self, currency: Option<Currency>) -> u64 {
        let is_decided =
            |deal: &&Snapshot<'_>| (deal.is_won() || deal.is_lost()) && deal.closed().is_some();
        let own = self.deals.iter().filter(|deal| deal.currency() == currency);
        own.filter(is_decided).count() as u64
    }
}
