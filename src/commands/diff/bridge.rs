//! The pipeline bridge of the deals that differ.

use rust_decimal::Decimal;

use super::state::{Pair, State};
use crate::book::Book;
use crate::console::Failure;
use crate::deal::{Day, DealRecord, History};
use crate::reports::{FlagValues, Query, REPORTS, Window, query::Compared};
use crate::table::Cell;

/// A bucket of the bridge of these deals.
pub struct BridgeRow {
    pub bucket: String,
    pub currency: Option<String>,
    pub amount: Decimal,
    pub count: u64,
}

/// The bridge of the deals that differ, from the one state to the other on one day.
pub fn bridge(
    pairs: &[Pair],
    from: &str,
    to: &str,
    book: &Book,
    as_of: Day,
) -> Result<Vec<BridgeRow>, Failure> {
    let records = |side: fn(&Pair) -> Option<&State>| -> Vec<DealRecord> {
        let states = pairs
            .iter()
            .filter_map(|pair| Some((side(pair)?, name(pair))));
        states
            .map(|(state, id)| book.record(&id, &state.read.deal, History::new(&state.read.deal)))
            .collect()
    };
    let before = records(|pair| pair.0.as_ref());
    let after = records(|pair| pair.1.as_ref());
    let window = Window {
        from: as_of,
        to: as_of,
    };
    let compared = Some(Compared {
        before: &before,
        first: from,
        last: to,
    });
    let query = Query {
        compared,
        ..Query::new(&after, book, as_of, window)
    };
    let Some(spec) = REPORTS.iter().find(|spec| spec.name == "bridge") else {
        return Ok(Vec::new());
    };
    let report = (spec.run)(&query, &FlagValues::default()).map_err(Failure::usage)?;
    let rows = report.table.rows.into_iter().filter_map(|row| {
        let currency = row.unit.map(|unit| unit.code);
        let [bucket, Cell::Money(amount), Cell::Count(count)] = row.cells.as_slice() else {
            return None;
        };
        let bucket = match bucket {
            Cell::Named { id, .. } => id.clone(),
            Cell::Text(text) => text.clone(),
            _ => return None,
        };
        (*count > 0).then_some(BridgeRow {
            bucket,
            currency,
            amount: *amount,
            count: *count,
        })
    });
    Ok(rows.collect())
}

/// A renamed deal is one deal.
fn name((before, after): &Pair) -> String {
    let state = after.as_ref().or(before.as_ref());
    state
        .map(|state| state.side.file.id.clone())
        .unwrap_or_default()
}
