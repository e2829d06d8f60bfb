//! `deal log`: how a deal got where it is, line by line.

use serde::Serialize;

use super::log_git;
use crate::console::{
    Context, Exit, Failure, Output, Ui,
    list::{List, column, text},
};
use crate::deal::{History, HistoryEntry, history::Change};
use crate::table::{Cell, Kind};

/// Show a deal's history: what changed, when, by whom, and why
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// Show the commits that changed it: who, when, and what no history entry tells
    #[arg(long)]
    git: bool,
    #[command(flatten)]
    output: Output,
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

const LIST: List<Entry> = List {
    columns: &[
        column("date", "date", Kind::Text, |entry| {
            text(entry.date.as_deref())
        }),
        column("changes", "what changed", Kind::Text, |entry| {
            Cell::text(entry.what_changed())
        }),
        column("by", "by", Kind::Text, |entry| text(entry.by.as_deref())),
        column("why", "why", Kind::Text, |entry| text(entry.why_in_full())),
    ],
    ..List::EMPTY
};

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    if args.git {
        log_git::print(&args.deal, args.output, context, ui)?;
        return Ok(Exit::Done);
    }
    let as_of = context.as_of()?;
    let loaded = context.source()?.load(&args.deal)?;
    let history = History::new(&loaded.deal);
    let entries: Vec<Entry> = history.until(as_of).map(|(line, _)| entry(line)).collect();
    args.output.list(ui, &LIST, &entries, &entries)?;
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

impl Entry {
    fn what_changed(&self) -> String {
        let changes: Vec<String> = self.changes.iter().map(change_text).collect();
        changes.join(", ")
    }

    fn why_in_full(&self) -> Option<String> {
        let lost_to = self
            .competitor
            .as_ref()
            .map(|name| format!("lost to {name}"));
        let risk = self.accepted_risk.as_ref().map(|risk| match &risk.until {
            Some(until) => format!("risk accepted until {until}: {}", risk.why),
            None => format!("risk accepted: {}", risk.why),
        });
        let parts = [self.reason.clone(), lost_to, self.why.clone(), risk];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }
}

fn change_text((key, value): (&String, &serde_json::Value)) -> String {
    match value {
        serde_json::Value::Null => format!("{key} cleared"),
        serde_json::Value::String(text) => format!("{key} {text}"),
        other => format!("{key} {other}"),
    }
}
