//! What a member of the team means to reach in every month, quarter or year.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::period::Per;
use crate::deal::Amount;

keywords! {
    /// What a goal counts.
    Goal {
        /// Value won, in the book's currency.
        Won = "won", Created = "created", MeetingsBooked = "meetings_booked", MeetingsHeld = "meetings_held",
        Activities = "activities", FollowUpsDone = "follow_ups_done", Steps = "steps",
    }
}

/// The goals of one member; those that are absent are none.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, JsonSchema)]
pub struct Goals {
    /// The value of the deals won, in the book's currency.
    pub won: Option<Amount>,
    /// Deals created.
    pub created: Option<u32>,
    pub meetings_booked: Option<u32>,
    pub meetings_held: Option<u32>,
    pub activities: Option<u32>,
    pub follow_ups_done: Option<u32>,
    /// Moves forward, activities, meetings held and follow-ups done, together.
    pub steps: Option<u32>,
    /// Default: quarter.
    pub per: Option<Per>,
}

impl Goals {
    pub fn per(&self) -> Per {
        self.per.unwrap_or(Per::Quarter)
    }

    /// Each goal that is set, with what is to be reached.
    pub fn targets(&self) -> impl Iterator<Item = (Goal, Amount)> {
        Goal::ALL
            .iter()
            .filter_map(|goal| Some((*goal, self.target(*goal)?)))
    }

    fn target(&self, goal: Goal) -> Option<Amount> {
        let count = match goal {
            Goal::Won => return self.won,
            Goal::Created => self.created,
            Goal::MeetingsBooked => self.meetings_booked,
            Goal::MeetingsHeld => self.meetings_held,
            Goal::Activities => self.activities,
            Goal::FollowUpsDone => self.follow_ups_done,
            Goal::Steps => self.steps,
        };
        count.map(|count| Amount(count.into()))
    }
}
