//! What moved, summed up by owner.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::moves::{Move, MoveKind};
use crate::reports::measure::{Measure, columns, count, measure, text};
use crate::table::{Cell, Column, Kind};

/// Deals, and their value together.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Tally {
    deals: u64,
    /// As far as it is known; `None` where nothing is.
    value: Option<Decimal>,
}

impl Tally {
    fn add(&mut self, own: &Move) {
        self.deals += 1;
        if let Some(amount) = own.amount {
            self.value = Some(self.value.unwrap_or_default().saturating_add(amount));
        }
    }

    fn value(&self) -> Cell {
        Cell::optional(self.value, Cell::Money)
    }
}

/// What moved in the deals of one owner, or of all.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Summary {
    owner: Option<Option<String>>,
    won: Tally,
    lost: Tally,
    new: Tally,
    forward: u64,
    back: u64,
    pushed: Tally,
    pushed_days: i64,
    pulled: u64,
    amounts: Tally,
    silent: u64,
}

pub const MEASURES: &[Measure<Summary>; 13] = &[
    text("owner", "owner", |own| match &own.owner {
        None => Cell::Total,
        Some(owner) => Cell::optional(owner.clone(), Cell::Text),
    }),
    count("won", "won", |own| own.won.deals),
    measure("won_value", "value", Kind::Money, |own| own.won.value()),
    count("lost", "lost", |own| own.lost.deals),
    measure("lost_value", "value", Kind::Money, |own| own.lost.value()),
    count("new", "new", |own| own.new.deals),
    measure("new_value", "value", Kind::Money, |own| own.new.value()),
    measure("stages", "stages", Kind::Number, |own| {
        match (own.forward, own.back) {
            (0, 0) => Cell::Missing,
            (forward, 0) => Cell::text(format!("+{forward}")),
            (forward, back) => Cell::text(format!("+{forward} -{back}")),
        }
    }),
    count("pushed", "pushed", |own| own.pushed.deals),
    measure("pushed_value", "value", Kind::Money, |own| {
        own.pushed.value()
    }),
    measure("pushed_days", "days", Kind::Days, |own| {
        match own.pushed.deals {
            0 => Cell::Missing,
            _ => Cell::Days(own.pushed_days as f64),
        }
    }),
    measure("amount_change", "± amount", Kind::Money, |own| {
        own.amounts.value()
    }),
    count("silent", "quiet", |own| own.silent),
];

pub const COLUMNS: &[Column] = &columns(MEASURES);

impl Summary {
    /// By owner, deals without one last, then all.
    pub fn all(moves: &[Move]) -> Vec<Self> {
        let mut owners: BTreeMap<(bool, Option<&str>), Self> = BTreeMap::new();
        let mut total = Self::default();
        for own in moves {
            let owner = own.owner.as_deref();
            let row = owners
                .entry((owner.is_none(), owner))
                .or_insert_with(|| Self {
                    owner: Some(own.owner.clone()),
                    ..Self::default()
                });
            row.add(own);
            total.add(own);
        }
        owners.into_values().chain([total]).collect()
    }

    fn add(&mut self, own: &Move) {
        match own.kind {
            MoveKind::Won => self.won.add(own),
            MoveKind::Lost => self.lost.add(own),
            MoveKind::New => self.new.add(own),
            MoveKind::Stage if own.ranks < 0 => self.back += 1,
            MoveKind::Stage => self.forward += 1,
            MoveKind::CloseDate => match own.days {
                Some(days) if days > 0 => {
                    self.pushed.add(own);
                    self.pushed_days += days;
                }
                Some(days) if days < 0 => self.pulled += 1,
                _ => {}
            },
            MoveKind::Amount => self.amounts.add(own),
            MoveKind::Silent => self.silent += 1,
            MoveKind::Category => {}
        }
    }
}
