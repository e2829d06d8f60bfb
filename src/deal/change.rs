//! A change to tracked fields: the history line that says it, and the edits that put it into the
//! file.
//!
//! The line goes to its place by day; the top shows the fold of what history then says. A deal
//! without history gets a first line with its fields as they were.

use crate::edit::{Edit, Style, Value};
use crate::key_path::KeyPath;

use super::Deal;
use super::day::Day;
use super::history::{History, HistoryEntry, State, first_line};

/// The edits that record a line, with the deal as it then reads.
pub fn record(deal: &Deal, line: HistoryEntry) -> (Vec<Edit>, Deal) {
    let mut after = deal.clone();
    let mut edits = Vec::new();
    if after.history.is_empty() {
        let first = first_line(deal);
        edits.push(insert(0, &first));
        after.history.push(first);
        if deal.created.is_some() {
            edits.push(Edit::Remove {
                at: KeyPath::top("created"),
            });
            after.created = None;
        }
    }
    let index = place(&after.history, line.date);
    edits.push(insert(index, &line));
    after.history.insert(index, line.clone());
    edits.extend(show_fold(&mut after, &line));
    (edits, after)
}

/// Behind every line of that day or an earlier one, and never before the first.
fn place(history: &[HistoryEntry], date: Option<Day>) -> usize {
    let later = history.iter().skip(1).position(|other| other.date > date);
    later.map_or(history.len(), |position| position + 1)
}

fn insert(index: usize, line: &HistoryEntry) -> Edit {
    Edit::Insert {
        list: KeyPath::top("history"),
        index,
        entry: entry(line),
        style: Style::Flow,
    }
}

/// Sets the top's fields that the line names to what the fold says now.
fn show_fold(after: &mut Deal, line: &HistoryEntry) -> Vec<Edit> {
    let history = History::of(after);
    let fold = history.latest();
    let before = after.clone();
    let edits = top_edits(&before.top(), &fold, line);
    adopt(after, &fold, line);
    edits
}

fn top_edits(top: &State<'_>, fold: &State<'_>, line: &HistoryEntry) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut set = |named: bool, differs: bool, key: &str, value: Option<Value>| {
        if named && differs {
            edits.push(set_or_remove(KeyPath::top(key), value));
        }
    };
    set(
        line.pipeline.is_some(),
        top.pipeline != fold.pipeline,
        "pipeline",
        fold.pipeline.map(Value::text),
    );
    set(
        line.stage.is_some(),
        top.stage != fold.stage,
        "stage",
        Some(Value::text(fold.stage)),
    );
    set(
        line.amount.is_some(),
        top.amount != fold.amount,
        "amount",
        fold.amount.map(Value::plain),
    );
    set(
        line.currency.is_some(),
        top.currency != fold.currency,
        "currency",
        fold.currency.map(Value::plain),
    );
    set(
        line.close_date.is_some(),
        top.close_date != fold.close_date,
        "close_date",
        fold.close_date.map(Value::plain),
    );
    set(
        line.owner.is_some(),
        top.owner != fold.owner,
        "owner",
        fold.owner.map(Value::text),
    );
    set(
        line.forecast.is_some(),
        top.forecast != fold.forecast,
        "forecast",
        fold.forecast.map(Value::plain),
    );
    set(
        line.hold.is_some(),
        top.hold != fold.hold,
        "hold",
        fold.hold.map(Value::plain),
    );
    edits
}

/// A value at a key, or the key taken away.
pub fn set_or_remove(at: KeyPath, value: Option<Value>) -> Edit {
    match value {
        Some(value) => Edit::Set {
            at,
            value,
            style: Style::Flow,
        },
        None => Edit::Remove { at },
    }
}

fn adopt(deal: &mut Deal, fold: &State<'_>, line: &HistoryEntry) {
    if line.stage.is_some() {
        deal.stage = fold.stage.to_owned();
    }
    if line.pipeline.is_some() {
        deal.pipeline = fold.pipeline.map(str::to_owned);
    }
    if line.owner.is_some() {
        deal.owner = fold.owner.map(str::to_owned);
    }
    if line.amount.is_some() {
        deal.amount = fold.amount;
    }
    if line.currency.is_some() {
        deal.currency = fold.currency;
    }
    if line.close_date.is_some() {
        deal.close_date = fold.close_date;
    }
    if line.forecast.is_some() {
        deal.forecast = fold.forecast;
    }
    if line.hold.is_some() {
        deal.hold = fold.hold;
    }
}

/// The line as it is written.
pub fn entry(line: &HistoryEntry) -> Value {
    fn cleared<'a, T>(
        change: &'a Option<Option<T>>,
        write: impl Fn(&'a T) -> Value,
    ) -> Option<Value> {
        change
            .as_ref()
            .map(|value| value.as_ref().map_or(Value::Null, write))
    }
    let keys = [
        ("date", line.date.map(Value::plain)),
        ("pipeline", cleared(&line.pipeline, Value::text)),
        ("stage", line.stage.as_ref().map(Value::text)),
        ("amount", cleared(&line.amount, Value::plain)),
        ("currency", cleared(&line.currency, Value::plain)),
        ("close_date", cleared(&line.close_date, Value::plain)),
        ("owner", cleared(&line.owner, Value::text)),
        ("forecast", cleared(&line.forecast, Value::plain)),
        ("hold", cleared(&line.hold, Value::plain)),
        ("reason", line.reason.as_ref().map(Value::text)),
        ("competitor", line.competitor.as_ref().map(Value::text)),
        ("by", line.by.as_ref().map(Value::text)),
        ("accepted_risk", line.accepted_risk.as_ref().map(risk_entry)),
        ("why", line.why.as_ref().map(Value::text)),
    ];
    Value::Map(present(keys))
}

fn risk_entry(risk: &super::history::AcceptedRisk) -> Value {
    Value::Map(present([
        ("why", Some(Value::text(&risk.why))),
        ("until", risk.until.map(Value::plain)),
    ]))
}

/// The keys that have a value, in their order.
pub fn present<const N: usize>(keys: [(&str, Option<Value>); N]) -> Vec<(String, Value)> {
    keys.into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), value?)))
        .collect()
}
