//! Objections as they stand on the as-of date.

use crate::book::Snapshot;
use crate::deal::{Day, Objection, keywords::Category};
use crate::reports::Slice;
use crate::stats::kaplan_meier::Observation;

#[derive(Debug, Clone, Copy)]
pub struct Raised<'a> {
    pub deal: &'a Snapshot<'a>,
    pub category: Category,
    pub on: Day,
    /// The day of its end, and whether the buyer confirmed that it is resolved.
    end: Option<(Day, bool)>,
}

impl<'a> Raised<'a> {
    /// Every objection that was raised in a row's deals by the as-of date; one without a date is in
    /// no figure.
    pub fn all(slice: &Slice<'a, 'a>) -> Vec<Self> {
        let mut all = Vec::new();
        for deal in slice.deals.iter().copied() {
            for objection in &deal.record.details.objections {
                all.extend(Self::new(deal, objection));
            }
        }
        all
    }

    fn new(deal: &'a Snapshot<'a>, objection: &Objection) -> Option<Self> {
        let on = objection.date.filter(|on| *on <= deal.as_of)?;
        let closed = deal.closed().filter(|_| deal.is_won() || deal.is_lost());
        let ends = [
            objection.confirmed.map(|day| (day, true)),
            objection.ended.as_ref().map(|ended| (ended.date, false)),
            closed.filter(|day| *day >= on).map(|day| (day, false)),
        ];
        // If the buyer confirmed it on the day on which the deal was closed, it is resolved.
        let end = ends
            .into_iter()
            .flatten()
            .filter(|(day, _)| *day <= deal.as_of)
            .min_by_key(|(day, resolved)| (*day, !resolved));
        Some(Self {
            deal,
            category: objection.category,
            on,
            end,
        })
    }

    pub fn is_resolved(&self) -> bool {
        self.end.is_some_and(|(_, resolved)| resolved)
    }

    pub fn has_ended(&self) -> bool {
        self.end.is_some()
    }

    /// How long it was open, to its end or to the as-of date.
    pub fn observation(&self) -> Observation {
        let until = self.end.map_or(self.deal.as_of, |(day, _)| day);
        Observation {
            time: until.since(self.on).max(0),
            event: self.is_resolved(),
        }
    }
}
