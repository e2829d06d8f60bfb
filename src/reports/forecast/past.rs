//! As past forecasts went: an interval from what the forecasts of earlier periods said and what came.

use std::collections::HashMap;

use rust_decimal::prelude::ToPrimitive;

use super::{
    calibrated::{Calibrated, Like, calibrate},
    figures::Figures,
    method::{Stand, Way},
};
use crate::book::{Period, Snapshot};
use crate::deal::{Currency, Day};
use crate::reports::{Notes, Query, Slice, groups::slices, money::Sum, notes::Code};

/// So many earlier periods are looked at.
const PERIODS: usize = 8;
/// A period says something once so many deals had been decided before it.
const LEAST_DECIDED: usize = 8;

/// The book on the days of earlier forecasts, each looked up once.
pub struct Past<'a> {
    way: Way,
    query: Query<'a>,
    /// The deals as they are known now.
    now: Vec<Snapshot<'a>>,
    stands: HashMap<(Day, Day), Stand<'a>>,
}

impl<'a> Past<'a> {
    pub fn new(way: Way, query: &Query<'a>) -> Self {
        let query = Query { by: None, ..*query };
        let mut now = query.snapshots(query.as_of);
        now.retain(|deal| deal.created().is_some());
        Self {
            way,
            now,
            query,
            stands: HashMap::new(),
        }
    }

    /// Holds the forecasts of all deals of a currency against those of earlier periods.
    pub fn hold_against(
        &mut self,
        forecasts: &mut [Figures],
        currency: Option<Currency>,
        notes: &mut Notes,
    ) {
        for figures in forecasts {
            let (calibrated, likes) = self.calibrated(figures, currency);
            let is_untested = calibrated.mid.is_none() && figures.period.to > self.query.as_of;
            notes.row(Code::NotTested, is_untested, &figures.period.to_string());
            (figures.calibrated, figures.likes) = (Some(calibrated), likes);
        }
    }

    fn calibrated(
        &mut self,
        figures: &Figures,
        currency: Option<Currency>,
    ) -> (Calibrated, Vec<Like>) {
        let period = figures.period;
        let over = self.query.as_of.since(period.from) + 1;
        if over >= period.days() {
            return (Calibrated::default(), Vec::new());
        }
        let likes: Vec<Like> = like_periods(&period, self.query.as_of)
            .into_iter()
            .filter_map(|own| self.compare(own, over, currency))
            .collect();
        let calibrated = calibrate(
            figures.remaining(),
            figures.closed(),
            figures.target,
            &likes,
        );
        (calibrated, likes)
    }

    /// What was said of an earlier period when as many of its days were over, and what came.
    fn compare(&mut self, period: Period, over: i64, currency: Option<Currency>) -> Option<Like> {
        let day = period.from.plus(-1 + over.min(period.days() - 1));
        let (way, query) = (self.way, self.query);
        let stand = self.stands.entry((day, period.to));
        let stand = stand.or_insert_with(|| way.stand(&query, day, &period));
        let decided = of_currency(&stand.deals, currency).filter(|deal| is_decided(deal));
        if decided.count() < LEAST_DECIDED {
            return None;
        }
        let all = Slice {
            currency,
            deals: of_currency(&stand.deals, currency).collect(),
            ..slices(&[] as &[Snapshot<'_>], &stand.query).pop()?
        };
        let said = Figures::new(&all, &stand.query, period, &stand.odds);
        let said = said.remaining();
        let won = of_currency(&self.now, currency).filter(|deal| {
            let closed = deal.closed().filter(|_| deal.is_won());
            closed.is_some_and(|closed| day < closed && closed <= period.to)
        });
        let came = Sum::new(won).known_total()?.to_f64()?;
        (said > 0.0 && came > 0.0).then_some(Like { period, said, came })
    }
}

/// Won or lost since a known day.
fn is_decided(deal: &Snapshot<'_>) -> bool {
    (deal.is_won() || deal.is_lost()) && deal.closed().is_some()
}

fn of_currency<'s, 'a>(
    deals: &'s [Snapshot<'a>],
    currency: Option<Currency>,
) -> impl Iterator<Item = &'s Snapshot<'a>> {
    deals.iter().filter(move |deal| deal.currency() == currency)
}

/// The latest periods of the same kind that are over, the last one first.
fn like_periods(period: &Period, as_of: Day) -> Vec<Period> {
    let earlier = std::iter::successors(Some(period.previous()), |own| Some(own.previous()));
    earlier
        .skip_while(|own| own.to > as_of)
        .take(PERIODS)
        .collect()
}
