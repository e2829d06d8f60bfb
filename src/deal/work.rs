//! What there is to do and what was done: follow-ups, meetings, activities.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::day::Day;
use super::keywords::{Direction, MeetingStatus};
use super::or_default;

/// The kind of follow-ups that a win brings.
pub const POST_CLOSE: &str = "post_close";

/// Something to do by a day.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, JsonSchema)]
pub struct FollowUp {
    pub id: String,
    pub due: Option<Day>,
    pub what: String,
    /// A member of the team; the deal's owner where it is absent.
    pub owner: Option<String>,
    pub kind: Option<String>,
    pub done: Option<Day>,
    pub cancelled: Option<Day>,
}

impl FollowUp {
    pub fn is_open(&self) -> bool {
        self.done.is_none() && self.cancelled.is_none()
    }

    /// Open and due before that day; due on it is not overdue.
    pub fn is_overdue(&self, as_of: Day) -> bool {
        self.is_open() && self.due.is_some_and(|due| due < as_of)
    }

    /// Due to the win, and to nobody where the deal is not won.
    pub fn is_post_close(&self) -> bool {
        self.kind.as_deref() == Some(POST_CLOSE)
    }

    /// open, done or cancelled.
    pub fn status(&self) -> &'static str {
        match self {
            Self { done: Some(_), .. } => "done",
            Self {
                cancelled: Some(_), ..
            } => "cancelled",
            _ => "open",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Meeting {
    pub id: String,
    /// The day on which it was arranged.
    pub booked: Option<Day>,
    /// The day on which it takes place.
    pub date: Day,
    pub kind: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    pub with: Vec<String>,
    pub by: Option<String>,
    pub status: Option<MeetingStatus>,
    /// Whether it ended with a dated next step.
    pub next_step: Option<bool>,
}

impl Meeting {
    pub fn status(&self) -> MeetingStatus {
        self.status.unwrap_or(MeetingStatus::Scheduled)
    }

    pub fn is_held(&self) -> bool {
        self.status() == MeetingStatus::Held
    }

    pub fn is_scheduled(&self) -> bool {
        self.status() == MeetingStatus::Scheduled
    }
}

/// Anything else with the buyer: a call, an email, a demo, a letter.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Activity {
    pub date: Day,
    pub kind: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    pub with: Vec<String>,
    pub direction: Option<Direction>,
    pub by: Option<String>,
    pub note: Option<String>,
}

impl Activity {
    /// The buyer took part: both sides spoke.
    pub fn is_two_way(&self) -> bool {
        self.direction == Some(Direction::TwoWay)
    }
}

/// The next step of a deal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NextStep<'a> {
    FollowUp(&'a FollowUp, Day),
    Meeting(&'a Meeting),
}

impl NextStep<'_> {
    pub fn day(&self) -> Day {
        match self {
            NextStep::FollowUp(_, due) => *due,
            NextStep::Meeting(meeting) => meeting.date,
        }
    }

    /// What it is, in words.
    pub fn what(&self) -> &str {
        match self {
            NextStep::FollowUp(follow_up, _) => &follow_up.what,
            NextStep::Meeting(meeting) => meeting.kind.as_deref().unwrap_or("meeting"),
        }
    }
}

/// The earliest open follow-up that has a day, or scheduled meeting; a follow-up comes first on one
/// day.
pub fn next_step<'a>(followups: &'a [FollowUp], meetings: &'a [Meeting]) -> Option<NextStep<'a>> {
    let tasks = followups
        .iter()
        .filter(|f| f.is_open())
        .filter_map(|f| Some(NextStep::FollowUp(f, f.due?)));
    let meetings = meetings
        .iter()
        .filter(|m| m.is_scheduled())
        .map(NextStep::Meeting);
    tasks.chain(meetings).min_by_key(NextStep::day)
}
