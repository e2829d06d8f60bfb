//! By what means an entry was written: `via: agent:NAME` where a program typed the command.

use super::Deal;

/// How many entries of each kind a deal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lengths {
    history: usize,
    objections: usize,
    followups: usize,
    meetings: usize,
    activities: usize,
}

impl Deal {
    pub fn lengths(&self) -> Lengths {
        Lengths {
            history: self.history.len(),
            objections: self.objections.len(),
            followups: self.followups.len(),
            meetings: self.meetings.len(),
            activities: self.activities.len(),
        }
    }

    /// Marks the entries that came since the deal had so many.
    pub fn mark_new(&mut self, since: Lengths, via: &str) {
        let marks = || Some(via.to_owned());
        let history = self.history.iter_mut().skip(since.history);
        history.for_each(|own| own.via = marks());
        let objections = self.objections.iter_mut().skip(since.objections);
        objections.for_each(|own| own.via = marks());
        let followups = self.followups.iter_mut().skip(since.followups);
        followups.for_each(|own| own.via = marks());
        let meetings = self.meetings.iter_mut().skip(since.meetings);
        meetings.for_each(|own| own.via = marks());
        let activities = self.activities.iter_mut().skip(since.activities);
        activities.for_each(|own| own.via = marks());
    }
}
