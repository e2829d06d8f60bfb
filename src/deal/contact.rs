//! The people and the company on the buyer's side.

use schemars::JsonSchema;
use serde::Deserialize;

use super::day::Day;
use super::or_default;
use super::words::Role;

/// A person on the buyer's side.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Contact {
    pub id: String,
    pub name: Option<String>,
    pub title: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    pub roles: Vec<Role>,
    pub in_role_since: Option<Day>,
}

/// What is known of the company, for the ideal customer profile. What is absent is unknown, not false.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
pub struct Profile {
    pub industry: Option<String>,
    pub employees: Option<u64>,
    pub tech: Option<Vec<String>>,
    pub ad_spend: Option<bool>,
    pub hiring: Option<Vec<String>>,
}
