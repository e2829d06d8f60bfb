//! `deal meddic list`, and `deal meddic` alone: the qualification of all open deals side by side.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::book::Book;
use crate::book::scorecard::{Mark, Summary, scorecard, weakest};
use crate::deal::Deal;
use crate::deal::day::Day;
use crate::deal::history::State;
use crate::table::{Cell, Column, Kind, Table};

use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::gather::filtered;
use crate::console::listing::{self, Listing, column};

/// Show the effective score of each element for every open deal, the weakest deals first.
///
/// ↓ marks a score that time has lowered. known is the share of elements with 1 and more, strength
/// the sum of scores / 3 for each element, weakest the lowest one.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal meddic list owner:mina")]
pub struct Args {
    /// What the open deals have to be; see `deal list --help`
    #[arg(value_name = "FILTER")]
    filter: Vec<String>,
    #[command(flatten)]
    listing: Listing,
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

pub fn run(args: &Args, context: &mut Context) -> Result<Exit, Failure> {
    print(&args.filter, args.listing, context)
}

pub fn print(filter: &[String], listing: Listing, context: &mut Context) -> Result<Exit, Failure> {
    let (book, as_of) = (context.book()?, context.as_of()?);
    let mut entries = filtered(filter, context, |taken| {
        let state = taken.history.on(as_of).filter(State::is_open);
        state
            .and_then(|state| entry(&taken.file.id, &taken.deal, &state, book, as_of))
            .into_iter()
            .collect()
    })?;
    entries.sort_by(|a, b| {
        let strength = a
            .weakest
            .cmp(&b.weakest)
            .then(a.strength.total_cmp(&b.strength));
        strength.then_with(|| a.deal.cmp(&b.deal))
    });
    let table = table(&entries, book, listing.is_table());
    listing.print_sparing(
        context,
        &table,
        &entries,
        &["stage", "owner", "completeness"],
    )?;
    listing.tell_count(context, entries.len(), "open deal")?;
    Ok(Exit::Done)
}

/// `None` where the book keeps no element.
fn entry(id: &str, deal: &Deal, state: &State<'_>, book: &Book, as_of: Day) -> Option<Entry> {
    let marks = scorecard(book, deal, &[], as_of);
    let Summary {
        completeness,
        strength,
        weakest: least,
    } = Summary::of(&marks)?;
    let (_, lowest) = weakest(&marks)?;
    let each = |value: fn(&Mark<'_>) -> u8| {
        marks
            .iter()
            .map(|mark| (mark.element.as_str().to_owned(), value(mark).into()))
            .collect()
    };
    Some(Entry {
        deal: id.to_owned(),
        stage: book.stage_id(state).to_owned(),
        owner: state.owner.map(str::to_owned),
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

/// For people what is aged is marked in its cell; data say it in a column of its own.
fn table(entries: &[Entry], book: &Book, for_people: bool) -> Table {
    let mut columns = vec![
        column("deal", "deal", Kind::Text),
        column("stage", "stage", Kind::Text),
        column("owner", "owner", Kind::Text),
    ];
    let scores = book.elements().iter().map(|element| match for_people {
        true => column(element.as_str(), element.letter(), Kind::Count),
        false => column(element.as_str(), element.as_str(), Kind::Count),
    });
    columns.extend(scores);
    columns.extend(totals(for_people));
    listing::plain(
        columns,
        entries
            .iter()
            .map(|entry| cells(entry, for_people))
            .collect(),
    )
}

fn totals(for_people: bool) -> Vec<Column> {
    let mut columns = vec![
        column("completeness", "known", Kind::Rate),
        column("strength", "strength", Kind::Rate),
        column("weakest", "weakest", Kind::Count),
    ];
    if !for_people {
        columns.extend([
            column("weakest_elements", "which", Kind::Text),
            column("aged", "aged", Kind::Text),
        ]);
    }
    columns
}

fn cells(entry: &Entry, for_people: bool) -> Vec<Cell> {
    let share = |value: f64| Cell::Rate { value, of: None };
    let score = |(score, aged): &(u8, bool)| match for_people && *aged {
        true => Cell::text(format!("↓{score}")),
        false => Cell::Count(u64::from(*score)),
    };
    let mut cells = vec![
        Cell::text(&entry.deal),
        Cell::text(&entry.stage),
        listing::text(entry.owner.as_deref()),
    ];
    cells.extend(entry.marks.iter().map(score));
    cells.extend([
        share(entry.completeness),
        share(entry.strength),
        Cell::Count(u64::from(entry.weakest)),
    ]);
    if !for_people {
        cells.extend(
            [&entry.weakest_elements, &entry.aged].map(|names| Cell::text(names.join(", "))),
        );
    }
    cells
}
