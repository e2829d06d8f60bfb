//! Which deals velocity calls won and lost.

use super::options::Options;
use crate::book::Snapshot;
use crate::deal::Day;
use crate::reports::{Window, loss_class::LossClass};

/// Won in the window, and still won on the as-of date.
pub fn is_won(deal: &Snapshot<'_>, window: Window) -> bool {
    deal.is_won() && deal.closed_in(window)
}

/// Lost in the window, still lost on the as-of date, and by no loss class that is excluded.
pub fn is_lost(deal: &Snapshot<'_>, window: Window, options: &Options) -> bool {
    deal.is_lost() && deal.closed_in(window) && !is_excluded(deal, options)
}

/// A loss of an excluded class counts as neither won nor lost.
pub fn is_excluded(deal: &Snapshot<'_>, options: &Options) -> bool {
    deal.is_lost() && options.excluded.contains(&LossClass::new(deal.reason))
}

/// Counts an open deal as lost from the day on which it has been silent for so many days.
pub fn lose_if_silent(deal: &mut Snapshot<'_>, days: i64, as_of: Day) {
    let entries = deal.record.history.lines().iter();
    let two_way = deal.record.two_way.iter().copied();
    let last = entries
        .filter_map(|entry| entry.date)
        .chain(two_way)
        .filter(|day| *day <= as_of)
        .max();
    let lost = last
        .map(|last| last.plus(days))
        .filter(|day| *day <= as_of && deal.is_open());
    if let Some(day) = lost {
        deal.journey.lose_on(day);
    }
}
