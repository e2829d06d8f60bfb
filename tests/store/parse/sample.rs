//! A type with every shape that a deal has, and the deal of the format's description.

use std::collections::BTreeMap;
use std::str::FromStr;

use serde::{Deserialize, Deserializer};

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Sample {
    pub name: String,
    pub stage: Stage,
    pub account: Option<String>,
    pub owner: Option<String>,
    pub amount: Option<Money>,
    pub currency: Option<String>,
    pub close_date: Option<chrono_day::Day>,
    pub forecast: Option<Forecast>,
    #[serde(default)]
    pub profile: BTreeMap<String, Free>,
    #[serde(default)]
    pub contacts: Vec<Contact>,
    #[serde(default)]
    pub meddic: BTreeMap<String, Element>,
    #[serde(default)]
    pub objections: Vec<Objection>,
    #[serde(default)]
    pub followups: Vec<FollowUp>,
    #[serde(default)]
    pub history: Vec<Line>,
    pub hold: Option<chrono_day::Day>,
    pub notes: Option<String>,
    #[serde(default)]
    pub x: BTreeMap<String, Free>,
}

/// A newtype over text, as ids are.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Stage(pub String);

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Forecast {
    Omitted,
    Pipeline,
    BestCase,
    Commit,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Contact {
    pub id: String,
    pub name: Option<String>,
    #[serde(default)]
    pub roles: Vec<String>,
    pub in_role_since: Option<chrono_day::Day>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Element {
    pub score: u8,
    pub evidence: Option<String>,
    pub contact: Option<String>,
    pub date: Option<chrono_day::Day>,
    pub baseline: Option<f64>,
    #[serde(default)]
    pub acts: Vec<Act>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Act {
    pub date: chrono_day::Day,
    pub what: String,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Objection {
    pub id: String,
    pub words: Option<String>,
    pub confirmed: Option<chrono_day::Day>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct FollowUp {
    pub id: String,
    pub due: Option<chrono_day::Day>,
    pub what: String,
}

/// `hold: null` differs from no `hold`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Line {
    pub date: Option<chrono_day::Day>,
    pub stage: Option<String>,
    pub amount: Option<Money>,
    #[serde(default, deserialize_with = "given")]
    pub hold: Option<Option<chrono_day::Day>>,
    pub direct: Option<bool>,
}

fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    d: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(d).map(Some)
}

/// A decimal number that keeps its spelling.
#[derive(Debug, Clone, PartialEq)]
pub struct Money(pub rust_decimal::Decimal);

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        rust_decimal::serde::str::deserialize(d).map(Money)
    }
}

/// Dates without chrono's serde feature, as a type of ours reads them.
pub mod chrono_day {
    use super::*;

    #[derive(Debug, Clone, PartialEq)]
    pub struct Day(pub chrono::NaiveDate);

    impl<'de> Deserialize<'de> for Day {
        fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
            let text = String::deserialize(d)?;
            chrono::NaiveDate::from_str(&text)
                .map(Day)
                .map_err(serde::de::Error::custom)
        }
    }
}

/// Anything: the team's own keys.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Free {
    Nothing(()),
    Bool(bool),
    Whole(i64),
    Number(f64),
    Text(String),
    List(Vec<Free>),
    Map(BTreeMap<String, Free>),
}

pub const DEAL: &str = include_str!("deal.yaml");
