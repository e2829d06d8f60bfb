//! What a rule looks at: one deal, its history, the book around it, and the as-of date.

use std::ops::Deref;

use super::options::{OptionSpec, Options};
use crate::book::{Book, Pipeline, Stage};
use crate::deal::{Amount, Day, Deal, History, HistoryEntry, Outcome, Remarks, State};
use crate::key_path::KeyPath;

/// One deal to check.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// Of its file, as findings show it.
    pub path: &'a str,
    /// The same below the book, with `/`.
    pub below_book: &'a str,
    pub id: &'a str,
    pub deal: &'a Deal,
    pub history: &'a History,
    pub remarks: &'a Remarks,
    pub book: &'a Book,
    pub as_of: Day,
}

/// A deal as one rule sees it.
#[derive(Debug, Clone)]
pub struct Subject<'a> {
    case: Case<'a>,
    /// For a static rule the current values; for a clock rule those of the as-of date.
    pub state: State<'a>,
    /// The history entries as they happened; none where the file has no history.
    pub events: Vec<Event<'a>>,
    pub options: &'a Options,
}

/// A history entry, its position in the file, and the states around it.
#[derive(Debug, Clone, Copy)]
pub struct Event<'a> {
    pub index: usize,
    pub entry: &'a HistoryEntry,
    /// `None` for the first entry.
    pub before: Option<State<'a>>,
    pub after: State<'a>,
}

/// How a deal came into the stage that it is in.
#[derive(Debug, Clone, Copy)]
pub struct StageEntry<'a> {
    /// The rank before; `None` where it was created there, or came from another pipeline.
    pub from: Option<usize>,
    /// `None` where no history entry has it.
    pub event: Option<Event<'a>>,
}

impl<'a> Deref for Subject<'a> {
    type Target = Case<'a>;

    fn deref(&self) -> &Case<'a> {
        &self.case
    }
}

impl<'a> Case<'a> {
    /// The values of the as-of date. If nothing happened later, or the deal did not exist yet, the
    /// current ones, which a person may have edited by hand.
    pub fn state_on_day(&self) -> State<'a> {
        let mut dates = self.history.lines().iter().filter_map(|entry| entry.date);
        if !dates.any(|date| date > self.as_of) {
            return self.deal.top();
        }
        let state = self.history.on(self.as_of);
        state.unwrap_or_else(|| self.deal.top())
    }

    fn events(&self) -> Vec<Event<'a>> {
        if self.deal.history.is_empty() {
            return Vec::new();
        }
        let states = self.history.until(Day::LAST);
        let mut before = None;
        positions(&self.deal.history)
            .into_iter()
            .zip(states)
            .map(|(index, (entry, after))| Event {
                index,
                entry,
                before: before.replace(after),
                after,
            })
            .collect()
    }
}

impl<'a> Subject<'a> {
    pub fn new(case: Case<'a>, options: &'a Options) -> Self {
        Self {
            state: case.deal.top(),
            events: case.events(),
            options,
            case,
        }
    }

    pub fn is_open(&self) -> bool {
        self.state.is_open()
    }

    /// Open, and not on hold, be the hold expired or not.
    pub fn is_active(&self) -> bool {
        self.is_open() && self.state.hold.is_none()
    }

    pub fn pipeline(&self) -> Option<&'a Pipeline> {
        self.book.pipeline_of(&self.state)
    }

    /// The stage of an open deal; `None` where its pipeline lacks it.
    pub fn stage(&self) -> Option<&'a Stage> {
        self.pipeline()?.stage(self.state.stage)
    }

    /// The rank of its stage as people count, from 1; `None` for a closed deal and an unknown
    /// stage.
    pub fn rank(&self) -> Option<i64> {
        let rank = self.pipeline()?.rank(self.state.stage)?;
        i64::try_from(rank + 1).ok()
    }

    /// Open, and in the stage of this rank or a later one.
    pub fn has_reached(&self, rank: i64) -> bool {
        self.rank().is_some_and(|present| present >= rank)
    }

    /// Whether its amount is at least that of an option: in the book's currency where the book sets
    /// it, else in euros. An amount that nothing converts is not judged.
    pub fn is_worth(&self, least: &OptionSpec) -> bool {
        let currency = self.book.currency_of(&self.state);
        let amount = self.state.amount;
        let amount = if self.options.is_set(least) {
            amount.and_then(|amount| self.book.in_own_currency(amount, currency))
        } else {
            amount.and_then(|amount| self.book.in_euros(amount, currency))
        };
        let least = self.options.whole(least);
        amount.is_some_and(|amount| amount >= Amount(least.into()))
    }

    /// How an open deal came into its present stage; `None` where the stage is unknown.
    pub fn stage_entry(&self) -> Option<StageEntry<'a>> {
        let present = self.place(&self.state)?;
        let (mut here, mut last, mut entered) = (None, None, None);
        for event in &self.events {
            let place = self.place(&event.after);
            if place.is_some() && place != here {
                entered = Some(StageEntry {
                    from: rank_before(last, place),
                    event: Some(*event),
                });
            }
            here = place;
            last = place.or(last);
        }
        // A stage that somebody wrote by hand was entered on no known day.
        entered.filter(|_| here == Some(present)).or_else(|| {
            Some(StageEntry {
                from: rank_before(last, Some(present)),
                event: None,
            })
        })
    }

    /// The day on which an open deal came into its stage, or any deal began.
    pub fn stage_entered(&self) -> Option<Day> {
        let entry = self.stage_entry().and_then(|entry| entry.event);
        let day = entry.and_then(|event| event.entry.date);
        day.or_else(|| self.history.created())
    }

    /// Pipeline and rank; `None` for a closed deal and an unknown stage.
    fn place(&self, state: &State<'_>) -> Option<(&'a str, usize)> {
        let pipeline = self.book.pipeline_of(state)?;
        Some((&pipeline.id, pipeline.rank(state.stage)?))
    }

    /// The entry that closed the deal as it is closed now.
    pub fn closing(&self) -> Option<&Event<'a>> {
        let mut latest_first = self.events.iter().rev();
        latest_first
            .find(|event| event.closes())
            .filter(|_| !self.is_open())
    }
}

impl Event<'_> {
    /// The place of one of its keys.
    pub fn at(&self, key: &str) -> KeyPath {
        KeyPath::top("history").index(self.index).key(key)
    }

    /// Whether it is a win or a loss, not another one of the same kind.
    fn closes(&self) -> bool {
        let outcome = self.after.outcome();
        let had = self.before.map(|before| before.outcome());
        outcome != Outcome::Open && had != Some(outcome)
    }
}

/// The rank before a move, where both are in one pipeline.
fn rank_before(before: Option<(&str, usize)>, now: Option<(&str, usize)>) -> Option<usize> {
    let (before, now) = (before?, now?);
    (before.0 == now.0).then_some(before.1)
}

/// The positions of the entries in the order in which they happened: the first, then the others by
/// date.
fn positions(entries: &[HistoryEntry]) -> Vec<usize> {
    let mut positions: Vec<usize> = (0..entries.len()).collect();
    if let Some((_, rest)) = positions.split_first_mut() {
        rest.sort_by_key(|position| entries.get(*position).and_then(|entry| entry.date));
    }
    positions
}
