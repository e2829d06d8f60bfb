//! `deal list`: the deals that meet a filter, one a line.

use serde::Serialize;

use crate::book::Book;
use crate::deal::day::Day;
use crate::deal::history::State;
use crate::deal::money::Currency;
use crate::render;
use crate::table::{Cell, Kind, Row, Table, Unit};

use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::gather::{Taken, filtered};
use crate::console::listing::{self, Listing, column};

/// List deals, the soonest to close first.
///
/// Terms are ANDed and none needs quoting: stage:closing,negotiation (any of) · owner:mina ·
/// amount:50000.. (from) · close_date:..2026-12-31 (up to) · meddic.champion:..1 · x.region:emea ·
/// source!=inbound (not) · is:open|won|lost|overdue|stale|on_hold · a bare word searches name,
/// account and id.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal list is:open owner:mina amount:50000..")]
pub struct Args {
    /// What the deals have to be; all deals where none is given
    #[arg(value_name = "FILTER")]
    filter: Vec<String>,
    /// List the files that cannot be read, instead
    #[arg(long)]
    broken: bool,
    #[command(flatten)]
    listing: Listing,
}

/// One deal for a machine. `stage`, `amount`, `currency`, `close_date`, `owner`, `forecast` and
/// `outcome` are those of the as-of day.
#[derive(Debug, Clone, Serialize)]
struct Entry {
    id: String,
    path: String,
    name: String,
    account: Option<String>,
    owner: Option<String>,
    pipeline: Option<String>,
    stage: String,
    outcome: &'static str,
    amount: Option<serde_json::Value>,
    currency: Option<&'static str>,
    close_date: Option<String>,
    forecast: &'static str,
    hold: Option<String>,
    source: Option<String>,
    segment: Option<String>,
    product: Option<String>,
    created: Option<String>,
    next_step: Option<NextStep>,
    #[serde(skip)]
    money: Option<(crate::deal::money::Amount, Option<Currency>)>,
    #[serde(skip)]
    closes: (bool, Day),
}

#[derive(Debug, Clone, Serialize)]
struct NextStep {
    date: String,
    what: String,
}

#[derive(Debug, Serialize)]
struct Deals<'a> {
    as_of: String,
    deals: &'a [Entry],
}

#[derive(Debug, Serialize)]
struct Broken {
    path: String,
    rule: &'static str,
    line: Option<usize>,
    column: Option<usize>,
    message: String,
}

pub fn run(args: &Args, context: &mut Context) -> Result<Exit, Failure> {
    if args.broken {
        return broken(args, context);
    }
    let entries = entries(context, &args.filter)?;
    let json = Deals {
        as_of: context.as_of()?.to_string(),
        deals: &entries,
    };
    args.listing
        .print_sparing(context, &table(&entries), &json, &["account", "next_step"])?;
    args.listing.tell_count(context, entries.len(), "deal")?;
    Ok(Exit::Done)
}

fn entries(context: &Context, filter: &[String]) -> Result<Vec<Entry>, Failure> {
    let (book, as_of) = (context.book()?, context.as_of()?);
    let mut entries = filtered(filter, context, |taken| {
        Vec::from_iter(
            taken
                .history
                .on(as_of)
                .map(|state| entry(&taken, &state, book)),
        )
    })?;
    entries.sort_by(|a, b| (a.closes, &a.id).cmp(&(b.closes, &b.id)));
    Ok(entries)
}

fn entry(taken: &Taken<'_>, state: &State<'_>, book: &Book) -> Entry {
    let (file, deal) = (taken.file, &taken.deal);
    let currency = book.currency_of(state);
    let amount = state
        .amount
        .map(|amount| render::json(&Cell::Money(amount.0)));
    let next = deal.next_step().filter(|_| state.is_open());
    Entry {
        id: file.id.clone(),
        path: file.shown.clone(),
        name: deal.name.clone(),
        account: deal.account.clone(),
        owner: state.owner.map(str::to_owned),
        pipeline: book.pipeline_id(state).map(str::to_owned),
        stage: book.stage_id(state).to_owned(),
        outcome: state.outcome().as_str(),
        currency: state.amount.and(currency).map(Currency::code),
        amount,
        close_date: state.close_date.map(|day| day.to_string()),
        forecast: state.forecast().as_str(),
        hold: state.hold.map(|day| day.to_string()),
        source: deal.source.clone(),
        segment: deal.segment.clone(),
        product: deal.product.clone(),
        created: taken.history.created().map(|day| day.to_string()),
        next_step: next.map(|step| NextStep {
            date: step.day().to_string(),
            what: step.what().to_owned(),
        }),
        money: state.amount.map(|amount| (amount, currency)),
        // Open deals first, by close date; those without a day behind the others.
        closes: (!state.is_open(), state.close_date.unwrap_or(Day::LAST)),
    }
}

fn table(entries: &[Entry]) -> Table {
    let columns = vec![
        column("id", "deal", Kind::Text),
        column("account", "account", Kind::Text),
        column("stage", "stage", Kind::Text),
        column("amount", "amount", Kind::Money),
        column("close_date", "close", Kind::Date),
        column("owner", "owner", Kind::Text),
        column("next_step", "next step", Kind::Text),
    ];
    Table {
        columns,
        rows: entries.iter().map(row).collect(),
        ..Table::default()
    }
}

fn row(entry: &Entry) -> Row {
    let currency = entry.money.and_then(|(_, currency)| currency);
    let unit = currency.map(|c| Unit {
        code: c.code().to_owned(),
        minor_units: c.minor_units(),
    });
    let next = entry
        .next_step
        .as_ref()
        .map(|step| format!("{} {}", step.date, step.what));
    let cells = vec![
        Cell::text(&entry.id),
        listing::text(entry.account.as_deref()),
        Cell::text(&entry.stage),
        entry
            .money
            .map_or(Cell::Missing, |(amount, _)| Cell::Money(amount.0)),
        listing::text(entry.close_date.as_deref()),
        listing::text(entry.owner.as_deref()),
        listing::text(next),
    ];
    Row {
        group: None,
        unit,
        cells,
    }
}

fn broken(args: &Args, context: &mut Context) -> Result<Exit, Failure> {
    let store = context.store()?;
    let problems: Vec<_> = store
        .survey(|_, _, parsed| parsed.map(|_| ()))
        .into_iter()
        .filter_map(Result::err)
        .collect();
    let list: Vec<Broken> = problems
        .into_iter()
        .map(|problem| *problem)
        .map(|problem| Broken {
            rule: problem.kind.rule(),
            line: problem.line,
            column: problem.column,
            message: problem.message,
            path: problem.path,
        })
        .collect();
    let count =
        |number: Option<usize>| number.map_or(Cell::Missing, |number| Cell::Count(number as u64));
    let rows = list.iter().map(|b| {
        vec![
            Cell::text(&b.path),
            count(b.line),
            count(b.column),
            Cell::text(&b.message),
        ]
    });
    let columns = vec![
        column("path", "file", Kind::Text),
        column("line", "line", Kind::Count),
        column("column", "column", Kind::Count),
        column("message", "problem", Kind::Text),
    ];
    let table = listing::plain(columns, rows.collect());
    args.listing.print(context, &table, &list)?;
    Ok(if list.is_empty() {
        Exit::Done
    } else {
        Exit::Found
    })
}
