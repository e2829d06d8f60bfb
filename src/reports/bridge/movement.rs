//! The deals at both ends of a bridge, and the ledgers that take them in.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rust_decimal::Decimal;

use crate::book::journey::Status;
use crate::book::snapshot::Snapshot;
use crate::deal::day::Day;
use crate::deal::money::Currency;
use crate::deal::record::DealRecord;
use crate::reports::money::{DealValue, currency, worth};
use crate::reports::notes::{Code, Notes};
use crate::reports::query::Query;

use super::buckets::{Bucket, End, Span, Standing};
use super::ledger::Ledger;

/// A deal on one day, with the row that it belongs to.
pub struct Seen<'a> {
    end: End,
    worth: DealValue,
    /// The group that it belongs to on that day.
    pub group: Option<&'a str>,
    currency: Option<Currency>,
}

/// A deal at both ends.
pub struct Movement<'a> {
    id: &'a str,
    before: Option<Seen<'a>>,
    after: Option<Seen<'a>>,
}

/// Every deal of the bridge, at both ends.
pub fn movements<'a>(query: &Query<'a>, span: &Span) -> Vec<Movement<'a>> {
    match query.compared.filter(|_| span.is_across_revisions) {
        None => query
            .records
            .par_iter()
            .map(|record| Movement::of(&record.id, Some(record), Some(record), query, span))
            .collect(),
        Some(compared) => {
            // With those that the filters leave out, because a deal that they take at the other end
            // is not removed.
            let after = query.records.iter().chain(query.excluded);
            let pairs = pairs([compared.before.iter().collect(), after.collect()]);
            pairs
                .into_iter()
                .map(|((id, _), [before, after])| Movement::of(id, before, after, query, span))
                .collect()
        }
    }
}

/// What two revisions have under each id. Files that share an id are numbered, and matched by that.
fn pairs(ends: [Vec<&DealRecord>; 2]) -> BTreeMap<(&str, usize), [Option<&DealRecord>; 2]> {
    let mut pairs: BTreeMap<_, [Option<&DealRecord>; 2]> = BTreeMap::new();
    for (end, records) in ends.into_iter().enumerate() {
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        for record in records {
            let number = numbers
                .entry(&record.id)
                .and_modify(|number| *number += 1)
                .or_default();
            pairs.entry((record.id.as_str(), *number)).or_default()[end] = Some(record);
        }
    }
    pairs
}

impl<'a> Movement<'a> {
    fn of(
        id: &'a str,
        before: Option<&'a DealRecord>,
        after: Option<&'a DealRecord>,
        query: &Query<'a>,
        span: &Span,
    ) -> Self {
        let whole = Query {
            pipeline: None,
            ..*query
        };
        let seen = |record: Option<&'a DealRecord>, day: Day| {
            Some(Seen::of(&whole.snapshot(record?, day)?, query, day))
        };
        Self {
            id,
            before: seen(before, span.first),
            after: seen(after, span.last),
        }
    }
}

impl<'a> Seen<'a> {
    fn of(deal: &Snapshot<'a>, query: &Query<'a>, day: Day) -> Self {
        let own = query.book.pipeline_of(&deal.state).map(|own| &own.id);
        let standing = match deal.journey.status {
            Status::Won => Standing::Closed(Bucket::Won, deal.journey.ended),
            Status::Lost => Standing::Closed(Bucket::Lost, deal.journey.ended),
            Status::Open | Status::Transferred => Standing::Open,
        };
        let worth = worth(deal, query.book);
        let end = End {
            is_taken: deal.record.is_taken_on(day)
                && query.pipeline.is_none_or(|scope| own == Some(&scope.id)),
            standing,
            close_date: deal.state.close_date,
            value: if let DealValue::Known(value) = worth {
                value
            } else {
                Decimal::ZERO
            },
        };
        let group = query.by.and_then(|by| deal.group(by));
        Self {
            end,
            worth,
            group,
            currency: currency(deal, query.book),
        }
    }
}

/// Whether its group has no name, which comes last; the name; the currency.
pub type Key<'a> = (bool, Option<&'a str>, Option<Currency>);

/// A ledger for each group and currency. One that a deal leaves for another is asked of it like a
/// filter.
pub fn ledgers<'a>(
    movements: &[Movement<'a>],
    span: &Span,
    group: impl Fn(&Seen<'a>) -> Option<&'a str>,
    notes: &mut Notes,
) -> BTreeMap<Key<'a>, Ledger> {
    let key = |seen: &Seen<'a>| (group(seen).is_none(), group(seen), seen.currency);
    let mut ledgers: BTreeMap<Key<'a>, Ledger> = BTreeMap::new();
    for movement in movements {
        let (before, after) = (movement.before.as_ref(), movement.after.as_ref());
        let mut keys: Vec<Key<'a>> = before.iter().chain(&after).map(|seen| key(seen)).collect();
        keys.dedup();
        for own in keys {
            let end = |seen: &Seen<'a>| End {
                is_taken: seen.end.is_taken && key(seen) == own,
                ..seen.end
            };
            let (first, last) = (before.map(end), after.map(end));
            if ledgers
                .entry(own)
                .or_default()
                .add(movement.id, span, first.as_ref(), last.as_ref())
            {
                let lacks = |worth| {
                    [before, after]
                        .into_iter()
                        .flatten()
                        .any(|seen| seen.worth == worth)
                };
                [
                    (Code::MissingAmount, DealValue::Missing),
                    (Code::Unpriced, DealValue::Unpriced),
                ]
                .into_iter()
                .filter(|(_, worth)| lacks(*worth))
                .for_each(|(code, _)| notes.id(code, movement.id));
            }
        }
    }
    ledgers.retain(|_, ledger| !ledger.is_empty());
    ledgers
}
