//! The moves of a deal: the lines of its history, with what was so before each.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::deal::{
    Amount, Day, Deal, History, HistoryEntry, State,
    history::{AcceptedRisk, Change},
};

/// What a line of history says, for a machine.
#[derive(Debug, Default, Serialize)]
pub struct Move {
    changes: Map<String, Value>,
    before: Map<String, Value>,
    why: Option<String>,
    reason: Option<String>,
    competitor: Option<String>,
    accepted_risk: Option<Risk>,
    #[serde(skip)]
    pub day: Option<Day>,
    #[serde(skip)]
    pub by: Option<String>,
    #[serde(skip)]
    pub via: Option<String>,
}

#[derive(Debug, Serialize)]
struct Risk {
    why: String,
    until: Option<String>,
}

/// The lines up to a day.
pub fn moves(deal: &Deal, on: Day) -> Vec<Move> {
    let history = History::new(deal);
    let mut before: Map<String, Value> = Map::new();
    let mut moves = Vec::new();
    for (line, state) in history.until(on) {
        let changes = changes(line);
        let was = before.iter().filter(|(key, _)| changes.contains_key(*key));
        moves.push(Move {
            before: was
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect(),
            changes,
            why: line.why.clone(),
            reason: line.reason.clone(),
            competitor: line.competitor.clone(),
            accepted_risk: line.accepted_risk.as_ref().map(Risk::new),
            day: line.date,
            by: line.by.clone(),
            via: line.via.clone(),
        });
        before = values(&state);
    }
    moves
}

impl Risk {
    fn new(risk: &AcceptedRisk) -> Self {
        Self {
            why: risk.why.clone(),
            until: risk.until.map(|day| day.to_string()),
        }
    }
}

impl Move {
    /// `stage prospecting → approach, amount 40000 → 48000: A second plant`.
    pub fn in_words(&self) -> String {
        let changes = self.changes.iter().map(|(key, value)| {
            let now = word(value);
            match self.before.get(key).filter(|before| !before.is_null()) {
                Some(before) => format!("{key} {} → {now}", word(before)),
                None if value.is_null() => format!("{key} cleared"),
                None => format!("{key} {now}"),
            }
        });
        let lost_to = self.competitor.as_ref();
        let lost_to = lost_to.map(|name| format!("lost to {name}"));
        let risk = self.accepted_risk.as_ref().map(|risk| match &risk.until {
            Some(until) => format!("risk accepted until {until}: {}", risk.why),
            None => format!("risk accepted: {}", risk.why),
        });
        let whys = [self.reason.clone(), lost_to, self.why.clone(), risk];
        let whys: Vec<String> = whys.into_iter().flatten().collect();
        let what = changes.collect::<Vec<String>>().join(", ");
        match (what.is_empty(), whys.is_empty()) {
            (_, true) => what,
            (true, _) => whys.join("; "),
            (false, false) => format!("{what}: {}", whys.join("; ")),
        }
    }
}

fn word(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The tracked fields that a line names, in the order of the format.
fn changes(line: &HistoryEntry) -> Map<String, Value> {
    fn of<T>(change: &Change<T>, text: impl Fn(&T) -> Value) -> Option<Value> {
        let change = change.as_ref();
        change.map(|value| value.as_ref().map_or(Value::Null, text))
    }
    let pairs = [
        ("pipeline", of(&line.pipeline, |id| id.clone().into())),
        ("stage", line.stage.clone().map(Into::into)),
        ("amount", of(&line.amount, number)),
        (
            "currency",
            of(&line.currency, |currency| currency.code().into()),
        ),
        (
            "close_date",
            of(&line.close_date, |day| day.to_string().into()),
        ),
        ("owner", of(&line.owner, |id| id.clone().into())),
        ("forecast", of(&line.forecast, |word| word.as_str().into())),
        ("hold", of(&line.hold, |day| day.to_string().into())),
    ];
    let named = pairs.into_iter();
    named
        .filter_map(|(key, value)| Some((key.to_owned(), value?)))
        .collect()
}

/// The same fields of a state, null where it has none.
fn values(state: &State<'_>) -> Map<String, Value> {
    let text = |text: Option<&str>| text.map_or(Value::Null, Value::from);
    let day = |day: Option<Day>| day.map_or(Value::Null, |day| day.to_string().into());
    let pairs = [
        ("pipeline", text(state.pipeline)),
        ("stage", state.stage.into()),
        ("amount", state.amount.as_ref().map_or(Value::Null, number)),
        ("currency", text(state.currency.map(|own| own.code()))),
        ("close_date", day(state.close_date)),
        ("owner", text(state.owner)),
        ("forecast", text(state.forecast.map(|own| own.as_str()))),
        ("hold", day(state.hold)),
    ];
    let pairs = pairs.into_iter();
    pairs.map(|(key, value)| (key.to_owned(), value)).collect()
}

fn number(amount: &Amount) -> Value {
    let number = amount.to_string().parse::<serde_json::Number>();
    number.map_or(Value::Null, Value::Number)
}
