//! `deal meddic list`, and `deal meddic` alone: the qualification of all open deals side by side.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::book::{
    Book, Snapshot,
    scorecard::{Mark, Summary, scorecard, weakest},
};
use crate::console::{
    Context, Exit, Failure, Output, Ui,
    list::{Column, List, column, text},
    selection,
};
use crate::deal::Deal;
use crate::table::{self, Cell, Kind, Table, Tone};

/// List effective scores of open deals, weakest first
///
/// ↓ marks a score lowered by stale evidence. known = share of elements scored 1 or more; strength
/// = sum of scores / (3 × elements); weakest = lowest score.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal meddic list owner:mina")]
pub struct Args {
    /// What the open deals have to be; see `deal list --help`
    #[arg(value_name = "FILTER")]
    filter: Vec<String>,
    #[command(flatten)]
    output: Output,
}

/// One open deal for a machine.
#[derive(Debug, Serialize)]
struct Entry {
    deal: String,
    stage: String,
    owner: Option<String>,
    /// As written.
    scores: Map<String, Value>,
    /// What is left of them on the as-of day.
    effective: Map<String, Value>,
    completeness: f64,
    strength: f64,
    weakest: u8,
    weakest_elements: Vec<&'static str>,
    /// The elements that time has lowered.
    aged: Vec<&'static str>,
    #[serde(skip)]
    marks: Vec<(u8, bool)>,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    print(&args.filter, args.output, context, ui)
}

pub fn print(
    filter: &[String],
    output: Output,
    context: &Context,
    ui: &mut Ui,
) -> Result<Exit, Failure> {
    let (book, as_of) = (context.book()?, context.as_of()?);
    let mut entries = selection::list(filter, context, ui, |selected| {
        let open = selected.snapshot.as_ref().filter(|deal| deal.is_open());
        Vec::from_iter(open.and_then(|snapshot| entry(snapshot, selected.deal)))
    })?;
    entries.sort_by(|a, b| {
        let strength = a
            .weakest
            .cmp(&b.weakest)
            .then(a.strength.total_cmp(&b.strength));
        strength.then_with(|| a.deal.cmp(&b.deal))
    });
    let table = table(&entries, book, output.is_table());
    output.table(ui, table, &["stage", "owner", "completeness"], &entries)?;
    output.tell_count(ui, entries.len(), "open deal", as_of);
    Ok(Exit::Done)
}

/// `None` where the book keeps no element.
fn entry(snapshot: &Snapshot<'_>, deal: &Deal) -> Option<Entry> {
    let marks = scorecard(snapshot.book, deal, &[], snapshot.as_of);
    let Summary {
        completeness,
        strength,
        weakest: least,
    } = Summary::new(marks.iter().map(|mark| mark.effective))?;
    let (_, lowest) = weakest(&marks)?;
    let each = |value: fn(&Mark<'_>) -> u8| {
        marks
            .iter()
            .map(|mark| (mark.element.as_str().to_owned(), value(mark).into()))
            .collect()
    };
    Some(Entry {
        deal: snapshot.id().to_owned(),
        stage: snapshot.stage_id().to_owned(),
        owner: snapshot.state.owner.map(str::to_owned),
        scores: each(|mark| mark.score),
        effective: each(|mark| mark.effective),
        completeness,
        strength,
        weakest: least,
        weakest_elements: lowest.iter().map(|mark| mark.element.as_str()).collect(),
        aged: marks
            .iter()
            .filter(|mark| mark.is_aged())
            .map(|mark| mark.element.as_str())
            .collect(),
        marks: marks
            .iter()
            .map(|mark| (mark.effective, mark.is_aged()))
            .collect(),
    })
}

const COLUMNS: &[Column<Entry>] = &[
    column("deal", "deal", Kind::Text, |entry| {
        Cell::text(&entry.deal).toned(Tone::Strong)
    }),
    column("stage", "stage", Kind::Text, |entry| {
        Cell::text(&entry.stage)
    }),
    column("owner", "owner", Kind::Text, |entry| {
        text(entry.owner.as_deref())
    }),
    column("completeness", "known", Kind::Rate, |entry| {
        share(entry.completeness)
    }),
    column("strength", "strength", Kind::Rate, |entry| {
        share(entry.strength)
    }),
    column("weakest", "weakest", Kind::Count, |entry| {
        Cell::Count(u64::from(entry.weakest))
    }),
    column("weakest_elements", "which", Kind::Text, |entry| {
        Cell::text(entry.weakest_elements.join(", "))
    }),
    column("aged", "aged", Kind::Text, |entry| {
        Cell::text(entry.aged.join(", "))
    }),
];
/// The scores stand behind so many columns.
const LEAD: usize = 3;
/// So many columns are for people as well: they see what is aged in the scores.
const FOR_PEOPLE: usize = 6;

fn share(value: f64) -> Cell {
    Cell::Rate { value, of: None }
}

fn table(entries: &[Entry], book: &Book, for_people: bool) -> Table {
    let columns = if for_people {
        &COLUMNS[..FOR_PEOPLE]
    } else {
        COLUMNS
    };
    let list = List {
        columns,
        ..List::EMPTY
    };
    let mut table = list.table(entries);
    let scores = book.elements().iter().map(|element| {
        table::Column::new(
            element.as_str(),
            if for_people {
                element.letter()
            } else {
                element.as_str()
            },
            Kind::Count,
        )
    });
    table.columns.splice(LEAD..LEAD, scores);
    for (row, entry) in table.rows.iter_mut().zip(entries) {
        let scores = entry.marks.iter().map(|mark| score(*mark, for_people));
        row.cells.splice(LEAD..LEAD, scores);
    }
    table
}

/// For people what is aged is marked in its cell; data has a column for it.
fn score((effective, is_aged): (u8, bool), for_people: bool) -> Cell {
    let cell = if for_people && is_aged {
        Cell::text(format!("↓{effective}"))
    } else {
        Cell::Count(u64::from(effective))
    };
    cell.toned(match effective {
        0 => Tone::Bad,
        1 => Tone::Aging,
        _ => Tone::Good,
    })
}
