//! What was said of each period, and what came.

use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::{
    held::Held,
    points::{Point, Points},
    wins::Wins,
};
use crate::book::Snapshot;
use crate::deal::{Currency, keywords::Forecast};
use crate::reports::{
    forecast::{
        calibrated::Calibrated,
        due::{Part, is_counted},
        figures::Figures,
        method::Stand,
        odds::Method,
    },
    lookback::PastPeriod,
    money::Sum,
};

/// What was won after the forecast, by how the deal stood on its day.
#[derive(Debug, Clone, Copy, Default)]
pub struct Came {
    pub omitted: Sum,
    pub past_due: Sum,
    pub due: Sum,
    pub not_due: Sum,
    pub new: Sum,
}

/// A period, or all of them.
#[derive(Debug, Clone)]
pub struct Row {
    pub method: Method,
    /// `None` for all periods.
    pub past: Option<PastPeriod>,
    pub periods: u64,
    pub points: Points,
    pub said_open: Option<f64>,
    pub said_new: Option<f64>,
    pub p10: Option<Decimal>,
    pub p90: Option<Decimal>,
    pub closed: Sum,
    pub came: Came,
    /// |said / came − 1|, or its mean.
    pub error: Option<f64>,
    pub held: Held,
    pub target: Option<Decimal>,
    pub p_reach_target: Option<f64>,
    pub reached: Option<u64>,
    pub calibrated: Calibrated,
    pub calibrated_held: Held,
    pub calibrated_error: Option<f64>,
}

impl Row {
    pub fn new(
        method: Method,
        past: PastPeriod,
        figures: &Figures,
        calibrated: Calibrated,
    ) -> Self {
        Self {
            method,
            past: Some(past),
            periods: 1,
            points: Points::default(),
            said_open: figures.weighted_open(),
            said_new: figures.weighted_new(),
            p10: figures.quantile(0.1),
            p90: figures.quantile(0.9),
            closed: Sum::default(),
            came: Came::default(),
            error: None,
            held: Held::default(),
            target: figures.target,
            p_reach_target: figures.reach(),
            reached: None,
            calibrated,
            calibrated_held: Held::default(),
            calibrated_error: None,
        }
    }

    pub fn with_came(
        mut self,
        stand: &Stand<'_>,
        wins: &Wins<'_, '_>,
        currency: Option<Currency>,
    ) -> Self {
        let Some(past) = self.past else {
            return self;
        };
        let points = stand
            .deals
            .iter()
            .filter(|deal| deal.currency() == currency);
        self.points = Points::new(points.filter_map(|deal| {
            let part = Part::new(deal, &past.period);
            if !is_counted(deal, part, &stand.odds) || deal.value().known().is_none() {
                return None;
            }
            Some(Point {
                p: stand.odds.of_deal(deal, &past.period)?,
                is_won: wins.is_won(deal, &past),
            })
        }));
        for (day, deal) in wins
            .deals
            .iter()
            .filter(|(_, deal)| deal.currency() == currency)
        {
            if past.is_to_come(*day) {
                let then = stand.query.snapshot(deal.record, past.said_on);
                self.came.of(then.as_ref(), &past).add(deal.value());
            } else if past.period.has(*day) {
                self.closed.add(deal.value());
            }
        }
        self.judge();
        self
    }

    /// Holds what was said against what came.
    fn judge(&mut self) {
        self.error = error(self.said(), self.came.all().known_total());
        let limits = self.p10.zip(self.p90).filter(|_| self.points.count() > 0);
        if let Some(came) = self.came_of_said().known_total() {
            self.held = Held::new(limits, &came);
        }
        let all = self.closed.and(self.came.all()).known_total();
        self.reached = self
            .target
            .zip(all)
            .map(|(target, all)| u64::from(all >= target));
        let limits = self.calibrated.low.zip(self.calibrated.high);
        if let Some(all) = all.and_then(|all| all.to_f64()) {
            self.calibrated_held = Held::new(limits, &all);
        }
        self.calibrated_error = error(self.calibrated.mid, all);
    }

    pub fn total(method: Method, rows: &[Row]) -> Self {
        let sum = |figure: fn(&Row) -> Sum| rows.iter().map(figure).fold(Sum::default(), Sum::and);
        Self {
            method,
            past: None,
            periods: rows.len() as u64,
            points: Points::new(rows.iter().flat_map(|row| row.points.iter())),
            said_open: known_sum(rows, |row| row.said_open),
            said_new: known_sum(rows, |row| row.said_new),
            p10: None,
            p90: None,
            closed: sum(|row| row.closed),
            came: Came {
                omitted: sum(|row| row.came.omitted),
                past_due: sum(|row| row.came.past_due),
                due: sum(|row| row.came.due),
                not_due: sum(|row| row.came.not_due),
                new: sum(|row| row.came.new),
            },
            error: mean(rows, |row| row.error),
            held: rows
                .iter()
                .fold(Held::default(), |sum, row| sum.and(row.held)),
            target: None,
            p_reach_target: None,
            reached: rows
                .iter()
                .filter_map(|row| row.reached)
                .reduce(|a, b| a + b),
            calibrated: Calibrated::default(),
            calibrated_held: rows
                .iter()
                .fold(Held::default(), |sum, row| sum.and(row.calibrated_held)),
            calibrated_error: mean(rows, |row| row.calibrated_error),
        }
    }

    /// Open and not yet created.
    pub fn said(&self) -> Option<f64> {
        match (self.said_open, self.said_new) {
            (None, None) => None,
            (open, new) => Some(open.unwrap_or(0.0) + new.unwrap_or(0.0)),
        }
    }

    /// Won after the forecast, of the deals that it counts.
    pub fn came_of_said(&self) -> Sum {
        match self.method {
            Method::Flow => self.came.due.and(self.came.past_due).and(self.came.not_due),
            Method::Stage | Method::Survival => self.came.due,
        }
    }

    /// What was said of the open deals for each unit that came of them.
    pub fn ratio(&self) -> Option<f64> {
        let came = self.came_of_said().known_total()?.to_f64()?;
        Some(self.said_open? / came).filter(|_| came != 0.0)
    }

    pub fn is_total(&self) -> bool {
        self.past.is_none()
    }
}

impl Came {
    fn of(&mut self, then: Option<&Snapshot<'_>>, past: &PastPeriod) -> &mut Sum {
        let Some(then) = then.filter(|then| then.is_open()) else {
            return &mut self.new;
        };
        if then.state.forecast() == Forecast::Omitted {
            return &mut self.omitted;
        }
        match then.state.close_date {
            Some(day) if day < past.said_on => &mut self.past_due,
            Some(day) if past.period.has(day) => &mut self.due,
            _ => &mut self.not_due,
        }
    }

    pub fn all(&self) -> Sum {
        let open = self.omitted.and(self.past_due).and(self.due);
        open.and(self.not_due).and(self.new)
    }
}

fn error(said: Option<f64>, came: Option<Decimal>) -> Option<f64> {
    let came = came?.to_f64().filter(|came| *came != 0.0)?;
    Some((said? / came - 1.0).abs())
}

fn known_sum(rows: &[Row], figure: fn(&Row) -> Option<f64>) -> Option<f64> {
    rows.iter().filter_map(figure).reduce(|a, b| a + b)
}

fn mean(rows: &[Row], figure: fn(&Row) -> Option<f64>) -> Option<f64> {
    let known: Vec<f64> = rows.iter().filter_map(figure).collect();
    (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
}
