//! A meeting with the buyer, and what may become of it: it is held, missed, cancelled or moved to
//! another date.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Day, Deal, entry_id, keywords::MeetingStatus, or_default};

#[derive(Debug, Clone, PartialEq, Hash, Deserialize, Serialize, JsonSchema)]
pub struct Meeting {
    #[serde(default)]
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
    /// By what means it was written: `agent:NAME`.
    pub via: Option<String>,
}

entry!(Meeting, |own| {
    let kind = own.kind.as_deref().unwrap_or_default();
    format!("{} {kind} {}", own.date, own.with.join(" "))
});

/// A meeting that the deal does not have yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMeeting {
    pub date: Day,
    pub kind: Option<String>,
    pub with: Vec<String>,
    pub by: Option<String>,
}

impl NewMeeting {
    /// # Errors
    /// It would be held before it is booked.
    pub fn may_be_booked(&self, on: Day) -> Result<(), NewMeetingError> {
        let date = self.date;
        if date < on {
            return Err(NewMeetingError::BeforeBooked { date, on });
        }
        Ok(())
    }
}

/// What becomes of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It was held; `agreed`, where it ended with a dated next step.
    Hold {
        agreed: bool,
    },
    /// The buyer did not show up.
    Miss,
    Cancel,
    Move(Day),
}

/// Why a step cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StepError {
    #[error("the meeting on {date} {}", became(*status))]
    Settled { status: MeetingStatus, date: Day },
    #[error("{date} is after {on}; the meeting has not happened yet")]
    Ahead { date: Day, on: Day },
    #[error("{to} is before the booking date {booked}")]
    BeforeBooked { booked: Day, to: Day },
}

/// Why a meeting cannot be added.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NewMeetingError {
    #[error("meeting date {date} is before the booking date {on}")]
    BeforeBooked { date: Day, on: Day },
    #[error("{date} is after {on}; the meeting has not happened yet")]
    Ahead { date: Day, on: Day },
    #[error("meeting {id} is already booked for {date}")]
    Booked { id: String, date: Day },
}

/// Why no meeting is meant where none is named.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unnamed {
    #[error("no meeting is due by {on}")]
    Nothing { on: Day },
    #[error("{} meetings are due by {on}", ids.len())]
    Several { ids: Vec<String>, on: Day },
}

/// What became of a meeting, as sentences say it.
fn became(status: MeetingStatus) -> &'static str {
    match status {
        MeetingStatus::Scheduled => "is scheduled",
        MeetingStatus::Held => "was already held",
        MeetingStatus::NoShow => "was a no-show",
        MeetingStatus::Cancelled => "was already cancelled",
    }
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

    /// Its date has passed, and no outcome is recorded.
    pub fn lacks_outcome(&self, as_of: Day) -> bool {
        self.is_scheduled() && self.date < as_of
    }

    /// Takes a step on a day.
    ///
    /// # Errors
    /// The meeting is settled, its day has not come, or the new day is before that of the booking.
    pub fn take(&mut self, step: Step, on: Day) -> Result<(), StepError> {
        self.may(step, on)?;
        match step {
            Step::Hold { agreed } => {
                self.status = Some(MeetingStatus::Held);
                self.next_step = agreed.then_some(true).or(self.next_step);
            }
            Step::Miss => self.status = Some(MeetingStatus::NoShow),
            Step::Cancel => self.status = Some(MeetingStatus::Cancelled),
            Step::Move(to) => self.date = to,
        }
        Ok(())
    }

    fn may(&self, step: Step, on: Day) -> Result<(), StepError> {
        let date = self.date;
        if !self.is_scheduled() && !self.learns(step) {
            let status = self.status();
            return Err(StepError::Settled { status, date });
        }
        match (step, self.booked) {
            (Step::Hold { .. } | Step::Miss, _) if date > on => Err(StepError::Ahead { date, on }),
            (Step::Move(to), Some(booked)) if to < booked => {
                Err(StepError::BeforeBooked { booked, to })
            }
            _ => Ok(()),
        }
    }

    /// That a held meeting ended with a next step can be said later.
    fn learns(&self, step: Step) -> bool {
        step == Step::Hold { agreed: true } && self.is_held() && self.next_step != Some(true)
    }
}

impl Deal {
    /// Books a meeting on a day.
    ///
    /// # Errors
    /// It would be held before it is booked.
    pub fn book_meeting(&mut self, new: NewMeeting, on: Day) -> Result<Meeting, NewMeetingError> {
        new.may_be_booked(on)?;
        Ok(self.add_meeting(new, on, MeetingStatus::Scheduled, None))
    }

    /// Adds a meeting that was held and never booked; `agreed`, where it ended with a next step.
    ///
    /// # Errors
    /// Its day has not come by `on`, or it is one of those that are scheduled.
    pub fn add_held_meeting(
        &mut self,
        new: NewMeeting,
        agreed: bool,
        on: Day,
    ) -> Result<Meeting, NewMeetingError> {
        let date = new.date;
        if date > on {
            return Err(NewMeetingError::Ahead { date, on });
        }
        let mut scheduled = self.meetings.iter().filter(|other| other.is_scheduled());
        if let Some(booked) = scheduled.find(|other| other.date == date) {
            let id = booked.id.clone();
            return Err(NewMeetingError::Booked { id, date });
        }
        Ok(self.add_meeting(new, date, MeetingStatus::Held, agreed.then_some(true)))
    }

    /// The scheduled meeting of that day and kind with the same people.
    pub fn same_meeting(&self, new: &NewMeeting) -> Option<&Meeting> {
        let mut scheduled = self.meetings.iter().filter(|own| own.is_scheduled());
        scheduled.find(|own| (own.date, &own.kind, &own.with) == (new.date, &new.kind, &new.with))
    }

    fn add_meeting(
        &mut self,
        new: NewMeeting,
        booked: Day,
        status: MeetingStatus,
        next_step: Option<bool>,
    ) -> Meeting {
        let mut meeting = Meeting {
            id: String::new(),
            booked: Some(booked),
            date: new.date,
            kind: new.kind,
            with: new.with,
            by: new.by,
            status: Some(status),
            next_step,
            via: None,
        };
        meeting.id = entry_id::mint_for(&meeting, &self.meetings);
        self.meetings.push(meeting.clone());
        meeting
    }
}

/// The meeting that is meant where none is named: the only scheduled one whose day has come.
///
/// # Errors
/// There is none, or more than one.
pub fn only_due(meetings: &[Meeting], on: Day) -> Result<&Meeting, Unnamed> {
    let due = meetings
        .iter()
        .filter(|other| other.is_scheduled() && other.date <= on);
    let due: Vec<&Meeting> = due.collect();
    match due.as_slice() {
        [meeting] => Ok(meeting),
        [] => Err(Unnamed::Nothing { on }),
        several => {
            let ids = several.iter().map(|meeting| meeting.id.clone()).collect();
            Err(Unnamed::Several { ids, on })
        }
    }
}

/// The meetings that were held up to a day, in order of day.
pub fn held(meetings: &[Meeting], on: Day) -> Vec<&Meeting> {
    let mut held: Vec<&Meeting> = meetings
        .iter()
        .filter(|meeting| meeting.is_held() && meeting.date <= on)
        .collect();
    held.sort_by_key(|meeting| meeting.date);
    held
}

/// The scheduled meeting that comes first.
pub fn earliest_scheduled(meetings: &[Meeting]) -> Option<&Meeting> {
    meetings
        .iter()
        .filter(|meeting| meeting.is_scheduled())
        .min_by_key(|meeting| meeting.date)
}
