//! `deal log`: everything that happened in a deal, newest first.

mod git;
mod moves;

use serde::Serialize;

use crate::console::{
    Context, Exit, Failure, Output, Ui,
    list::{List, column, text},
};
use crate::deal::{
    Day,
    timeline::{Event, Kind as EventKind, events},
};
use crate::table::{Cell, Kind};
use moves::{Move, moves};

/// Show everything that happened in a deal, newest first
///
/// Moves with old and new values, talks, meetings, objections, notes, and follow-ups that were done,
/// up to the as-of date.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal log acme --only move")]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// Only these: move, talk, meeting, objection, note, follow_up
    #[arg(
        long,
        value_name = "KIND",
        value_delimiter = ',',
        conflicts_with = "git"
    )]
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(EventKind::WORDS), hide_possible_values = true)]
    only: Vec<String>,
    /// Show the commits that changed it: who, when, and what no history entry tells
    #[arg(long)]
    git: bool,
    #[command(flatten)]
    output: Output,
}

/// One thing that happened, for a machine. The keys from `changes` on are those of a move: the
/// tracked fields that it names, null where it clears one, and what they were before.
#[derive(Debug, Serialize)]
struct Entry {
    date: Option<String>,
    kind: &'static str,
    id: Option<String>,
    text: String,
    by: Option<String>,
    via: Option<String>,
    #[serde(flatten)]
    own: Move,
    #[serde(skip)]
    day: Option<Day>,
}

const LIST: List<Entry> = List {
    columns: &[
        column("date", "date", Kind::Text, |entry| {
            text(entry.date.as_deref())
        }),
        column("kind", "kind", Kind::Text, |entry| Cell::Named {
            id: entry.kind.to_owned(),
            title: entry.kind.replace('_', "-"),
        }),
        column("text", "what happened", Kind::Text, |entry| {
            Cell::text(entry.text.replace('\n', " "))
        }),
        column("by", "by", Kind::Text, |entry| text(entry.who())),
    ],
    ..List::EMPTY
};

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    if args.git {
        git::print(&args.deal, args.output, context, ui)?;
        return Ok(Exit::Done);
    }
    let as_of = context.as_of()?;
    let loaded = context.source()?.load(&args.deal)?;
    let moves = moves(&loaded.deal, as_of).into_iter();
    let mut entries: Vec<Entry> = moves.map(Entry::of_move).collect();
    entries.extend(events(&loaded.deal, as_of).into_iter().map(Entry::of_event));
    // Stable, and then turned round: of one day the last in the file comes first, and what has no
    // day last of all.
    entries.sort_by_key(|entry| entry.day);
    entries.reverse();
    if !args.only.is_empty() {
        entries.retain(|entry| args.only.iter().any(|kind| kind == entry.kind));
    }
    args.output.list(ui, &LIST, &entries, &entries)?;
    Ok(Exit::Done)
}

impl Entry {
    /// `mina, via agent:scout`.
    fn who(&self) -> Option<String> {
        let via = self.via.as_ref().map(|via| format!("via {via}"));
        let words: Vec<String> = self.by.clone().into_iter().chain(via).collect();
        (!words.is_empty()).then(|| words.join(", "))
    }

    fn of_move(mut own: Move) -> Self {
        let (day, by, via) = (own.day, own.by.take(), own.via.take());
        let text = own.in_words();
        Self {
            date: day.map(|day| day.to_string()),
            kind: EventKind::Move.as_str(),
            id: None,
            text,
            by,
            via,
            own,
            day,
        }
    }

    fn of_event(event: Event) -> Self {
        Self {
            date: event.date.map(|day| day.to_string()),
            kind: event.kind.as_str(),
            id: event.id,
            text: event.text,
            by: event.by,
            via: event.via,
            own: Move::default(),
            day: event.date,
        }
    }
}
