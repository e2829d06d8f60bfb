//! As past forecasts went: an interval from what the forecasts of earlier periods said and what came.

use std::collections::HashMap;

use rayon::prelude::*;
use rust_decimal::prelude::ToPrimitive;

use super::{
    calibrated::{Calibrated, Like, calibrate},
    figures::Figures,
    method::{ByCurrency, Stand, Way},
};
use crate::book::{Period, Snapshot};
use crate::deal::{Currency, Day};
use crate::reports::{
    Notes, Query,
    money::{DealValue, Sum},
    notes::Code,
};

/// So many earlier periods are looked at.
const PERIODS: usize = 8;
/// A period says something once so many deals had been decided before it.
pub const LEAST_DECIDED: u64 = 8;

/// What earlier forecasts said and what came, each looked up once.
pub struct Past<'a> {
    way: Way,
    query: Query<'a>,
    /// By day, and by the period's first and last.
    said: HashMap<(Day, Day, Day), ByCurrency<Said>>,
    /// By the day on which they are known.
    won: HashMap<Day, Vec<Win>>,
}

/// What was said on a day of the rest of a period, and how many deals had been decided by then.
#[derive(Debug, Clone, Copy)]
struct Said {
    decided: u64,
    remaining: f64,
}

struct Win {
    currency: Option<Currency>,
    day: Day,
    value: DealValue,
}

impl<'a> Past<'a> {
    pub fn new(way: Way, query: &Query<'a>) -> Self {
        Self {
            way,
            query: Query { by: None, ..*query },
            said: HashMap::new(),
            won: HashMap::new(),
        }
    }

    /// Holds the forecasts of all deals of a currency against those of earlier periods.
    pub fn hold_against(
        &mut self,
        forecasts: &mut [Figures],
        currency: Option<Currency>,
        notes: &mut Notes,
    ) {
        let as_of = self.query.as_of;
        for figures in forecasts {
            let (calibrated, likes) = self.calibrated(figures, as_of, currency);
            let is_untested = calibrated.mid.is_none() && figures.period.to > as_of;
            notes.row(Code::NotTested, is_untested, &figures.period.to_string());
            (figures.calibrated, figures.likes) = (Some(calibrated), likes);
        }
    }

    /// What is known on a day of the forecasts of earlier periods, when as many of their days were
    /// over.
    pub fn calibrated(
        &mut self,
        figures: &Figures,
        as_of: Day,
        currency: Option<Currency>,
    ) -> (Calibrated, Vec<Like>) {
        let period = figures.period;
        let over = as_of.since(period.from) + 1;
        if over >= period.days() {
            return (Calibrated::default(), Vec::new());
        }
        let periods = like_periods(&period, as_of);
        self.remember(&periods, over);
        let likes: Vec<Like> = periods
            .into_iter()
            .filter_map(|own| self.compare(own, over, as_of, currency))
            .collect();
        let calibrated = calibrate(
            figures.remaining(),
            figures.closed(),
            figures.target,
            &likes,
        );
        (calibrated, likes)
    }

    /// The book as it stood on a day and what was said of a period then, which is remembered.
    pub fn forecast(&mut self, day: Day, period: Period) -> (Stand<'a>, ByCurrency<Figures>) {
        let stand = self.way.stand(&self.query, day, &period);
        let forecasts = stand.forecasts(period);
        let said = said(&stand, &forecasts);
        self.said.insert(key(day, &period), said);
        (stand, forecasts)
    }

    /// Looks up what was said of these periods when as many of their days were over, on all cores.
    fn remember(&mut self, periods: &[Period], over: i64) {
        let asked = periods
            .iter()
            .map(|period| (period.day_after(over), *period));
        let missing: Vec<(Day, Period)> = asked
            .filter(|(day, period)| !self.said.contains_key(&key(*day, period)))
            .collect();
        let (way, query) = (&self.way, &self.query);
        let found: Vec<_> = missing
            .into_par_iter()
            .map(|(day, period)| {
                let stand = way.stand(query, day, &period);
                (key(day, &period), said(&stand, &stand.forecasts(period)))
            })
            .collect();
        self.said.extend(found);
    }

    /// What was said of an earlier period when as many of its days were over, and what came.
    fn compare(
        &mut self,
        period: Period,
        over: i64,
        as_of: Day,
        currency: Option<Currency>,
    ) -> Option<Like> {
        let day = period.day_after(over);
        let said = self.said.get(&key(day, &period))?;
        let Said { decided, remaining } = *said.get(&currency)?;
        if decided < LEAST_DECIDED {
            return None;
        }
        let mut sum = Sum::default();
        let won = self.won_by(as_of).iter();
        won.filter(|win| win.currency == currency && day < win.day && win.day <= period.to)
            .for_each(|win| sum.add(win.value));
        let came = sum.known_total()?.to_f64()?;
        let is_comparable = remaining > 0.0 && came > 0.0;
        is_comparable.then_some(Like {
            period,
            said: remaining,
            came,
        })
    }

    /// The wins that are known on a day, of deals of known creation.
    fn won_by(&mut self, as_of: Day) -> &[Win] {
        let query = self.query;
        self.won.entry(as_of).or_insert_with(|| {
            let deals = query.snapshots(as_of);
            let deals = deals.iter().filter(|deal| deal.created().is_some());
            deals.filter_map(Win::new).collect()
        })
    }
}

fn key(day: Day, period: &Period) -> (Day, Day, Day) {
    (day, period.from, period.to)
}

fn said(stand: &Stand<'_>, forecasts: &ByCurrency<Figures>) -> ByCurrency<Said> {
    let said = forecasts.iter().map(|(currency, figures)| {
        let decided = stand.decided(*currency);
        let remaining = figures.remaining();
        (*currency, Said { decided, remaining })
    });
    said.collect()
}

impl Win {
    fn new(deal: &Snapshot<'_>) -> Option<Self> {
        Some(Self {
            currency: deal.currency(),
            day: deal.closed().filter(|_| deal.is_won())?,
            value: deal.value(),
        })
    }
}

/// The latest periods of the same kind that are over, the last one first.
fn like_periods(period: &Period, as_of: Day) -> Vec<Period> {
    let earlier = std::iter::successors(Some(period.previous()), |own| Some(own.previous()));
    earlier
        .skip_while(|own| own.to > as_of)
        .take(PERIODS)
        .collect()
}
