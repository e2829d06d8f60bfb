//! A pipeline: its stages in order, how likely and how long each is, and what it asks.

use std::fmt;

use super::{config::StageConfig, gate::Gate};
use crate::deal::{Day, calendar::Calendar};

/// An open stage. Its rank is its place in the pipeline, from 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    pub id: String,
    pub name: Option<String>,
    /// 0 to 1; absent: a deal in it is not weighted.
    pub probability: Option<f64>,
    pub expected_days: Option<u32>,
    /// Skipping it is legal.
    pub optional: bool,
    /// Old ids that are still found in history.
    pub aliases: Vec<String>,
    /// Since when the pipeline has it.
    pub introduced: Option<Day>,
    pub gate: Gate,
}

impl Stage {
    /// A stage with nothing but an id.
    pub fn new(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            name: None,
            probability: None,
            expected_days: None,
            optional: false,
            aliases: Vec::new(),
            introduced: None,
            gate: Gate::default(),
        }
    }

    /// The stage with the keys that an entry of the book gives; a gate is given whole.
    #[must_use]
    pub fn overridden(mut self, entry: StageConfig) -> Self {
        self.name = entry.name.or(self.name);
        self.probability = entry.probability.or(self.probability);
        self.expected_days = entry.expected_days.or(self.expected_days);
        self.optional = entry.optional.unwrap_or(self.optional);
        self.aliases = entry.aliases.unwrap_or(self.aliases);
        self.introduced = entry.introduced.or(self.introduced);
        self.gate = entry.gate.unwrap_or(self.gate);
        self
    }

    /// The name in the team's language, else the id.
    pub fn title(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.id)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Pipeline {
    pub id: String,
    pub stages: Vec<Stage>,
    /// The follow-ups that a win brings.
    pub after_win: Vec<AfterWin>,
}

/// A follow-up that a win brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AfterWin {
    pub kind: Option<String>,
    pub what: String,
    pub wait: Wait,
}

/// How long after the win.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    Days(u32),
    BusinessDays(u32),
}

impl Wait {
    /// The day on which it is over.
    pub fn from(self, day: Day, calendar: &Calendar) -> Day {
        match self {
            Wait::Days(days) => day.plus(i64::from(days)),
            Wait::BusinessDays(days) => calendar.plus(day, i64::from(days)),
        }
    }
}

impl fmt::Display for Wait {
    /// As dates are typed: `+2d`, `+2bd`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Wait::Days(days) => write!(f, "+{days}d"),
            Wait::BusinessDays(days) => write!(f, "+{days}bd"),
        }
    }
}

impl Pipeline {
    /// The rank of a stage by its id or one of its aliases; `None` for outcomes and unknown stages.
    pub fn rank(&self, stage: &str) -> Option<usize> {
        let by_id = self.stages.iter().position(|s| s.id == stage);
        by_id.or_else(|| {
            self.stages
                .iter()
                .position(|s| s.aliases.iter().any(|alias| alias == stage))
        })
    }

    /// The stage by its id or one of its aliases.
    pub fn stage(&self, stage: &str) -> Option<&Stage> {
        self.rank(stage).and_then(|rank| self.stages.get(rank))
    }

    /// The ids of its stages, in order.
    pub fn stage_ids(&self) -> impl Iterator<Item = &str> {
        self.stages.iter().map(|stage| stage.id.as_str())
    }
}
