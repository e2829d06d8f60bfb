//! `deal activity list`.

use serde::Serialize;

use crate::console::{
    Context, Exit, Failure, Output, Ui,
    list::{List, column, text, texts},
    selection,
};
use crate::deal::Activity;
use crate::table::{Cell, Kind};

/// List activities, newest first
///
/// Covers the time up to the as-of date.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal activity list acme")]
pub struct Args {
    /// Deal, or filters (see `deal help filters`)
    #[arg(value_name = "DEAL|FILTER")]
    filter: Vec<String>,
    #[command(flatten)]
    output: Output,
}

impl Args {
    /// Those of every deal.
    pub fn all(output: Output) -> Self {
        Self {
            filter: Vec::new(),
            output,
        }
    }
}

/// One activity for a machine.
#[derive(Debug, Serialize)]
struct Entry {
    deal: String,
    date: String,
    kind: Option<String>,
    with: Vec<String>,
    /// two_way, outbound or inbound; null where nobody said
    direction: Option<&'static str>,
    by: Option<String>,
    note: Option<String>,
}

const LIST: List<Entry> = List {
    columns: &[
        column("date", "date", Kind::Text, |entry| Cell::text(&entry.date)),
        column("deal", "deal", Kind::Text, |entry| Cell::text(&entry.deal)),
        column("kind", "kind", Kind::Text, |entry| {
            text(entry.kind.as_deref())
        }),
        column("with", "with", Kind::Text, |entry| texts(&entry.with)),
        column("direction", "direction", Kind::Text, |entry| {
            text(entry.direction)
        }),
        column("by", "by", Kind::Text, |entry| text(entry.by.as_deref())),
        column("note", "note", Kind::Text, |entry| {
            text(entry.note.as_deref())
        }),
    ],
    spare: &["by", "deal"],
    ..List::EMPTY
};

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let as_of = context.as_of()?;
    let mut entries = selection::list_or_one(&args.filter, context, ui, |selected| {
        let past = selected
            .deal
            .activities
            .iter()
            .filter(|activity| activity.date <= as_of);
        past.map(|activity| entry(&selected.file.id, activity))
            .collect()
    })?;
    entries.sort_by(|a, b| (&b.date, &a.deal).cmp(&(&a.date, &b.deal)));
    args.output.list(ui, &LIST, &entries, &entries)?;
    args.output.tell_count(ui, entries.len(), "record", as_of);
    Ok(Exit::Done)
}

fn entry(deal: &str, activity: &Activity) -> Entry {
    Entry {
        deal: deal.to_owned(),
        date: activity.date.to_string(),
        kind: activity.kind.clone(),
        with: activity.with.clone(),
        direction: activity.direction.map(|direction| direction.as_str()),
        by: activity.by.clone(),
        note: activity.note.clone(),
    }
}
