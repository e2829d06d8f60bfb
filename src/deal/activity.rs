//! Anything with the buyer that is not a meeting: a call, an email, a demo, a letter.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Day, keywords::Direction, or_default};

#[derive(Debug, Clone, PartialEq, Hash, Deserialize, Serialize, JsonSchema)]
pub struct Activity {
    pub date: Day,
    pub kind: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    pub with: Vec<String>,
    pub direction: Option<Direction>,
    pub by: Option<String>,
    pub note: Option<String>,
    /// By what means it was written: `agent:NAME`.
    pub via: Option<String>,
}

impl Activity {
    /// Whether it is the same talk, by whatever means it was written.
    pub fn is_same(&self, other: &Self) -> bool {
        let without = |own: &Self| Self {
            via: None,
            ..own.clone()
        };
        without(self) == without(other)
    }

    /// Whether the buyer spoke.
    pub fn is_heard(&self) -> bool {
        matches!(self.direction, Some(Direction::TwoWay | Direction::Inbound))
    }

    /// Whether both sides spoke.
    pub fn is_two_way(&self) -> bool {
        self.direction == Some(Direction::TwoWay)
    }
}
