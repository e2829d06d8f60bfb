//! `deal objection list`.

use serde::Serialize;

use crate::console::{
    Context, Exit, Failure, Output, Ui,
    list::{List, column, text},
    selection,
};
use crate::deal::{Day, Objection, keywords::Severity};
use crate::select::Selected;
use crate::table::{Cell, Kind};

/// List open objections, most severe first
///
/// Closing a deal ends its open objections unresolved; --all shows them as deal_closed.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal objection list owner:mina")]
pub struct Args {
    /// Deal, or filters (see `deal help filters`)
    #[arg(value_name = "DEAL|FILTER")]
    filter: Vec<String>,
    /// Include confirmed and ended ones
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    output: Output,
}

impl Args {
    /// Those of every deal.
    pub fn all(output: Output) -> Self {
        Self {
            filter: Vec::new(),
            all: false,
            output,
        }
    }
}

/// One objection for a machine.
#[derive(Debug, Serialize)]
struct Entry {
    deal: String,
    id: String,
    date: Option<String>,
    by: Option<String>,
    category: &'static str,
    severity: &'static str,
    words: Option<String>,
    /// raised, acknowledged, asked, answered, confirmed, accepted_risk, withdrawn or deal_closed
    progress: &'static str,
    /// The day of the last step; null where it is only raised.
    progress_date: Option<String>,
    open: bool,
    #[serde(skip)]
    weight: Severity,
}

const LIST: List<Entry> = List {
    columns: &[
        column("deal", "deal", Kind::Text, |entry| Cell::text(&entry.deal)),
        column("id", "id", Kind::Text, |entry| Cell::text(&entry.id)),
        column("severity", "severity", Kind::Text, |entry| {
            Cell::text(entry.severity)
        }),
        column("category", "category", Kind::Text, |entry| {
            Cell::text(entry.category)
        }),
        column("by", "by", Kind::Text, |entry| text(entry.by.as_deref())),
        column("progress", "progress", Kind::Text, |entry| {
            Cell::text(entry.progress)
        }),
        column("words", "words", Kind::Text, |entry| {
            text(entry.words.as_deref())
        }),
    ],
    spare: &["by", "category"],
    ..List::EMPTY
};

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let as_of = context.as_of()?;
    let mut entries = selection::list_or_one(&args.filter, context, ui, |selected| {
        let entries = selected
            .deal
            .objections
            .iter()
            .map(|objection| entry(selected, objection, as_of));
        entries.filter(|entry| args.all || entry.open).collect()
    })?;
    entries.sort_by(|a, b| {
        (b.weight, &a.date, &a.deal, &a.id).cmp(&(a.weight, &b.date, &b.deal, &b.id))
    });
    args.output.list(ui, &LIST, &entries, &entries)?;
    args.output
        .tell_count(ui, entries.len(), "objection", as_of);
    Ok(Exit::Done)
}

/// The closing of its deal ends what is open then, unresolved.
fn entry(selected: &Selected<'_>, objection: &Objection, as_of: Day) -> Entry {
    let closed = selected.record.history.closed_on(as_of);
    let stood = objection.was_open_on(as_of);
    let (progress, day) = match closed.filter(|_| stood) {
        Some(closed) => ("deal_closed", closed),
        None => (
            objection.progress().as_str(),
            objection.steps().last().map(|(_, day)| day),
        ),
    };
    Entry {
        deal: selected.file.id.clone(),
        id: objection.id.clone(),
        date: objection.date.map(|day| day.to_string()),
        by: objection.by.clone(),
        category: objection.category.as_str(),
        severity: objection.severity().as_str(),
        words: objection.words.clone(),
        progress,
        progress_date: day.map(|day| day.to_string()),
        open: stood && closed.is_none(),
        weight: objection.severity(),
    }
}
