//! What was done in the deals, each thing with the person who gets the credit.

use crate::book::{Snapshot, journey::Status};
use crate::deal::{Activity, Day, FollowUp, Meeting, Outcome, State};
use crate::reports::{Query, query::By};

/// A thing that counts for somebody.
#[derive(Debug, Clone, Copy)]
pub struct Credit<'a> {
    pub deal: &'a Snapshot<'a>,
    /// Who did it, or is to do it.
    pub person: Option<&'a str>,
    pub what: What<'a>,
}

#[derive(Debug, Clone, Copy)]
pub enum What<'a> {
    /// The deal itself: it was created, and may have been closed.
    Deal,
    /// A move to a higher rank of its pipeline, or its win, on that day.
    Advance(Day),
    Activity(&'a Activity),
    Meeting(&'a Meeting),
    FollowUp(&'a FollowUp),
}

impl<'a> Credit<'a> {
    /// Everything of a deal that is known by the as-of date.
    pub fn all(deal: &'a Snapshot<'a>, query: &Query<'a>) -> Vec<Self> {
        let details = &deal.record.details;
        let mut credits = vec![Self::new(deal, What::Deal, None)];
        for (day, person) in advances(deal, query) {
            credits.push(Self::new(deal, What::Advance(day), person));
        }
        for activity in &details.activities {
            let (day, what) = (activity.date, What::Activity(activity));
            credits.extend(Self::known(deal, query, what, &activity.by, day));
        }
        for meeting in &details.meetings {
            let day = meeting.booked.unwrap_or(meeting.date.min(query.as_of));
            let what = What::Meeting(meeting);
            credits.extend(Self::known(deal, query, what, &meeting.by, day));
        }
        for task in details
            .followups
            .iter()
            .filter(|own| counts(own, deal, query))
        {
            credits.push(Self::new(deal, What::FollowUp(task), task.owner.as_deref()));
        }
        credits
    }

    /// A deal without a person is its owner's.
    fn new(deal: &'a Snapshot<'a>, what: What<'a>, person: Option<&'a str>) -> Self {
        Self {
            deal,
            person: person.or(deal.owner),
            what,
        }
    }

    /// What names nobody belongs to the owner of that day.
    fn known(
        deal: &'a Snapshot<'a>,
        query: &Query<'a>,
        what: What<'a>,
        by: &'a Option<String>,
        day: Day,
    ) -> Option<Self> {
        let person = by.as_deref().or_else(|| deal.record.on(day)?.owner);
        (day <= query.as_of && is_here(deal, query, day)).then(|| Self::new(deal, what, person))
    }

    /// The group that it counts in: by owner the person's, else the deal's.
    pub fn group(&self, by: By) -> Option<&'a str> {
        if by == By::Owner {
            self.person
        } else {
            self.deal.group(by)
        }
    }
}

/// A follow-up of a win that did not last is nobody's work.
fn counts(task: &FollowUp, deal: &Snapshot<'_>, query: &Query<'_>) -> bool {
    let was_won = deal.journey.first_win.is_some() && !deal.is_won();
    let is_here = task.due.is_none_or(|due| is_here(deal, query, due));
    is_here && !(was_won && task.is_post_close())
}

/// Whether a day belongs to the deal's time in the pipeline that is asked for: what was done before
/// and after it counts elsewhere. Without a pipeline every day counts, even before its creation.
fn is_here(deal: &Snapshot<'_>, query: &Query<'_>, day: Day) -> bool {
    let has_begun = deal.created().is_none_or(|created| created <= day);
    let is_gone = deal.journey.status == Status::Transferred
        && deal.journey.ended.is_some_and(|ended| ended < day);
    query.pipeline.is_none() || (has_begun && !is_gone)
}

/// The days of the moves forward, and who made them.
fn advances<'a>(deal: &Snapshot<'a>, query: &Query<'a>) -> Vec<(Day, Option<&'a str>)> {
    let mut advances = Vec::new();
    let mut before = None;
    for (entry, state) in deal.record.history.until(query.as_of) {
        let here = place(&state, query);
        if let (Some(from), Some(to)) = (before, here)
            && is_forward(from, to)
        {
            let person = entry.by.as_deref().or(state.owner);
            advances.extend(entry.date.map(|day| (day, person)));
        }
        before = here;
    }
    advances
}

/// A pipeline and a rank in it.
type Place<'a> = (&'a str, usize);

fn is_forward(from: Place<'_>, to: Place<'_>) -> bool {
    from.0 == to.0 && from.1 < to.1
}

/// A win is after all stages; `None` for a lost deal, and outside the scope.
fn place<'a>(state: &State<'_>, query: &Query<'a>) -> Option<Place<'a>> {
    let pipeline = query.book.pipeline_of(state)?;
    let is_in_scope = query.pipeline.is_none_or(|scope| scope.id == pipeline.id);
    let rank = match state.outcome() {
        Outcome::Open => pipeline.rank(state.stage)?,
        Outcome::Won => pipeline.stages.len(),
        Outcome::Lost => return None,
    };
    is_in_scope.then_some((pipeline.id.as_str(), rank))
}
