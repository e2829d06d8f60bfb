//! The tracked fields of a deal at one moment, and the outcome that they mean.

use super::day::Day;
use super::history::{Change, HistoryEntry};
use super::keywords::Forecast;
use super::money::{Amount, Currency};

/// The stage of a deal that was won.
pub const WON: &str = "won";
/// The stage of a deal that was lost.
pub const LOST: &str = "lost";

/// The tracked fields at one moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct State<'a> {
    pub stage: &'a str,
    pub pipeline: Option<&'a str>,
    pub amount: Option<Amount>,
    pub currency: Option<Currency>,
    pub close_date: Option<Day>,
    pub owner: Option<&'a str>,
    pub forecast: Option<Forecast>,
    pub hold: Option<Day>,
}

/// How a deal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    Open,
    Won,
    Lost,
}

impl Outcome {
    /// The outcome that a stage means: `won`, `lost`, or open.
    pub fn of_stage(stage: &str) -> Self {
        match stage {
            WON => Outcome::Won,
            LOST => Outcome::Lost,
            _ => Outcome::Open,
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Open => "open",
            Outcome::Won => WON,
            Outcome::Lost => LOST,
        }
    }
}

impl<'a> State<'a> {
    pub fn outcome(&self) -> Outcome {
        Outcome::of_stage(self.stage)
    }

    pub fn is_open(&self) -> bool {
        self.outcome() == Outcome::Open
    }

    /// Omitted, pipeline, best case or commit; pipeline where nothing is said.
    pub fn forecast(&self) -> Forecast {
        self.forecast.unwrap_or(Forecast::Pipeline)
    }

    /// The state after a line.
    pub(super) fn follow(&mut self, line: &'a HistoryEntry) {
        fn take<T, U>(field: &mut Option<U>, change: &Change<T>, view: impl Fn(&T) -> U) {
            if let Some(value) = change {
                *field = value.as_ref().map(view);
            }
        }
        if let Some(stage) = &line.stage {
            self.stage = stage;
        }
        if let Some(pipeline) = &line.pipeline {
            self.pipeline = pipeline.as_deref();
        }
        if let Some(owner) = &line.owner {
            self.owner = owner.as_deref();
        }
        take(&mut self.amount, &line.amount, |v| *v);
        take(&mut self.currency, &line.currency, |v| *v);
        take(&mut self.close_date, &line.close_date, |v| *v);
        take(&mut self.forecast, &line.forecast, |v| *v);
        take(&mut self.hold, &line.hold, |v| *v);
    }
}
