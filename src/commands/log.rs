//! `deal log`: how a deal got where it is, line by line.

use serde::Serialize;

use crate::deal::history::{Change, History, HistoryEntry};
use crate::table::{Cell, Kind};

use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::listing::{self, Listing, column};

/// Print a deal's history: what changed when, by whom, and why.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The deal: its id, a unique prefix of it, or its path
    deal: String,
    #[command(flatten)]
    listing: Listing,
}

/// One line of history for a machine; `changes` are the tracked fields that it names, null where it
/// clears one.
#[derive(Debug, Serialize)]
struct Entry {
    date: Option<String>,
    changes: serde_json::Map<String, serde_json::Value>,
    by: Option<String>,
    why: Option<String>,
    reason: Option<String>,
    competitor: Option<String>,
    accepted_risk: Option<Risk>,
}

#[derive(Debug, Serialize)]
struct Risk {
    why: String,
    until: Option<String>,
}

pub fn run(args: &Args, context: &mut Context) -> Result<Exit, Failure> {
    let as_of = context.as_of()?;
    let loaded = context.store()?.load(&args.deal)?;
    let history = History::of(&loaded.deal);
    let entries: Vec<Entry> = history.until(as_of).map(|(line, _)| entry(line)).collect();
    let columns = vec![
        column("date", "date", Kind::Text),
        column("changes", "what changed", Kind::Text),
        column("by", "by", Kind::Text),
        column("why", "why", Kind::Text),
    ];
    let table = listing::plain(columns, entries.iter().map(cells).collect());
    args.listing.print(context, &table, &entries)?;
    Ok(Exit::Done)
}

fn entry(line: &HistoryEntry) -> Entry {
    Entry {
        date: line.date.map(|day| day.to_string()),
        changes: changes(line),
        by: line.by.clone(),
        why: line.why.clone(),
        reason: line.reason.clone(),
        competitor: line.competitor.clone(),
        accepted_risk: line.accepted_risk.as_ref().map(|risk| Risk {
            why: risk.why.clone(),
            until: risk.until.map(|day| day.to_string()),
        }),
    }
}

/// The tracked fields that a line names, in the order of the format.
fn changes(line: &HistoryEntry) -> serde_json::Map<String, serde_json::Value> {
    fn of<T>(
        change: &Change<T>,
        text: impl Fn(&T) -> serde_json::Value,
    ) -> Option<serde_json::Value> {
        change
            .as_ref()
            .map(|value| value.as_ref().map_or(serde_json::Value::Null, text))
    }
    let number = |amount: &crate::deal::money::Amount| {
        amount
            .to_string()
            .parse::<serde_json::Number>()
            .map_or(serde_json::Value::Null, serde_json::Value::Number)
    };
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
    pairs
        .into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), value?)))
        .collect()
}

fn cells(entry: &Entry) -> Vec<Cell> {
    let change = |(key, value): (&String, &serde_json::Value)| match value {
        serde_json::Value::Null => format!("{key} cleared"),
        serde_json::Value::String(text) => format!("{key} {text}"),
        other => format!("{key} {other}"),
    };
    let changes: Vec<String> = entry.changes.iter().map(change).collect();
    let risk = entry.accepted_risk.as_ref().map(|risk| match &risk.until {
        Some(until) => format!("accepted risk until {until}: {}", risk.why),
        None => format!("accepted risk: {}", risk.why),
    });
    let lost_to = entry.competitor.as_ref().map(|name| format!("to {name}"));
    let why: Vec<String> = [entry.reason.clone(), lost_to, entry.why.clone(), risk]
        .into_iter()
        .flatten()
        .collect();
    vec![
        listing::text(entry.date.as_deref()),
        Cell::text(changes.join(", ")),
        listing::text(entry.by.as_deref()),
        listing::text((!why.is_empty()).then(|| why.join("; "))),
    ]
}
