//! The deals, and each line of history with the whole state after it.

use serde_json::{Map, Value, json};

use crate::book::Book;
use crate::deal::{Day, State, tracked::FIELDS};
use crate::export::Exported;
use crate::table::Sheet;

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
    let tracked = FIELDS.iter().flat_map(|field| match *field {
        "stage" => vec!["stage", "rank", "outcome"],
        field => vec![field],
    });
    let columns: Vec<&str> = ["deal", "seq", "day"]
        .into_iter()
        .chain(tracked)
        .chain(OF_LINES.iter().copied())
        .collect();
    let mut sheet = Sheet::new("states", &columns);
    for own in deals {
        for (seq, (line, state)) in own.record.history.until(Day::LAST).enumerate() {
            let mut row = folded(&state, book);
            let risk = line.accepted_risk.as_ref();
            row.extend(object(json!({
                "deal": own.record.id, "seq": seq + 1, "day": day(line.date),
                "reason": line.reason, "competitor": line.competitor, "by": line.by,
                "via": line.via, "why": line.why,
                "accepted_risk_why": risk.map(|risk| &risk.why),
                "accepted_risk_until": day(risk.and_then(|risk| risk.until)),
            })));
            sheet.add(&row);
        }
    }
    sheet
}

/// What a line says beside the tracked fields.
const OF_LINES: &[&str] = &[
    "reason",
    "competitor",
    "by",
    "via",
    "why",
    "accepted_risk_why",
    "accepted_risk_until",
];

/// The state as the book understands it.
fn folded(state: &State<'_>, book: &Book) -> Map<String, Value> {
    let rank = book
        .pipeline_of(state)
        .and_then(|own| own.rank(state.stage));
    let state = book.understood(state);
    let fields = FIELDS
        .iter()
        .map(|field| ((*field).to_owned(), state.data(field)));
    let own = [
        ("rank".to_owned(), json!(rank.map(|rank| rank + 1))),
        ("outcome".to_owned(), json!(state.outcome().as_str())),
    ];
    fields.chain(own).collect()
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
