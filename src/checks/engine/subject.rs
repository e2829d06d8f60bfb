//! What a rule looks at: one deal, its history, the book around it, and the as-of day.

use crate::book::Book;
use crate::book::pipeline::{Pipeline, Stage};
use crate::deal::Deal;
use crate::deal::day::Day;
use crate::deal::history::{History, HistoryEntry, Outcome, State};
use crate::deal::money::Amount;
use crate::key_path::KeyPath;

use super::options::Options;
use super::rule::{Basis, Rule};

/// One deal to be judged.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    pub id: &'a str,
    pub deal: &'a Deal,
    pub history: &'a History,
    /// The keys that no field took.
    pub unknown: &'a [KeyPath],
    pub book: &'a Book,
    pub as_of: Day,
}

/// A deal as one rule sees it.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    pub id: &'a str,
    pub deal: &'a Deal,
    pub history: &'a History,
    pub unknown: &'a [KeyPath],
    pub book: &'a Book,
    pub as_of: Day,
    /// For a static rule the top of the file; for a rule of the clock what was so on the as-of day.
    pub state: State<'a>,
    /// The lines of history as they happened; none where the file has no history.
    pub events: &'a [Event<'a>],
    pub options: &'a Options,
}

/// A line of history, its position in the file, and the states around it.
#[derive(Debug, Clone, Copy)]
pub struct Event<'a> {
    pub index: usize,
    pub line: &'a HistoryEntry,
    /// `None` for the first line.
    pub before: Option<State<'a>>,
    pub after: State<'a>,
}

/// How a deal came into the stage that it is in.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// `None` where it came from nowhere: created there, or brought from another pipeline.
    pub from: Option<usize>,
    /// `None` where no line of history says it.
    pub event: Option<Event<'a>>,
}

/// What the rules share of one deal, made once.
#[derive(Debug)]
pub struct View<'a> {
    case: Case<'a>,
    top: State<'a>,
    on_day: State<'a>,
    events: Vec<Event<'a>>,
}

impl<'a> View<'a> {
    pub fn of(case: &Case<'a>) -> Self {
        Self {
            case: *case,
            top: case.deal.top(),
            on_day: case.on_day(),
            events: case.events(),
        }
    }

    /// The deal as this rule is to see it.
    pub fn subject<'b>(&'b self, rule: &Rule, options: &'b Options) -> Subject<'b> {
        let state = match rule.basis {
            Basis::Static => self.top,
            Basis::Clock => self.on_day,
        };
        let Case {
            id,
            deal,
            history,
            unknown,
            book,
            as_of,
        } = self.case;
        Subject {
            id,
            deal,
            history,
            unknown,
            book,
            as_of,
            state,
            events: &self.events,
            options,
        }
    }
}

impl<'a> Case<'a> {
    /// What was so on the as-of day. Where nothing happened later, or the deal did not exist yet,
    /// the top of the file, which a person may have edited by hand.
    fn on_day(&self) -> State<'a> {
        let later = self
            .history
            .lines()
            .iter()
            .any(|line| line.date.is_some_and(|date| date > self.as_of));
        let then = if later {
            self.history.on(self.as_of)
        } else {
            None
        };
        then.unwrap_or_else(|| self.deal.top())
    }

    fn events(&self) -> Vec<Event<'a>> {
        if self.deal.history.is_empty() {
            return Vec::new();
        }
        let mut before = None;
        let pairs = order(&self.deal.history)
            .into_iter()
            .zip(self.history.until(Day::LAST));
        pairs
            .map(|(index, (line, after))| Event {
                index,
                line,
                before: before.replace(after),
                after,
            })
            .collect()
    }
}

impl<'a> Subject<'a> {
    pub fn is_open(&self) -> bool {
        self.state.is_open()
    }

    /// Open, and not put on hold, be the hold expired or not.
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

    /// The rank of its stage as people count, from 1; `None` where it is closed or the stage
    /// unknown.
    pub fn rank(&self) -> Option<i64> {
        let rank = self.pipeline()?.rank(self.state.stage)?;
        i64::try_from(rank + 1).ok()
    }

    /// Open, and in the stage of this rank or a later one.
    pub fn has_reached(&self, rank: i64) -> bool {
        self.rank().is_some_and(|present| present >= rank)
    }

    /// Whether its amount in the book's currency is at least this; an amount that cannot be
    /// converted is not judged.
    pub fn is_worth(&self, least: i64) -> bool {
        let amount = self.state.amount.and_then(|a| {
            self.book
                .in_own_currency(a, self.book.currency_of(&self.state))
        });
        amount.is_some_and(|amount| amount >= Amount(least.into()))
    }

    /// How an open deal came into its present stage; `None` where the stage is unknown.
    pub fn entry(&self) -> Option<Entry<'a>> {
        let present = self.place(&self.state)?;
        let mut entry = Entry {
            from: None,
            event: None,
        };
        let (mut here, mut last) = (None, None);
        for event in self.events {
            let place = self.place(&event.after);
            if place.is_some() && place != here {
                entry = Entry {
                    from: from(last, place),
                    event: Some(*event),
                };
            }
            here = place;
            last = place.or(last);
        }
        // A stage that somebody wrote at the top and nowhere else was entered on no known day.
        if here == Some(present) {
            Some(entry)
        } else {
            Some(Entry {
                from: from(last, Some(present)),
                event: None,
            })
        }
    }

    /// Pipeline and rank; `None` where closed or unknown.
    fn place(&self, state: &State<'_>) -> Option<(&'a str, usize)> {
        let pipeline = self.book.pipeline_of(state)?;
        Some((&pipeline.id, pipeline.rank(state.stage)?))
    }

    /// The line that closed the deal as it is closed, if it is.
    pub fn closing(&self) -> Option<Event<'a>> {
        let closes = |event: &Event<'_>| {
            let outcome = event.after.outcome();
            outcome != Outcome::Open
                && event
                    .before
                    .is_none_or(|before| before.outcome() != outcome)
        };
        self.events
            .iter()
            .rev()
            .find(|event| closes(event))
            .copied()
            .filter(|_| !self.is_open())
    }
}

/// The rank before a move, where both are in one pipeline.
fn from(before: Option<(&str, usize)>, now: Option<(&str, usize)>) -> Option<usize> {
    let (before, now) = (before?, now?);
    (before.0 == now.0).then_some(before.1)
}

/// The positions of the lines in the order in which they happened: the first, then the others by
/// day.
fn order(lines: &[HistoryEntry]) -> Vec<usize> {
    let mut positions: Vec<usize> = (0..lines.len()).collect();
    if let Some((_, rest)) = positions.split_first_mut() {
        rest.sort_by_key(|position| lines.get(*position).and_then(|line| line.date));
    }
    positions
}
