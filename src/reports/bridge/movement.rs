//! The deals at both ends of a bridge, and the ledgers that take them in.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rust_decimal::Decimal;

use super::{
    buckets::{Bucket, End, Span, Standing},
    ledger::Ledger,
};
use crate::book::{Snapshot, journey::Status};
use crate::deal::{Currency, Day, DealRecord};
use crate::reports::{Notes, Query, money::DealValue, notes::Code};

/// A deal at one end, with the row that it belongs to.
struct Side<'a> {
    end: End,
    value: DealValue,
    /// Its group on that day.
    group: Option<&'a str>,
    currency: Option<Currency>,
}

/// A deal at both ends.
pub struct Movement<'a> {
    id: &'a str,
    before: Option<Side<'a>>,
    after: Option<Side<'a>>,
}

/// Every deal of the bridge, at both ends.
pub fn movements<'a>(query: &Query<'a>, span: &Span) -> Vec<Movement<'a>> {
    let records = query.records.par_iter();
    let Some(compared) = query.compared.filter(|_| span.is_across_revisions) else {
        return records
            .map(|record| Movement::new(&record.id, [Some(record); 2], query, span))
            .collect();
    };
    // With those that the filters leave out, because a deal that they take at the other end is not
    // removed.
    let after = query.records.iter().chain(query.excluded);
    pairs([compared.before.iter().collect(), after.collect()])
        .into_iter()
        .map(|((id, _), records)| Movement::new(id, records, query, span))
        .collect()
}

/// What two revisions have under each id. Files that share an id are numbered, and matched by that.
fn pairs(ends: [Vec<&DealRecord>; 2]) -> BTreeMap<(&str, usize), [Option<&DealRecord>; 2]> {
    let mut pairs: BTreeMap<_, [Option<&DealRecord>; 2]> = BTreeMap::new();
    for (end, records) in ends.into_iter().enumerate() {
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        for record in records {
            let number = numbers.entry(&record.id).or_default();
            pairs.entry((record.id.as_str(), *number)).or_default()[end] = Some(record);
            *number += 1;
        }
    }
    pairs
}

/// The row of a ledger: whether its group has no name, which comes last; the name; the currency.
pub type Key<'a> = (bool, Option<&'a str>, Option<Currency>);

impl<'a> Movement<'a> {
    fn new(
        id: &'a str,
        [before, after]: [Option<&'a DealRecord>; 2],
        query: &Query<'a>,
        span: &Span,
    ) -> Self {
        Self {
            id,
            before: before.and_then(|record| Side::new(record, query, span.first)),
            after: after.and_then(|record| Side::new(record, query, span.last)),
        }
    }

    /// The rows that it is in: those of both ends.
    fn keys(&self, by_group: bool) -> Vec<Key<'a>> {
        let sides = self.before.iter().chain(&self.after);
        let mut keys: Vec<Key<'a>> = sides.map(|side| side.key(by_group)).collect();
        keys.dedup();
        keys
    }

    fn note(&self, notes: &mut Notes) {
        for side in self.before.iter().chain(&self.after) {
            match side.value {
                DealValue::Known(_) => {}
                DealValue::Missing => notes.id(Code::MissingAmount, self.id),
                DealValue::Unpriced => notes.id(Code::Unpriced, self.id),
            }
        }
    }
}

impl<'a> Side<'a> {
    fn new(record: &'a DealRecord, query: &Query<'a>, day: Day) -> Option<Self> {
        let whole = Query {
            pipeline: None,
            ..*query
        };
        let deal = whole.snapshot(record, day)?;
        let value = deal.value();
        Some(Self {
            end: End {
                is_taken: record.is_taken_on(day) && is_in_scope(&deal, query),
                standing: standing(&deal),
                close_date: deal.state.close_date,
                value: value.known().unwrap_or(Decimal::ZERO),
            },
            value,
            group: query.by.and_then(|by| deal.group(by)),
            currency: deal.currency(),
        })
    }

    fn key(&self, by_group: bool) -> Key<'a> {
        let group = self.group.filter(|_| by_group);
        (group.is_none(), group, self.currency)
    }

    /// How it stands for one row, to which the other rows are like a filter.
    fn end_for(&self, key: Key<'_>, by_group: bool) -> End {
        End {
            is_taken: self.end.is_taken && self.key(by_group) == key,
            ..self.end
        }
    }
}

fn is_in_scope(deal: &Snapshot<'_>, query: &Query<'_>) -> bool {
    let own = deal.pipeline.map(|own| &own.id);
    query.pipeline.is_none_or(|scope| own == Some(&scope.id))
}

fn standing(deal: &Snapshot<'_>) -> Standing {
    match deal.journey.status {
        Status::Won => Standing::Closed(Bucket::Won, deal.closed()),
        Status::Lost => Standing::Closed(Bucket::Lost, deal.closed()),
        Status::Open | Status::Transferred => Standing::Open,
    }
}

/// A ledger for each currency, and for each group if asked.
pub fn ledgers<'a>(
    movements: &[Movement<'a>],
    span: &Span,
    by_group: bool,
    notes: &mut Notes,
) -> BTreeMap<Key<'a>, Ledger> {
    let mut ledgers: BTreeMap<Key<'a>, Ledger> = BTreeMap::new();
    for movement in movements {
        for key in movement.keys(by_group) {
            let before = movement.before.as_ref();
            let after = movement.after.as_ref();
            let before = before.map(|side| side.end_for(key, by_group));
            let after = after.map(|side| side.end_for(key, by_group));
            let changes = span.ends_and_changes(before.as_ref(), after.as_ref());
            if !changes.is_empty() {
                ledgers.entry(key).or_default().add(movement.id, &changes);
                movement.note(notes);
            }
        }
    }
    ledgers
}
