//! `deal log --git`: who committed each change of a deal, and when.

use serde::Serialize;

use crate::book::{Book, difference::Difference};
use crate::console::{
    Context, Failure, Output, Ui,
    list::{List, column},
};
use crate::deal::Deal;
use crate::store::{FileCommit, Side, parse_deal};
use crate::table::{Cell, Kind};

/// A commit that changed the deal, for a machine.
#[derive(Debug, Serialize)]
struct CommitJson {
    commit: String,
    date: String,
    author: String,
    changes: Vec<String>,
    /// The tracked fields that it changed without an entry in the history.
    untold: Vec<&'static str>,
}

const LIST: List<CommitJson> = List {
    columns: &[
        column("date", "date", Kind::Text, |own| Cell::text(&own.date)),
        column("commit", "commit", Kind::Text, |own| {
            Cell::text(&own.commit)
        }),
        column("author", "who", Kind::Text, |own| Cell::text(&own.author)),
        column("changes", "what changed", Kind::Text, |own| {
            Cell::text(own.changes.join(", "))
        }),
        column("untold", "without history", Kind::Text, |own| {
            match own.untold.as_slice() {
                [] => Cell::Missing,
                fields => Cell::text(fields.join(", ")),
            }
        }),
    ],
    ..List::EMPTY
};

pub fn print(name: &str, output: Output, context: &Context, ui: &mut Ui) -> Result<(), Failure> {
    let store = context.store()?;
    let file = store.source().find(name)?;
    let commits = store.commits_of(&file)?;
    let rows: Vec<CommitJson> = commits
        .iter()
        .map(|commit| row(commit, &store.book))
        .collect();
    output.list(ui, &LIST, &rows, &rows)?;
    Ok(())
}

fn row(commit: &FileCommit, book: &Book) -> CommitJson {
    let (before, after) = (
        deal(commit.file.before.as_ref()),
        deal(commit.file.after.as_ref()),
    );
    let (changes, untold) = match (before, after) {
        (Some(before), Some(after)) => {
            let difference = Difference::new(&before, &after, book);
            (difference.in_short(), untold(&before, &after, book))
        }
        (None, Some(_)) => (vec!["created".to_owned()], Vec::new()),
        (Some(_), None) => (vec!["deleted".to_owned()], Vec::new()),
        (None, None) => (vec!["not readable".to_owned()], Vec::new()),
    };
    CommitJson {
        commit: commit.commit.clone(),
        date: commit.date.clone(),
        author: commit.author.clone(),
        changes,
        untold,
    }
}

fn deal(side: Option<&Side>) -> Option<Deal> {
    let side = side?;
    let read = parse_deal(&side.file.shown, side.bytes.as_deref().ok()?).ok()?;
    Some(read.deal)
}

/// The tracked fields that differ and that no new entry of the history names.
fn untold(before: &Deal, after: &Deal, book: &Book) -> Vec<&'static str> {
    let mut fields = book.differing(&before.top(), &after.top());
    let new = after
        .history
        .iter()
        .filter(|line| !before.history.contains(line));
    new.for_each(|line| fields.retain(|field| !line.names(field)));
    fields
}
