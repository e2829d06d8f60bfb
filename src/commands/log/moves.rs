//! The moves of a deal: the lines of its history, with what was so before each.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::deal::{Day, Deal, History, State, history::AcceptedRisk, tracked::FIELDS};

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
    let mut was = None;
    let mut moves = Vec::new();
    for (line, state) in history.until(on) {
        let named = FIELDS.iter().filter(|field| line.names(field));
        let values = |state: &State<'_>| -> Map<String, Value> {
            let named = named.clone();
            named
                .map(|field| ((*field).to_owned(), state.data(field)))
                .collect()
        };
        moves.push(Move {
            changes: values(&state),
            before: was.as_ref().map(values).unwrap_or_default(),
            why: line.why.clone(),
            reason: line.reason.clone(),
            competitor: line.competitor.clone(),
            accepted_risk: line.accepted_risk.as_ref().map(Risk::new),
            day: line.date,
            by: line.by.clone(),
            via: line.via.clone(),
        });
        was = Some(state);
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
