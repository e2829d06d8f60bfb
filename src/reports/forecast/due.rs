//! Which deals belong to a period, and which to none.

use super::odds::Odds;
use crate::book::{Period, Snapshot};
use crate::deal::keywords::Forecast;
use crate::reports::{Notes, Query, notes::Code, targets::note_target};

/// How a deal belongs to a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Won in the period.
    Closed,
    /// Open, with a close date in the period that is still to come.
    Due(Forecast),
    /// Open, with a close date in the period that has passed.
    PastDue,
}

impl Part {
    pub fn new(deal: &Snapshot<'_>, period: &Period) -> Option<Self> {
        if deal.is_won() {
            let is_closed = deal.closed().is_some_and(|day| period.has(day));
            return is_closed.then_some(Part::Closed);
        }
        let due = deal.state.close_date.filter(|day| period.has(*day));
        let due = due.filter(|_| deal.is_open())?;
        Some(if due < deal.as_of {
            Part::PastDue
        } else {
            Part::Due(deal.state.forecast())
        })
    }

    /// Whether it is weighted: a deal with the category `omitted` is in no forecast.
    pub fn is_weighted(self) -> bool {
        matches!(self, Part::Due(category) if category != Forecast::Omitted)
    }
}

/// Whether a deal counts for what is open: with flow every one, else those that are due; never one
/// with the category `omitted`.
pub fn is_counted(deal: &Snapshot<'_>, part: Option<Part>, odds: &Odds<'_>) -> bool {
    if odds.counts_all() {
        deal.is_open() && deal.state.forecast() != Forecast::Omitted
    } else {
        part.is_some_and(Part::is_weighted)
    }
}

/// Notes what is counted in a period but cannot be summed or weighted.
pub fn note(
    notes: &mut Notes,
    query: &Query<'_>,
    deals: &[Snapshot<'_>],
    periods: &[Period],
    odds: &Odds<'_>,
) {
    notes.of_deals(deals);
    note_target(notes, query, periods);
    notes.deals(Code::MissingCreated, deals, |deal| {
        (deal.is_won() || deal.is_lost()) && deal.closed().is_none()
    });
    notes.unvalued(deals, |deal| {
        periods.iter().any(|period| {
            let part = Part::new(deal, period);
            part.is_some() || is_counted(deal, part, odds)
        })
    });
    notes.deals(Code::Unweighted, deals, |deal| {
        periods.iter().any(|period| {
            is_counted(deal, Part::new(deal, period), odds) && odds.of_deal(deal, period).is_none()
        })
    });
}

/// Notes what the method leaves unsaid.
pub fn note_method(
    notes: &mut Notes,
    query: &Query<'_>,
    deals: &[Snapshot<'_>],
    periods: &[Period],
    odds: &Odds<'_>,
) {
    let Odds::Flow(flows) = odds else {
        notes.add(Code::DueOnly);
        return;
    };
    notes.deals(Code::PastLongestStay, deals, |deal| {
        is_counted(deal, None, odds) && flows.is_past_longest(deal)
    });
    for pipeline in flows.young(query) {
        notes.row(Code::YoungBook, true, pipeline);
    }
    let far = periods.iter().any(|period| flows.is_far(period));
    notes.row(Code::FarPeriod, far, "");
}

/// What a forecast is based on.
pub fn basis(odds: &Odds<'_>) -> &'static str {
    if odds.counts_all() {
        "deals won in each period, all open deals, and deals not yet created"
    } else {
        "deals won in each period, and open deals with a close date in it"
    }
}

/// The open deals that no period counts, and why.
pub fn left_out(
    deals: &[Snapshot<'_>],
    periods: &[Period],
    odds: &Odds<'_>,
) -> Vec<(u64, &'static str)> {
    let (mut past_due, mut undated, mut outside, mut omitted) = (0, 0, 0, 0);
    for deal in deals.iter().filter(|deal| deal.is_open()) {
        match deal.state.close_date {
            _ if odds.counts_all() => {
                omitted += u64::from(deal.state.forecast() == Forecast::Omitted);
            }
            None => undated += 1,
            Some(day) if day < deal.as_of => past_due += 1,
            Some(day) if !periods.iter().any(|period| period.has(day)) => outside += 1,
            Some(_) => {}
        }
    }
    vec![
        (past_due, "open and past their close date"),
        (undated, "open without a close date"),
        (outside, "open, with a close date in none of the periods"),
        (omitted, "open and omitted from the forecast"),
    ]
}
