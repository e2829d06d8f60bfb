//! The figures of one person's work, or of any other part of what was done.

use super::credits::{Credit, What};
use crate::book::Snapshot;
use crate::deal::{Day, FollowUp, Meeting, keywords::MeetingStatus};
use crate::reports::{Window, cohort, money::Sum};

/// Deals, by the days of their creation and of their closing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Deals {
    pub created: u64,
    /// Those of them that have not left for another pipeline, and how many of these are won.
    pub cohort: u64,
    pub created_won: u64,
    /// Closed in the window.
    pub won: u64,
    pub lost: u64,
    pub won_value: Sum,
}

/// What came of the meetings that were booked in the window.
#[derive(Debug, Clone, Copy, Default)]
pub struct Meetings {
    pub booked: u64,
    pub held: u64,
    pub no_show: u64,
    pub cancelled: u64,
    /// Today or later.
    pub future: u64,
    /// Past, with no outcome recorded.
    pub unlogged: u64,
    /// Held in the window, whenever they were booked.
    pub held_in_window: u64,
}

impl Meetings {
    /// Held, of those that were held or missed.
    pub fn kept(&self) -> (u64, u64) {
        (self.held, self.held + self.no_show)
    }

    /// Missed, of the same.
    pub fn missed(&self) -> (u64, u64) {
        (self.no_show, self.held + self.no_show)
    }

    pub fn due(&self) -> u64 {
        self.booked - self.future
    }
}

/// Follow-ups that were due in the window, without cancelled ones and those due today.
#[derive(Debug, Clone, Copy, Default)]
pub struct FollowUps {
    pub on_time: u64,
    pub late: u64,
    pub missed: u64,
    /// Done in the window, whenever they were due.
    pub done: u64,
    /// Open at the end of the window and past their due date, whenever that was.
    pub overdue: u64,
    /// For how many days the longest of them has been.
    pub overdue_days: Option<i64>,
}

impl FollowUps {
    pub fn due(&self) -> u64 {
        self.on_time + self.late + self.missed
    }

    /// On time, of those that were due.
    pub fn kept(&self) -> (u64, u64) {
        (self.on_time, self.due())
    }
}

#[derive(Debug, Clone, Copy, Default)]
pub struct Figures {
    pub deals: Deals,
    pub meetings: Meetings,
    pub follow_ups: FollowUps,
    /// Moves forward in the window.
    pub advances: u64,
    /// Calls, emails and the like in the window.
    pub activities: u64,
    /// Those of them in which the buyer took part.
    pub two_way: u64,
}

/// For which days the figures are taken, and how a cancelled meeting counts.
#[derive(Debug, Clone, Copy)]
pub struct Basis {
    pub window: Window,
    /// The day on which open follow-ups are counted.
    pub stock_day: Day,
    pub cancelled_as_no_show: bool,
}

impl Figures {
    pub fn new(credits: &[&Credit<'_>], basis: Basis) -> Self {
        let mut figures = Self::default();
        for credit in credits {
            figures.add(credit, basis);
        }
        figures
    }

    fn add(&mut self, credit: &Credit<'_>, basis: Basis) {
        let as_of = credit.deal.as_of;
        match credit.what {
            What::Deal => self.deals.add(credit.deal, basis.window),
            What::Advance(day) => self.advances += u64::from(basis.window.has(Some(day))),
            What::Activity(activity) => {
                let counts = basis.window.has(Some(activity.date));
                self.activities += u64::from(counts);
                self.two_way += u64::from(counts && activity.is_two_way());
            }
            What::Meeting(meeting) => self.meetings.add(meeting, basis, as_of),
            What::FollowUp(task) => self.follow_ups.add(task, basis, as_of),
        }
    }

    /// All that moves a deal.
    pub fn steps(&self) -> u64 {
        self.advances + self.activities + self.meetings.held_in_window + self.follow_ups.done
    }
}

impl Deals {
    /// Won, of those created in the window.
    pub fn closed(&self) -> (u64, u64) {
        (self.created_won, self.cohort)
    }

    fn add(&mut self, deal: &Snapshot<'_>, window: Window) {
        self.created += u64::from(deal.created_in(window));
        if cohort::is_member(deal, window) {
            self.cohort += 1;
            self.created_won += u64::from(deal.is_won());
        }
        if deal.closed_in(window) {
            self.lost += u64::from(deal.is_lost());
            if deal.is_won() {
                self.won += 1;
                self.won_value.add(deal.value());
            }
        }
    }
}

impl Meetings {
    fn add(&mut self, meeting: &Meeting, basis: Basis, as_of: Day) {
        let is_held = meeting.is_held() && meeting.date <= as_of;
        self.held_in_window += u64::from(is_held && basis.window.has(Some(meeting.date)));
        if !basis.window.has(meeting.booked) {
            return;
        }
        self.booked += 1;
        let place = match meeting.status() {
            // A cancelled one has no day of its cancellation: it counts as such on every day.
            MeetingStatus::Cancelled if basis.cancelled_as_no_show && meeting.date <= as_of => {
                &mut self.no_show
            }
            MeetingStatus::Cancelled => &mut self.cancelled,
            // An outcome on a later day was not known by the as-of date.
            _ if meeting.date > as_of => &mut self.future,
            MeetingStatus::Held => &mut self.held,
            MeetingStatus::NoShow => &mut self.no_show,
            MeetingStatus::Scheduled if meeting.date == as_of => &mut self.future,
            MeetingStatus::Scheduled => &mut self.unlogged,
        };
        *place += 1;
    }
}

impl FollowUps {
    fn add(&mut self, task: &FollowUp, basis: Basis, as_of: Day) {
        let done = by(task.done, as_of);
        self.done += u64::from(basis.window.has(done));
        let Some(due) = task.due else { return };
        if basis.window.has(Some(due)) && by(task.cancelled, as_of).is_none() {
            match done {
                Some(day) if day <= due => self.on_time += 1,
                Some(_) => self.late += 1,
                None if due < as_of => self.missed += 1,
                None => {}
            }
        }
        let stock_day = basis.stock_day;
        let is_over = by(done, stock_day).or(by(task.cancelled, stock_day));
        if due < stock_day && is_over.is_none() {
            self.overdue += 1;
            self.overdue_days = self.overdue_days.max(Some(stock_day.since(due)));
        }
    }
}

/// A day, if it is not after another.
fn by(day: Option<Day>, last: Day) -> Option<Day> {
    day.filter(|day| *day <= last)
}
