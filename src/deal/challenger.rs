//! Teach, tailor, take control: what was taught, to whom it was tailored, and who led the talk about price.

use schemars::JsonSchema;
use serde::Deserialize;

use super::day::Day;
use super::or_default;

#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
pub struct Challenger {
    pub teach: Option<Teach>,
    #[serde(default, deserialize_with = "or_default")]
    pub tailor: Vec<Tailor>,
    pub take_control: Option<TakeControl>,
}

/// An insight, the contact who heard it, and the reaction.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Teach {
    pub insight: Option<String>,
    pub to: Option<String>,
    pub date: Option<Day>,
    pub reaction: Option<String>,
}

/// The message for one contact, in terms of the number that contact owns.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Tailor {
    pub contact: String,
    pub metric: Option<String>,
    pub message: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct TakeControl {
    /// The day on which price was first talked about.
    pub price_discussed: Option<Day>,
}
