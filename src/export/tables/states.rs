//! The deals, and each line of history with the whole state after it.

use serde_json::{Map, Value, json};

use crate::book::Book;
use crate::deal::{Currency, Day, State};
use crate::export::{Exported, number, sheet::Sheet};

/// One row per deal.
pub fn deals(deals: &[Exported], book: &Book, on: Day) -> Sheet {
    let columns = [
        "deal", "name", "account", "owner", "pipeline", "source", "segment", "product", "path", "x",
    ];
    let mut sheet = Sheet::new("deals", &columns);
    for own in deals {
        let (deal, snapshot) = (&own.deal, own.snapshot(book, on));
        let owner = snapshot
            .as_ref()
            .map_or(deal.owner.as_deref(), |own| own.owner);
        let state = snapshot
            .as_ref()
            .map_or_else(|| deal.top(), |own| own.state);
        let x = serde_json::to_value(&*deal.x).unwrap_or_default();
        let is_empty = x.as_object().is_none_or(Map::is_empty);
        add(
            &mut sheet,
            json!({
                "deal": own.record.id, "name": deal.name, "account": deal.account, "owner": owner,
                "pipeline": book.pipeline_id(&state), "source": deal.source,
                "segment": deal.segment, "product": deal.product, "path": own.path,
                "x": (!is_empty).then(|| x.to_string()),
            }),
        );
    }
    sheet
}

/// One row per line of history, with stages and pipelines by their ids and currencies filled in.
pub fn states(deals: &[Exported], book: &Book) -> Sheet {
    let columns = [
        "deal",
        "seq",
        "day",
        "pipeline",
        "stage",
        "rank",
        "outcome",
        "amount",
        "currency",
        "close_date",
        "owner",
        "forecast",
        "hold",
        "reason",
        "competitor",
        "by",
        "via",
        "why",
        "accepted_risk_why",
        "accepted_risk_until",
    ];
    let mut sheet = Sheet::new("states", &columns);
    for own in deals {
        for (seq, (line, state)) in own.record.history.until(Day::LAST).enumerate() {
            let mut row = folded(&state, book);
            let risk = line.accepted_risk.as_ref();
            row.extend(object(json!({
                "deal": own.record.id, "seq": seq + 1, "day": day(line.date),
                "reason": line.reason, "competitor": line.competitor, "by": line.by, "via": line.via,
                "why": line.why, "accepted_risk_why": risk.map(|risk| &risk.why),
                "accepted_risk_until": day(risk.and_then(|risk| risk.until)),
            })));
            sheet.add(&row);
        }
    }
    sheet
}

/// The state as the book understands it.
fn folded(state: &State<'_>, book: &Book) -> Map<String, Value> {
    let pipeline = book.pipeline_of(state);
    let rank = pipeline.and_then(|own| own.rank(state.stage));
    object(json!({
        "pipeline": book.pipeline_id(state), "stage": book.stage_id(state),
        "rank": rank.map(|rank| rank + 1), "outcome": state.outcome().as_str(),
        "amount": state.amount.map(number),
        "currency": book.currency_of(state).map(Currency::code),
        "close_date": day(state.close_date), "owner": state.owner,
        "forecast": state.forecast().as_str(), "hold": day(state.hold),
    }))
}

pub fn day(day: Option<Day>) -> Option<String> {
    day.map(|day| day.to_string())
}

pub fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}

pub fn add(sheet: &mut Sheet, row: Value) {
    sheet.add(&object(row));
}
