//! What may become of a meeting: it is held, missed, cancelled or moved to another day. Decides
//! whether that may be; says nothing of how it is written.

use super::day::Day;
use super::keywords::MeetingStatus;
use super::work::Meeting;

/// What is said of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It was held; `agreed`, where it ended with a dated next step.
    Hold {
        agreed: bool,
    },
    /// The buyer did not come.
    Miss,
    Cancel,
    Move(Day),
}

/// Why a step cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StepError {
    #[error("the meeting of {date} {}", became(*status))]
    Settled { status: MeetingStatus, date: Day },
    #[error("the meeting is on {date}, which has not come by {on}")]
    Ahead { date: Day, on: Day },
    #[error("the meeting was booked on {booked}, after {to}")]
    BeforeBooked { booked: Day, to: Day },
}

/// Why no meeting is meant where none is named.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unnamed {
    #[error("no meeting was scheduled up to {on}")]
    Nothing { on: Day },
    #[error("{} meetings were scheduled up to {on}", ids.len())]
    Several { ids: Vec<String>, on: Day },
}

/// What became of a meeting, as sentences say it.
pub fn became(status: MeetingStatus) -> &'static str {
    match status {
        MeetingStatus::Scheduled => "is scheduled",
        MeetingStatus::Held => "was held",
        MeetingStatus::NoShow => "was a no-show",
        MeetingStatus::Cancelled => "was cancelled",
    }
}

impl Meeting {
    /// Whether a step may be taken on a day.
    ///
    /// # Errors
    /// The meeting is settled, its day has not come, or the new day lies before that of the
    /// booking.
    pub fn may(&self, step: Step, on: Day) -> Result<(), StepError> {
        if !self.is_scheduled() && !self.learns(step) {
            return Err(StepError::Settled {
                status: self.status(),
                date: self.date,
            });
        }
        match (step, self.booked) {
            (Step::Hold { .. } | Step::Miss, _) if self.date > on => Err(StepError::Ahead {
                date: self.date,
                on,
            }),
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

    /// Its day is past, and nobody has said what became of it.
    pub fn lacks_outcome(&self, as_of: Day) -> bool {
        self.is_scheduled() && self.date < as_of
    }
}

/// The position of the meeting that is meant where none is named: the only scheduled one whose day
/// has come.
///
/// # Errors
/// There is none, or more than one.
pub fn only_due(meetings: &[Meeting], on: Day) -> Result<usize, Unnamed> {
    let due = || {
        meetings
            .iter()
            .enumerate()
            .filter(|(_, meeting)| meeting.is_scheduled() && meeting.date <= on)
    };
    let mut found = due().map(|(index, _)| index);
    match (found.next(), found.next()) {
        (Some(index), None) => Ok(index),
        (None, _) => Err(Unnamed::Nothing { on }),
        _ => Err(Unnamed::Several {
            ids: due().map(|(_, meeting)| meeting.id.clone()).collect(),
            on,
        }),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn meeting(id: &str, date: &str, status: MeetingStatus) -> Meeting {
        let booked = Some(day("2026-11-10"));
        Meeting {
            id: id.into(),
            booked,
            date: day(date),
            kind: None,
            with: Vec::new(),
            by: None,
            status: Some(status),
            next_step: None,
        }
    }

    #[test]
    fn nothing_is_held_before_its_day() {
        let ahead = meeting("w8d1", "2026-11-24", MeetingStatus::Scheduled);
        for step in [Step::Hold { agreed: false }, Step::Miss] {
            let refused = ahead
                .may(step, day("2026-11-23"))
                .expect_err("its day has not come");
            assert_eq!(
                refused.to_string(),
                "the meeting is on 2026-11-24, which has not come by 2026-11-23"
            );
            assert_eq!(ahead.may(step, day("2026-11-24")), Ok(()));
        }
        assert_eq!(ahead.may(Step::Cancel, day("2026-11-23")), Ok(()));
        assert_eq!(
            ahead.may(Step::Move(day("2026-11-10")), day("2026-11-23")),
            Ok(())
        );
        let early = ahead
            .may(Step::Move(day("2026-11-09")), day("2026-11-23"))
            .expect_err("not yet booked");
        assert_eq!(
            early.to_string(),
            "the meeting was booked on 2026-11-10, after 2026-11-09"
        );
    }

    #[test]
    fn what_is_settled_stays_settled() {
        for (status, words) in [
            (MeetingStatus::Held, "the meeting of 2026-11-20 was held"),
            (
                MeetingStatus::NoShow,
                "the meeting of 2026-11-20 was a no-show",
            ),
            (
                MeetingStatus::Cancelled,
                "the meeting of 2026-11-20 was cancelled",
            ),
        ] {
            let settled = meeting("w8d1", "2026-11-20", status);
            for step in [
                Step::Hold { agreed: false },
                Step::Miss,
                Step::Cancel,
                Step::Move(day("2026-12-01")),
            ] {
                let refused = settled
                    .may(step, day("2026-11-23"))
                    .map_err(|error| error.to_string());
                assert_eq!(refused, Err(words.to_owned()), "{step:?}");
            }
        }
    }

    #[test]
    fn a_held_meeting_learns_of_its_next_step_once() {
        let mut held = meeting("w8d1", "2026-11-20", MeetingStatus::Held);
        let agreed = Step::Hold { agreed: true };
        assert_eq!(held.may(agreed, day("2026-11-23")), Ok(()));
        held.next_step = Some(true);
        assert!(held.may(agreed, day("2026-11-23")).is_err());
    }

    #[test]
    fn the_only_one_whose_day_has_come_needs_no_name() {
        let scheduled = |id, date| meeting(id, date, MeetingStatus::Scheduled);
        let mut meetings = vec![
            meeting("aaaa", "2026-11-20", MeetingStatus::Held),
            scheduled("bbbb", "2026-11-24"),
        ];
        let today = day("2026-11-23");
        assert_eq!(
            only_due(&meetings, today),
            Err(Unnamed::Nothing { on: today })
        );
        meetings.push(scheduled("cccc", "2026-11-23"));
        assert_eq!(only_due(&meetings, today), Ok(2));
        meetings.push(scheduled("dddd", "2026-11-22"));
        let several = Unnamed::Several {
            ids: vec!["cccc".into(), "dddd".into()],
            on: today,
        };
        assert_eq!(only_due(&meetings, today), Err(several));
    }
}
