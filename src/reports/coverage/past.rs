//! The periods that are over, from which the yield is taken.

use crate::book::{Period, Snapshot};
use crate::reports::{Query, Slice, forecast::due::Part, money::Sum};

/// The deals of the periods before one.
pub struct Past<'a> {
    /// Open at the start of their period, to close in it.
    open: Vec<Snapshot<'a>>,
    /// Won in their period.
    won: Vec<Snapshot<'a>>,
}

impl<'a> Past<'a> {
    /// The periods of the same kind before one that are over and completely in the window; `now`
    /// are the deals on the as-of date.
    pub fn new(query: &Query<'a>, now: &[Snapshot<'a>], period: &Period) -> Self {
        let (mut open, mut won) = (Vec::new(), Vec::new());
        let last = query.window.to.min(query.as_of);
        let mut past = period.previous();
        while past.from >= query.window.from {
            if past.to <= last {
                open.extend(open_at_start(query, &past));
                won.extend(now.iter().filter(|deal| is_won(deal, &past)).cloned());
            }
            past = past.previous();
        }
        Self { open, won }
    }

    /// The value of those of a row that were open at the start.
    pub fn open_value(&self, query: &Query<'a>, slice: &Slice<'_, 'a>) -> Sum {
        Sum::new(in_row(&self.open, query, slice))
    }

    pub fn won_value(&self, query: &Query<'a>, slice: &Slice<'_, 'a>) -> Sum {
        Sum::new(in_row(&self.won, query, slice))
    }
}

fn open_at_start<'a>(query: &Query<'a>, past: &Period) -> Vec<Snapshot<'a>> {
    let mut open = query.snapshots(past.from.plus(-1));
    open.retain(|deal| Part::new(deal, past).is_some_and(Part::is_weighted));
    open
}

fn is_won(deal: &Snapshot<'_>, past: &Period) -> bool {
    Part::new(deal, past) == Some(Part::Closed)
}

/// The deals that belong to a row: to its group and its currency.
fn in_row<'d, 'a>(
    deals: &'d [Snapshot<'a>],
    query: &Query<'a>,
    slice: &Slice<'_, 'a>,
) -> impl Iterator<Item = &'d Snapshot<'a>> {
    let by = query.by;
    deals.iter().filter(move |deal| {
        let is_of_group = match (by, &slice.group) {
            (Some(by), Some((_, value))) => deal.group(by) == value.as_deref(),
            _ => true,
        };
        is_of_group && deal.currency() == slice.currency
    })
}
