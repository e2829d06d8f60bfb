//! The next step of a deal: its earliest open follow-up or scheduled meeting. There is no second
//! place to write it.

use super::{Day, Deal, FollowUp, Meeting};

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

    pub fn what(&self) -> &str {
        match self {
            NextStep::FollowUp(follow_up, _) => &follow_up.what,
            NextStep::Meeting(meeting) => meeting.kind.as_deref().unwrap_or("meeting"),
        }
    }
}

impl Deal {
    pub fn next_step(&self) -> Option<NextStep<'_>> {
        next_step(&self.followups, &self.meetings)
    }
}

/// Follow-ups without a due date do not count; on one day a follow-up comes first.
pub fn next_step<'a>(followups: &'a [FollowUp], meetings: &'a [Meeting]) -> Option<NextStep<'a>> {
    let open = followups.iter().filter(|other| other.is_open());
    let tasks = open.filter_map(|task| Some(NextStep::FollowUp(task, task.due?)));
    let scheduled = meetings.iter().filter(|other| other.is_scheduled());
    let meetings = scheduled.map(NextStep::Meeting);
    tasks.chain(meetings).min_by_key(NextStep::day)
}
