//! What is read of a deal beside its file: what it is sorted by, its history, and what reports
//! judge. Small, so that 100,000 fit in memory.

use super::{
    Activity, Day, Deal, FollowUp, History, Meeting, Objection, Outcome, State, identity::Identity,
    scores::Scores,
};

/// A deal as it is kept while others are read.
#[derive(Debug, Clone, PartialEq)]
pub struct DealRecord {
    pub id: String,
    pub account: Option<String>,
    pub source: Option<String>,
    pub segment: Option<String>,
    pub product: Option<String>,
    pub history: History,
    /// The days on which the buyer spoke with us, in order.
    pub two_way: Vec<Day>,
    /// Whether the current values differ from the fold of the history, which the book decides.
    pub mismatch: bool,
    /// The days, of those that a report asks about, on which the reader's filters exclude it.
    pub excluded_on: Vec<Day>,
    pub identity: Identity,
    /// Whether another file is of the same deal.
    pub is_twin: bool,
    /// Empty unless a report judges them.
    pub details: Details,
}

/// What a file keeps without a history and reports judge: scores and days, without the words.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Details {
    pub contacts: usize,
    pub scores: Scores,
    pub objections: Vec<Objection>,
    pub followups: Vec<FollowUp>,
    pub meetings: Vec<Meeting>,
    pub activities: Vec<Activity>,
}

impl From<Deal> for Details {
    fn from(mut deal: Deal) -> Self {
        for objection in &mut deal.objections {
            (objection.words, objection.asked, objection.answered) = (None, None, None);
        }
        for followup in &mut deal.followups {
            followup.what = String::new();
        }
        for meeting in &mut deal.meetings {
            meeting.with = Vec::new();
        }
        for activity in &mut deal.activities {
            (activity.note, activity.with) = (None, Vec::new());
        }
        deal.objections.shrink_to_fit();
        deal.followups.shrink_to_fit();
        deal.meetings.shrink_to_fit();
        deal.activities.shrink_to_fit();
        Self {
            contacts: deal.contacts.len(),
            scores: Scores::from(&deal.meddic),
            objections: deal.objections,
            followups: deal.followups,
            meetings: deal.meetings,
            activities: deal.activities,
        }
    }
}

impl DealRecord {
    pub fn new(id: &str, deal: &Deal, history: History) -> Self {
        let mut two_way: Vec<Day> = deal.two_way_days().collect();
        two_way.sort_unstable();
        two_way.shrink_to_fit();
        Self {
            id: id.to_owned(),
            account: deal.account.clone(),
            source: deal.source.clone(),
            segment: deal.segment.clone(),
            product: deal.product.clone(),
            two_way,
            mismatch: false,
            excluded_on: Vec::new(),
            identity: Identity::new(id, deal, &history),
            is_twin: false,
            history,
            details: Details::default(),
        }
    }

    /// The record without the words that no figure needs, so that many fit in memory; with the
    /// details of its deal, where that is given.
    #[must_use]
    pub fn compacted(self, deal: Option<Deal>) -> Self {
        Self {
            history: self.history.compacted(deal.is_some()),
            details: deal.map(Details::from).unwrap_or_default(),
            ..self
        }
    }

    /// The state at the end of a day; `None` before the creation.
    pub fn on(&self, day: Day) -> Option<State<'_>> {
        self.history.on(day)
    }

    /// Whether the reader's filters take it as it was at the end of a day.
    pub fn is_taken_on(&self, day: Day) -> bool {
        !self.excluded_on.contains(&day)
    }

    /// Open, won or lost at the end of a day; `None` before the creation.
    pub fn outcome_on(&self, day: Day) -> Option<Outcome> {
        self.on(day).map(|state| state.outcome())
    }
}
