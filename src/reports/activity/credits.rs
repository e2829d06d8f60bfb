//! What was done in the deals, each thing with the person whose it is.

use crate::book::journey::Status;
use crate::book::snapshot::Snapshot;
use crate::deal::activity::Activity;
use crate::deal::day::Day;
use crate::deal::follow_up::FollowUp;
use crate::deal::history::{Outcome, State};
use crate::deal::meeting::Meeting;
use crate::reports::query::{By, Query};

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
    /// The deal itself: it is there, and may have been closed.
    Deal,
    /// A move to a higher rank of its pipeline, or its win, on that day.
    Advance(Day),
    Activity(&'a Activity),
    Meeting(&'a Meeting),
    FollowUp(&'a FollowUp),
}

impl<'a> Credit<'a> {
    /// Everything of a deal that is known by as-of. A deal is its owner's; what names nobody is of
    /// who owned the deal then, and a follow-up of who owns it now.
    pub fn all(deal: &'a Snapshot<'a>, query: &Query<'a>) -> Vec<Self> {
        let details = &deal.record.details;
        let known = |day: Day| day <= query.as_of && is_here(deal, query, day);
        let mine = |what, person: Option<&'a str>| Credit {
            deal,
            person: person.or(deal.owner),
            what,
        };
        let then = |what, by: &'a Option<String>, day| {
            mine(what, by.as_deref().or_else(|| owner_on(deal, day)))
        };
        let advances = advances(deal, query).map(|(day, person)| mine(What::Advance(day), person));
        let activities = details
            .activities
            .iter()
            .filter(|activity| known(activity.date));
        let activities =
            activities.map(|activity| then(What::Activity(activity), &activity.by, activity.date));
        let meetings = details
            .meetings
            .iter()
            .filter(|meeting| known(meeting.booked.unwrap_or(meeting.date.min(query.as_of))));
        let meetings = meetings.map(|meeting| {
            then(
                What::Meeting(meeting),
                &meeting.by,
                meeting.booked.unwrap_or(meeting.date).min(query.as_of),
            )
        });
        // What was planned after a win that did not last is nobody's work.
        let was_won = deal.journey.first_win.is_some() && !deal.is_won();
        let followups = details
            .followups
            .iter()
            .filter(|task| !(was_won && task.is_post_close()));
        let followups =
            followups.filter(|task| task.due.is_none_or(|due| is_here(deal, query, due)));
        let followups = followups.map(|task| mine(What::FollowUp(task), task.owner.as_deref()));
        [mine(What::Deal, None)]
            .into_iter()
            .chain(advances)
            .chain(activities)
            .chain(meetings)
            .chain(followups)
            .collect()
    }

    /// The group that it counts in: with owners the person's, else the deal's.
    pub fn group(&self, by: By) -> Option<&'a str> {
        if by == By::Owner {
            self.person
        } else {
            self.deal.group(by)
        }
    }
}

/// Whether that day is of the deal's life in the pipeline that is asked for: what is done before
/// and after it counts there. Without a pipeline the whole life counts, and what was done before it
/// as well.
fn is_here(deal: &Snapshot<'_>, query: &Query<'_>, day: Day) -> bool {
    let journey = &deal.journey;
    let has_begun = journey.created.is_none_or(|created| created <= day);
    let has_gone =
        journey.status == Status::Transferred && journey.ended.is_some_and(|ended| ended < day);
    query.pipeline.is_none() || (has_begun && !has_gone)
}

fn owner_on<'a>(deal: &Snapshot<'a>, day: Day) -> Option<&'a str> {
    deal.record.on(day).and_then(|state| state.owner)
}

/// The days of the moves forward, and who made them.
fn advances<'a>(
    deal: &Snapshot<'a>,
    query: &Query<'a>,
) -> impl Iterator<Item = (Day, Option<&'a str>)> {
    let mut before = None;
    let query = *query;
    deal.record
        .history
        .until(query.as_of)
        .filter_map(move |(line, state)| {
            let here = place(&state, &query);
            let from = std::mem::replace(&mut before, here);
            let is_forward = from
                .zip(here)
                .is_some_and(|(from, here)| from.0 == here.0 && from.1 < here.1);
            is_forward.then_some((line.date?, line.by.as_deref().or(state.owner)))
        })
}

/// Its pipeline and the rank there, a win behind all stages; `None` for a lost deal, and where it
/// is not in the scope.
fn place<'a>(state: &State<'_>, query: &Query<'a>) -> Option<(&'a str, usize)> {
    let pipeline = query.book.pipeline_of(state)?;
    let is_in_scope = query.pipeline.is_none_or(|scope| scope.id == pipeline.id);
    let rank = match state.outcome() {
        Outcome::Open => pipeline.rank(state.stage),
        Outcome::Won => Some(pipeline.stages.len()),
        Outcome::Lost => None,
    };
    rank.filter(|_| is_in_scope)
        .map(|rank| (pipeline.id.as_str(), rank))
}
