//! The periods that are over, from which the yield is taken.

use crate::book::period::Period;
use crate::book::snapshot::Snapshot;
use crate::reports::forecast::figures::Part;
use crate::reports::query::Query;

/// A period that is over.
pub struct Past<'a> {
    /// Open at its start, to close in it.
    pub stood: Vec<Snapshot<'a>>,
    /// Won in it.
    pub brought: Vec<Snapshot<'a>>,
}

impl<'a> Past<'a> {
    /// The periods of the same kind before one, that are over and lie in the window as a whole;
    /// `now` are the deals at as-of.
    pub fn of(query: &Query<'a>, now: &[Snapshot<'a>], period: &Period) -> Vec<Self> {
        let before = std::iter::successors(Some(period.previous()), |later| Some(later.previous()));
        let in_window = before.take_while(|past| past.from >= query.window.from);
        in_window
            .filter(|past| past.to <= query.window.to.min(query.as_of))
            .map(|past| Self::one(query, now, &past))
            .collect()
    }

    fn one(query: &Query<'a>, now: &[Snapshot<'a>], past: &Period) -> Self {
        let start = past.from.plus(-1);
        let is = |deal: &Snapshot<'a>, wanted: fn(Part) -> bool, day| {
            Part::of(deal, past, day).is_some_and(wanted)
        };
        let mut stood = query.snapshots(start);
        stood.retain(|deal| is(deal, Part::is_weighted, start));
        let brought = now
            .iter()
            .filter(|deal| is(deal, |part| part == Part::Closed, query.as_of));
        Self {
            stood,
            brought: brought.cloned().collect(),
        }
    }
}
