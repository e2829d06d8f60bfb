//! What the buyer holds against the deal, and the loop that settles it: acknowledge, ask, answer,
//! confirm.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::day::Day;
use super::keywords::{Category, Ending, Severity};

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Objection {
    pub id: String,
    pub date: Option<Day>,
    /// The contact who raised it.
    pub by: Option<String>,
    pub category: Category,
    pub severity: Option<Severity>,
    /// The buyer's own words.
    pub words: Option<String>,
    pub acknowledged: Option<Day>,
    pub asked: Option<Asked>,
    pub answered: Option<Answered>,
    /// The buyer says that it is settled: only this resolves it.
    pub confirmed: Option<Day>,
    pub ended: Option<Ended>,
}

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Asked {
    pub date: Day,
    pub question: Option<String>,
    pub cause: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Answered {
    pub date: Day,
    pub answer: Option<String>,
    pub proof: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Ended {
    pub date: Day,
    pub how: Ending,
}

/// How far an objection has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    Raised,
    Acknowledged,
    Asked,
    Answered,
    Confirmed,
    Ended(Ending),
}

impl Progress {
    pub fn as_str(self) -> &'static str {
        match self {
            Progress::Raised => "raised",
            Progress::Acknowledged => "acknowledged",
            Progress::Asked => "asked",
            Progress::Answered => "answered",
            Progress::Confirmed => "confirmed",
            Progress::Ended(ending) => ending.as_str(),
        }
    }
}

impl Objection {
    pub fn severity(&self) -> Severity {
        self.severity.unwrap_or(Severity::Minor)
    }

    pub fn progress(&self) -> Progress {
        match self {
            Self {
                confirmed: Some(_), ..
            } => Progress::Confirmed,
            Self {
                ended: Some(ended), ..
            } => Progress::Ended(ended.how),
            Self {
                answered: Some(_), ..
            } => Progress::Answered,
            Self { asked: Some(_), .. } => Progress::Asked,
            Self {
                acknowledged: Some(_),
                ..
            } => Progress::Acknowledged,
            _ => Progress::Raised,
        }
    }

    /// Still in the way: neither confirmed nor ended.
    pub fn is_open(&self) -> bool {
        self.progress() < Progress::Confirmed
    }

    /// Raised by that day and then neither confirmed nor ended.
    pub fn was_open_on(&self, day: Day) -> bool {
        let settled = self
            .confirmed
            .or(self.ended.as_ref().map(|ended| ended.date));
        self.date.is_none_or(|raised| raised <= day) && settled.is_none_or(|settled| settled > day)
    }
}
