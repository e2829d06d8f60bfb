//! Something to do: added, done, cancelled, or moved to another date.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Day, Deal,
    entry_id::{self, Entry},
};

/// The kind of the follow-ups that a win brings.
pub const POST_CLOSE: &str = "post_close";

/// Something to do by a date.
#[derive(Debug, Clone, PartialEq, Hash, Default, Deserialize, Serialize, JsonSchema)]
pub struct FollowUp {
    #[serde(default)]
    pub id: String,
    pub due: Option<Day>,
    pub what: String,
    /// A team member; the deal's owner where it is absent.
    pub owner: Option<String>,
    pub kind: Option<String>,
    /// Whether the buyer may see it, in the close plan.
    pub shared: Option<bool>,
    pub done: Option<Day>,
    pub cancelled: Option<Day>,
    /// By what means it was written: `agent:NAME`.
    pub via: Option<String>,
}

/// A follow-up is done or cancelled, so nothing more can happen to it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("follow-up `{what}` was already {status} on {on}")]
pub struct Settled {
    what: String,
    /// done or cancelled
    pub status: &'static str,
    on: Day,
}

entry!(FollowUp, |own| {
    let due = own.due.map(|due| due.to_string()).unwrap_or_default();
    let owner = own.owner.as_deref().unwrap_or_default();
    format!("{due} {} {owner}", own.what)
});

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

    /// open, done or cancelled
    pub fn status(&self) -> &'static str {
        match (self.done, self.cancelled) {
            (Some(_), _) => "done",
            (None, Some(_)) => "cancelled",
            (None, None) => "open",
        }
    }

    /// # Errors
    /// It is settled already.
    pub fn complete(&mut self, on: Day) -> Result<(), Settled> {
        self.still_open()?;
        self.done = Some(on);
        Ok(())
    }

    /// The same, but one that is done already stays as it is; whether it was open.
    ///
    /// # Errors
    /// It is cancelled.
    pub fn complete_once(&mut self, on: Day) -> Result<bool, Settled> {
        if self.done.is_some() {
            return Ok(false);
        }
        self.complete(on).map(|()| true)
    }

    /// # Errors
    /// It is settled already.
    pub fn cancel(&mut self, on: Day) -> Result<(), Settled> {
        self.still_open()?;
        self.cancelled = Some(on);
        Ok(())
    }

    /// Gives it another date, another owner, or both.
    ///
    /// # Errors
    /// It is settled already.
    pub fn reschedule(&mut self, due: Option<Day>, owner: Option<String>) -> Result<(), Settled> {
        self.still_open()?;
        self.due = due.or(self.due);
        self.owner = owner.or(self.owner.take());
        Ok(())
    }

    fn still_open(&self) -> Result<(), Settled> {
        match self.done.or(self.cancelled) {
            None => Ok(()),
            Some(on) => Err(Settled {
                what: self.what.clone(),
                status: self.status(),
                on,
            }),
        }
    }
}

impl Deal {
    /// The open follow-up that says the same for the same day.
    pub fn open_follow_up(&self, what: &str, due: Option<Day>) -> Option<&FollowUp> {
        let mut open = self.followups.iter().filter(|own| own.is_open());
        open.find(|own| own.what == what && own.due == due)
    }

    /// Adds a follow-up under an id of its own, and answers with that id.
    pub fn add_follow_up(&mut self, new: FollowUp) -> String {
        self.push_follow_up(&new.content(), new)
    }

    /// The same with an id made of that content.
    pub fn push_follow_up(&mut self, content: &str, new: FollowUp) -> String {
        let taken = self.followups.iter().map(|other| other.id.as_str());
        let id = entry_id::mint(content, taken);
        self.followups.push(FollowUp {
            id: id.clone(),
            ..new
        });
        id
    }
}
