//! A deal on hold: it starts on the day of its history entry and lasts until a date.

use super::{Day, Deal, History, history::Change};

/// Why a deal cannot be put on hold, or resumed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HoldError {
    #[error("the deal is {0}; only open deals can be put on hold")]
    Closed(String),
    #[error("--until {until} is not after the start of the hold, {on}")]
    EndsBeforeStart { on: Day, until: Day },
    #[error("the deal is already on hold until {0}")]
    AlreadyUntil(Day),
    #[error("the deal is not on hold")]
    NotOnHold,
    #[error("the deal is {0}; closing it ended the hold")]
    EndedByClosing(String),
    #[error("the deal was not on hold on {0}")]
    NotOnHoldOn(Day),
}

impl Deal {
    /// Whether it may be put on hold on a day, until another.
    ///
    /// # Errors
    /// It is closed, the hold would end before it starts, or it is on hold until that date already.
    pub fn may_hold(&self, on: Day, until: Day) -> Result<(), HoldError> {
        if !self.top().is_open() {
            return Err(HoldError::Closed(self.stage.clone()));
        }
        if until <= on {
            return Err(HoldError::EndsBeforeStart { on, until });
        }
        let held = History::new(self).on(on).and_then(|state| state.hold);
        if held == Some(until) {
            return Err(HoldError::AlreadyUntil(until));
        }
        Ok(())
    }

    /// Whether a hold may end on a day. One that nobody wrote into the history has no first day.
    ///
    /// # Errors
    /// It is not on hold, was not yet on that day, or was closed.
    pub fn may_resume(&self, on: Day) -> Result<(), HoldError> {
        if self.hold.is_none() {
            return Err(HoldError::NotOnHold);
        }
        if !self.top().is_open() {
            return Err(HoldError::EndedByClosing(self.stage.clone()));
        }
        let history = History::new(self);
        let begins_later = history.latest().hold.is_some()
            && history.on(on).is_some_and(|state| state.hold.is_none());
        if begins_later {
            return Err(HoldError::NotOnHoldOn(on));
        }
        Ok(())
    }

    /// What a closing on a day says of the hold: it ends, or a deal that is reopened would wait.
    pub fn ended_hold(&self, on: Day) -> Change<Day> {
        History::new(self).on_or_top(on, self).hold.map(|_| None)
    }
}
