//! `dealfile.yaml` as it is written. [`super::Book::of`] makes of it what it means.

use std::{collections::BTreeMap, fmt};

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de};

use super::{agenda::urgency::Weights, gate::Gate, goals::Goals, icp::Icp};
use crate::deal::{Amount, Currency, Day, keywords::Methodology, meddic::FreshDays, or_default};
use crate::one_form::same_text;

keywords! {
    /// How serious a finding must be for `check` to exit with 1.
    FailOn { Error = "error", Warning = "warning", Info = "info", Never = "never" }
}

/// The file of a book.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Config {
    pub version: u32,
    /// The folder of the deals, relative to this file.
    pub deals: Option<String>,
    /// The currency of deals that name none.
    pub currency: Option<Currency>,
    pub rates: Option<Rates>,
    /// Whose "today" it is, as a name of the IANA database.
    pub timezone: Option<String>,
    pub methodology: Option<Methodology>,
    /// For how many days the evidence of an element counts in full.
    #[serde(default, deserialize_with = "or_default")]
    pub fresh_days: FreshDays,
    /// Days off beside Saturdays and Sundays.
    #[serde(default, deserialize_with = "or_default")]
    pub holidays: Vec<Day>,
    #[serde(default, deserialize_with = "or_default")]
    pub team: Vec<Member>,
    #[serde(default, deserialize_with = "or_default")]
    #[schemars(with = "BTreeMap<String, PipelineConfig>")]
    pub pipelines: InOrder<PipelineConfig>,
    pub icp: Option<Icp>,
    #[serde(default, deserialize_with = "or_default")]
    pub costs: Vec<Cost>,
    #[serde(default, deserialize_with = "or_default")]
    pub targets: Vec<Target>,
    /// The month in which the fiscal year begins, 1 to 12; `FY2027` is the year that ends in 2027.
    #[schemars(range(min = 1, max = 12))]
    pub fiscal_year_start: Option<u32>,
    /// The points that make a thing urgent, by kind.
    #[serde(default, deserialize_with = "or_default")]
    pub next: Weights,
    #[serde(default, deserialize_with = "or_default")]
    pub check: CheckConfig,
    #[serde(default, deserialize_with = "or_default")]
    pub git: GitConfig,
}

/// What git does with what commands write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
pub struct GitConfig {
    /// Each command that writes makes one commit of the files that it wrote.
    pub commit: Option<bool>,
}

/// What one unit of another currency is in the book's, on a day.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
pub struct Rates {
    pub date: Option<Day>,
    #[schemars(flatten, with = "BTreeMap<String, Amount>")]
    pub per_unit: BTreeMap<Currency, Amount>,
}

/// A person who sells. Only `id` is required.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, JsonSchema)]
pub struct Member {
    pub id: String,
    pub name: Option<String>,
    pub role: Option<String>,
    /// As git knows it: whoever commits with it is this member.
    pub email: Option<String>,
    pub left: Option<Day>,
    #[serde(default, deserialize_with = "or_default")]
    pub goals: Goals,
}

#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
pub struct PipelineConfig {
    pub preset: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    pub stages: Vec<StageConfig>,
    pub after_win: Option<Vec<AfterWin>>,
}

#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
pub struct StageConfig {
    pub id: String,
    pub name: Option<String>,
    /// 0 to 1: how likely a deal in this stage is won.
    pub probability: Option<f64>,
    pub expected_days: Option<u32>,
    pub optional: Option<bool>,
    pub aliases: Option<Vec<String>>,
    pub introduced: Option<Day>,
    pub gate: Option<Gate>,
}

/// A follow-up that a win brings.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct AfterWin {
    pub kind: Option<String>,
    pub what: String,
    /// Days from the day of the win; or else `business_days`.
    pub days: Option<u32>,
    /// Working days from the day of the win, by the book's holidays.
    pub business_days: Option<u32>,
}

