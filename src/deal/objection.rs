//! What the buyer holds against the deal, and how far it has come.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Day, Deal, History, Outcome,
    entry_id::mint_for,
    keywords::{Category, Ending, Severity},
};

#[derive(Debug, Clone, PartialEq, Hash, Deserialize, Serialize, JsonSchema)]
pub struct Objection {
    #[serde(default)]
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
    /// Date the buyer confirmed it is resolved
    pub confirmed: Option<Day>,
    pub ended: Option<Ended>,
    /// By what means it was written: `agent:NAME`.
    pub via: Option<String>,
}

entry!(Objection, |own| {
    let date = own.date.map(|date| date.to_string()).unwrap_or_default();
    let words = own.words.as_deref().unwrap_or_default();
    format!("{date} {} {words}", own.category)
});

/// The clarifying question.
#[derive(Debug, Clone, PartialEq, Hash, Deserialize, Serialize, JsonSchema)]
pub struct Asked {
    pub date: Day,
    pub question: Option<String>,
    pub cause: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Hash, Deserialize, Serialize, JsonSchema)]
pub struct Answered {
    pub date: Day,
    pub answer: Option<String>,
    pub proof: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Hash, Deserialize, Serialize, JsonSchema)]
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

/// An objection that the deal does not have yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewObjection {
    pub by: Option<String>,
    pub category: Category,
    pub severity: Option<Severity>,
    pub words: String,
}

/// A deal that closes ends its objections: afterwards none is raised and none settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the deal was {} before {on}, which ended its objections", outcome.as_str())]
pub struct ObjectionsEnded {
    pub outcome: Outcome,
    pub on: Day,
}

impl Deal {
    /// Whether an objection can be raised or settled on a day.
    ///
    /// # Errors
    /// The deal was closed by then.
    pub fn takes_objections(&self, on: Day) -> Result<(), ObjectionsEnded> {
        match History::new(self).ended_before(on) {
            Some(outcome) => Err(ObjectionsEnded { outcome, on }),
            None => Ok(()),
        }
    }

    /// The objection that was raised on a day in the same words.
    pub fn same_objection(&self, words: &str, on: Day) -> Option<&Objection> {
        let mut raised = self.objections.iter().filter(|own| own.date == Some(on));
        raised.find(|own| own.words.as_deref() == Some(words))
    }

    /// Adds an objection under an id of its own, and answers with that id.
    ///
    /// # Errors
    /// The deal was closed by then.
    pub fn raise_objection(
        &mut self,
        new: NewObjection,
        on: Day,
    ) -> Result<String, ObjectionsEnded> {
        self.takes_objections(on)?;
        let mut objection = Objection {
            id: String::new(),
            date: Some(on),
            by: new.by,
            category: new.category,
            severity: new.severity,
            words: Some(new.words),
            acknowledged: None,
            asked: None,
            answered: None,
            confirmed: None,
            ended: None,
            via: None,
        };
        objection.id = mint_for(&objection, &self.objections);
        let id = objection.id.clone();
        self.objections.push(objection);
        Ok(id)
    }
}
