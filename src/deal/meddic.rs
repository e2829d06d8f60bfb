//! MEDDIC and MEDDPICC: what is known of each element, on whose word, since when.
//!
//! Scores: 0 unknown, 1 our belief, 2 a named buyer said so, 3 proven by a second buyer or a
//! document.

use std::{collections::BTreeMap, fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de};

use super::{Day, keywords::Methodology, or_default};

keywords! {
    /// One element of the qualification.
    Element {
        Metrics = "metrics", EconomicBuyer = "economic_buyer", DecisionCriteria = "decision_criteria",
        DecisionProcess = "decision_process", IdentifyPain = "identify_pain", Champion = "champion",
        PaperProcess = "paper_process", Competition = "competition",
    }
}

impl Element {
    /// The elements that a methodology asks for.
    pub fn all_of(methodology: Methodology) -> &'static [Element] {
        match methodology {
            Methodology::Meddic => Self::ALL.get(..6).unwrap_or(Self::ALL),
            Methodology::Meddpicc => Self::ALL,
        }
    }

    /// For how many days evidence counts in full, where the book says nothing; people change faster
    /// than numbers.
    fn fresh_days(self) -> i64 {
        match self {
            Element::Champion => 30,
            Element::EconomicBuyer
            | Element::DecisionProcess
            | Element::PaperProcess
            | Element::Competition => 45,
            Element::Metrics | Element::DecisionCriteria | Element::IdentifyPain => 90,
        }
    }

    /// Its letter in the name of the method, for heads of narrow columns.
    pub fn letter(self) -> &'static str {
        match self {
            Element::Metrics => "M",
            Element::EconomicBuyer => "E",
            Element::DecisionCriteria => "DC",
            Element::DecisionProcess => "DP",
            Element::IdentifyPain => "I",
            Element::Champion => "C",
            Element::PaperProcess => "P",
            Element::Competition => "Co",
        }
    }

    /// The name as people say it.
    pub fn title(self) -> &'static str {
        match self {
            Element::Metrics => "metrics",
            Element::EconomicBuyer => "economic buyer",
            Element::DecisionCriteria => "decision criteria",
            Element::DecisionProcess => "decision process",
            Element::IdentifyPain => "identified pain",
            Element::Champion => "champion",
            Element::PaperProcess => "paper process",
            Element::Competition => "competition",
        }
    }
}

/// What a deal knows of each element.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, JsonSchema)]
pub struct Meddic {
    pub metrics: Option<Evidence>,
    pub economic_buyer: Option<Evidence>,
    pub decision_criteria: Option<Evidence>,
    pub decision_process: Option<Evidence>,
    pub identify_pain: Option<Evidence>,
    pub champion: Option<Evidence>,
    pub paper_process: Option<Evidence>,
    pub competition: Option<Evidence>,
}

impl Meddic {
    pub fn get(&self, element: Element) -> Option<&Evidence> {
        match element {
            Element::Metrics => self.metrics.as_ref(),
            Element::EconomicBuyer => self.economic_buyer.as_ref(),
            Element::DecisionCriteria => self.decision_criteria.as_ref(),
            Element::DecisionProcess => self.decision_process.as_ref(),
            Element::IdentifyPain => self.identify_pain.as_ref(),
            Element::Champion => self.champion.as_ref(),
            Element::PaperProcess => self.paper_process.as_ref(),
            Element::Competition => self.competition.as_ref(),
        }
    }

    /// Takes what is known of an element for what is given.
    pub fn put(&mut self, element: Element, evidence: Evidence) {
        let place = match element {
            Element::Metrics => &mut self.metrics,
            Element::EconomicBuyer => &mut self.economic_buyer,
            Element::DecisionCriteria => &mut self.decision_criteria,
            Element::DecisionProcess => &mut self.decision_process,
            Element::IdentifyPain => &mut self.identify_pain,
            Element::Champion => &mut self.champion,
            Element::PaperProcess => &mut self.paper_process,
            Element::Competition => &mut self.competition,
        };
        *place = Some(evidence);
    }

    /// The score as written, 0 where nothing is.
    pub fn score(&self, element: Element) -> u8 {
        self.get(element).map_or(0, Evidence::score)
    }
}

/// For how many days the evidence of each element counts in full, where a book says so.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize, JsonSchema)]
pub struct FreshDays(BTreeMap<Element, u32>);

impl FreshDays {
    pub fn of(&self, element: Element) -> i64 {
        self.0
            .get(&element)
            .map_or(element.fresh_days(), |days| i64::from(*days))
    }

    /// The elements that are given no day at all.
    pub fn empty(&self) -> impl Iterator<Item = Element> {
        self.0
            .iter()
            .filter(|(_, days)| **days == 0)
            .map(|(element, _)| *element)
    }
}

/// 0 to 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, JsonSchema)]
pub struct Score(#[schemars(range(max = 3))] pub u8);

/// Why a text is no score.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no score: write 0, 1, 2 or 3")]
pub struct ScoreError(String);

impl<'de> Deserialize<'de> for Score {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u64::deserialize(deserializer)?
            .to_string()
            .parse()
            .map_err(de::Error::custom)
    }
}

impl FromStr for Score {
    type Err = ScoreError;

    fn from_str(text: &str) -> Result<Self, ScoreError> {
        match text.parse() {
            Ok(score @ 0..=3) => Ok(Score(score)),
            _ => Err(ScoreError(text.to_owned())),
        }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The `kind` of metrics that have no number.
pub const QUALITATIVE: &str = "qualitative";

/// What is known of one element. Some keys belong to one element only; the schema rules say which.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, JsonSchema)]
pub struct Evidence {
    /// Economic buyer and champion: which contact that is.
    pub contact: Option<String>,
    pub score: Option<Score>,
    pub evidence: Option<String>,
    /// The contact who said so.
    pub by: Option<String>,
    pub date: Option<Day>,
    /// Pain: the contact who owns it.
    pub owner: Option<String>,
    /// Metrics: `qualitative` where there is no number.
    pub kind: Option<String>,
    /// Metrics: where the number stands today.
    pub baseline: Option<Number>,
    /// Metrics: where it shall be.
    pub target: Option<Number>,
    /// Metrics: what the number counts.
    pub unit: Option<String>,
    /// Decision criteria, one by one.
    #[serde(default, deserialize_with = "or_default")]
    pub criteria: Vec<Criterion>,
    /// Decision and paper process, step by step.
    #[serde(default, deserialize_with = "or_default")]
    pub steps: Vec<ProcessStep>,
    /// Champion: what the champion did for us.
    #[serde(default, deserialize_with = "or_default")]
    pub acts: Vec<Act>,
}

impl Evidence {
    /// 0 where none is given.
    pub fn score(&self) -> u8 {
        self.score.unwrap_or_default().0
    }
}

/// A number as written; metrics are shown, not computed with.
pub type Number = super::money::Amount;

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Criterion {
    pub text: String,
    /// technical, business, commercial …: the team's own word.
    pub kind: Option<String>,
    /// Where we stand on it.
    pub position: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct ProcessStep {
    pub what: String,
    pub owner: Option<String>,
    pub date: Option<Day>,
}

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Act {
    pub date: Day,
    pub what: Option<String>,
}