/// What a stage cost in a period, for the cost of a win; or what a source did, for what its deals
/// cost.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Cost {
    pub stage: Option<String>,
    pub source: Option<String>,
    pub period: String,
    pub amount: Amount,
    pub currency: Option<Currency>,
}

/// What is to be won in a period, by all or by a part.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Target {
    pub period: String,
    pub won: Amount,
    pub currency: Option<Currency>,
    pub owner: Option<String>,
    pub segment: Option<String>,
    /// The id of a pipeline.
    pub pipeline: Option<String>,
}

impl Target {
    /// Whether it is that of exactly this part of the deals.
    pub fn is_of(
        &self,
        owner: Option<&str>,
        segment: Option<&str>,
        pipeline: Option<&str>,
    ) -> bool {
        let is_same = |own: Option<&str>, named: Option<&str>| match (own, named) {
            (Some(own), Some(named)) => same_text(own, named),
            (own, named) => own == named,
        };
        is_same(owner, self.owner.as_deref())
            && is_same(segment, self.segment.as_deref())
            && is_same(pipeline, self.pipeline.as_deref())
    }
}

#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
pub struct CheckConfig {
    pub fail_on: Option<FailOn>,
    /// Rules of the sale judge only what was entered from that day on.
    pub since: Option<Day>,
    /// By rule: its severity (error, warning, info or off), or a mapping of `severity` and the rule's
    /// own options.
    #[serde(default, deserialize_with = "or_default")]
    pub rules: RuleValues,
    /// Other settings for some deals; a later one wins over an earlier one.
    #[serde(default, deserialize_with = "or_default")]
    pub overrides: Vec<Override>,
}

/// What `rules:` says of each rule.
pub type RuleValues = BTreeMap<String, serde_json::Value>;

/// Settings for the deals that match all of its conditions.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
pub struct Override {
    /// Globs of paths from the book on, such as `deals/archive/**`; one of them has to match.
    #[serde(default, deserialize_with = "or_default")]
    pub paths: Vec<String>,
    /// The id of a pipeline.
    pub pipeline: Option<String>,
    /// The id of a stage, or `won` or `lost`.
    pub stage: Option<String>,
    pub segment: Option<String>,
    /// As `rules:` of the whole book.
    #[serde(default, deserialize_with = "or_default")]
    pub rules: RuleValues,
}

/// A mapping whose order counts: the first pipeline is the default one.
#[derive(Debug, Clone, PartialEq)]
pub struct InOrder<T>(pub Vec<(String, T)>);

impl<T> Default for InOrder<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

struct InOrderVisitor<T>(std::marker::PhantomData<T>);

impl<'de, T: Deserialize<'de> + Default> de::Visitor<'de> for InOrderVisitor<T> {
    type Value = InOrder<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mapping of ids")
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries: Vec<(String, T)> = Vec::new();
        while let Some((key, value)) = map.next_entry::<String, Option<T>>()? {
            if entries.iter().any(|(other, _)| *other == key) {
                return Err(de::Error::custom(format_args!("duplicate entry `{key}`")));
            }
            entries.push((key, value.unwrap_or_default()));
        }
        Ok(InOrder(entries))
    }
}

impl<'de, T: Deserialize<'de> + Default> Deserialize<'de> for InOrder<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(InOrderVisitor(std::marker::PhantomData))
    }
}

struct RatesVisitor;

impl<'de> de::Visitor<'de> for RatesVisitor {
    type Value = Rates;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mapping of currencies to rates, and the date of the rates")
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Rates, A::Error> {
        let mut rates = Rates {
            date: None,
            per_unit: BTreeMap::new(),
        };
        while let Some(key) = map.next_key::<String>()? {
            if key == "date" {
                rates.date = map.next_value()?;
                continue;
            }
            let currency: Currency = key.parse().map_err(de::Error::custom)?;
            if rates.per_unit.insert(currency, map.next_value()?).is_some() {
                return Err(de::Error::custom(format_args!("duplicate entry `{key}`")));
            }
        }
        Ok(rates)
    }
}

impl<'de> Deserialize<'de> for Rates {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(RatesVisitor)
    }
}
