//! One row per deal, for spreadsheets and scripts; `deal import csv` reads it without a map.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::Exported;
use crate::book::{Book, Snapshot};
use crate::deal::{Amount, CRM_ID, Currency, Day, next_step::NextStep};
use crate::table::Sheet;

/// The columns before those of the team's own keys: the fields that an import fills, and two more.
const COLUMNS: &[&str] = &[
    "id",
    "name",
    "account",
    "owner",
    "pipeline",
    "stage",
    "created",
    "closed",
    "amount",
    "currency",
    "close_date",
    "forecast",
    "source",
    "segment",
    "product",
    "next_step",
    "lost_reason",
    "competitor",
    "file",
];

/// The deals as they stood on a day, by path.
pub fn sheet(deals: &[Exported], book: &Book, on: Day) -> Sheet {
    let mut sheet = Sheet::new("deals", COLUMNS);
    let rows: Vec<Map<String, Value>> = deals
        .iter()
        .filter_map(|own| Some(row(own, &own.snapshot(book, on)?)))
        .collect();
    let known: BTreeSet<&String> = rows.iter().flat_map(Map::keys).collect();
    let own = known.into_iter().filter(|key| key.starts_with("x."));
    sheet.columns.extend(own.cloned());
    rows.iter().for_each(|row| sheet.add(row));
    sheet
}

fn row(own: &Exported, snapshot: &Snapshot<'_>) -> Map<String, Value> {
    let (deal, state, book) = (&own.deal, &snapshot.state, snapshot.book);
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    let next = deal.next_step().filter(|_| snapshot.is_open());
    let amount = state.amount.map(Amount::to_number);
    let is_lost = snapshot.is_lost();
    let values = json!({
        "id": deal.crm_id().unwrap_or_else(|| own.record.id.clone()),
        "name": deal.name,
        "account": deal.account,
        "owner": state.owner,
        "pipeline": book.pipeline_id(state),
        "stage": snapshot.stage_id(),
        "created": day(snapshot.created()),
        "closed": day(snapshot.closed()),
        "amount": amount,
        "currency": state.amount.and(book.currency_of(state)).map(Currency::code),
        "close_date": day(state.close_date),
        "forecast": state.forecast.map(|forecast| forecast.as_str()),
        "source": deal.source,
        "segment": deal.segment,
        "product": deal.product,
        "next_step": next.as_ref().map(NextStep::what),
        "lost_reason": snapshot.reason.filter(|_| is_lost),
        "competitor": snapshot.competitor.filter(|_| is_lost),
        "file": own.path,
    });
    let mut row = match values {
        Value::Object(row) => row,
        _ => Map::new(),
    };
    if let Ok(Value::Object(keys)) = serde_json::to_value(&*deal.x) {
        let keys = keys.into_iter().filter(|(key, _)| key != CRM_ID);
        row.extend(keys.map(|(key, value)| (format!("x.{key}"), value)));
    }
    row
}
