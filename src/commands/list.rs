//! `deal list`: the deals that meet a filter, one a line.

use std::io::Write;

use serde::Serialize;

use crate::book::Snapshot;
use crate::console::{
    Context, Exit, Failure, Output, Ui,
    list::{self, List, column, text},
    number::whole,
    selection,
    wording::count,
};
use crate::deal::{Currency, Day};
use crate::escape_controls::escape_controls;
use crate::render;
use crate::select::Selected;
use crate::table::{Cell, Kind, Tone};

/// List open deals, earliest close date first
///
/// With --all, or a filter that names a stage or outcome (stage:won, is:lost), closed deals too. All
/// filters must match; none needs quoting in a shell. stage:closing,negotiation (any of),
/// owner:mina, amount:50000.. (at least), close_date:..2026-12-31 (up to), meddic.champion:..1,
/// x.region:emea, source!=inbound (not), is:open|won|lost|overdue|stale|on_hold. A bare word
/// searches name, account and id.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal list owner:mina amount:50k.. --sort amount")]
pub struct Args {
    /// Filters [default: all open deals]
    #[arg(value_name = "FILTER")]
    filter: Vec<String>,
    /// Show closed deals too
    #[arg(long)]
    all: bool,
    /// Sort by this column: amount (the largest first), owner, stage, account, id, close_date
    #[arg(long, value_name = "COLUMN", allow_hyphen_values = true)]
    sort: Option<String>,
    /// Show at most N deals, 0 for all
    #[arg(long, value_name = "N", value_parser = whole::<usize>("20, or 0 for all"))]
    limit: Option<usize>,
    /// Print ids alone, one on a line
    #[arg(long, conflicts_with = "format")]
    ids: bool,
    /// List files that cannot be read instead of deals
    #[arg(long, conflicts_with_all = ["limit", "ids"])]
    broken: bool,
    #[command(flatten)]
    output: Output,
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
    /// The day on which it closed.
    closed: Option<String>,
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
    #[serde(skip)]
    is_aging: bool,
    #[serde(skip)]
    as_of: Day,
}

#[derive(Debug, Clone, Serialize)]
struct NextStep {
    date: String,
    what: String,
    #[serde(skip)]
    day: Day,
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

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    if args.broken {
        return broken(args, context, ui);
    }
    let mut all = entries(context, ui, &args.filter)?;
    let closed = leave_open(&mut all, args, context)?;
    if let Some(word) = &args.sort {
        LIST.sort(&mut all, word)?;
    }
    let limit = args.limit.filter(|limit| *limit > 0).unwrap_or(all.len());
    let entries = all.get(..limit).unwrap_or(&all);
    if args.ids {
        for entry in entries {
            writeln!(ui, "{}", escape_controls(&entry.id))?;
        }
    } else {
        let as_of = context.as_of()?;
        let json = Deals {
            as_of: as_of.to_string(),
            deals: entries,
        };
        args.output.list(ui, &LIST, entries, &json)?;
        args.output.tell_count(ui, all.len(), "deal", as_of);
    }
    if entries.len() < all.len() && args.output.is_table() {
        let hidden = count(all.len() - entries.len(), "more deal");
        ui.status(&format!("{hidden}; use a larger --limit to show them"));
    }
    if closed > 0 {
        let closed = count(closed, "closed deal");
        ui.status(&format!("{closed} not shown; use --all to show them"));
    }
    Ok(Exit::Done)
}

/// Takes out closed deals, unless they are wanted; how many.
fn leave_open(entries: &mut Vec<Entry>, args: &Args, context: &Context) -> Result<usize, Failure> {
    let all = entries.len();
    if !args.all && !context.filter(&args.filter)?.names_stage() {
        entries.retain(|entry| !entry.closes.0);
    }
    Ok(all - entries.len())
}

/// The expected day; for people the day on which a closed deal closed.
fn close(entry: &Entry) -> Cell {
    match (&entry.closed, &entry.close_date) {
        (Some(closed), expected) => Cell::Named {
            id: expected.clone().unwrap_or_default(),
            title: closed.clone(),
        },
        (None, expected) => text(expected.as_deref()).toned(overdue(entry.closes.1, entry.as_of)),
    }
}

fn overdue(day: Day, as_of: Day) -> Option<Tone> {
    (day < as_of).then_some(Tone::Bad)
}

fn entries(context: &Context, ui: &mut Ui, filter: &[String]) -> Result<Vec<Entry>, Failure> {
    let mut entries = selection::list(filter, context, ui, |selected| {
        let snapshot = selected.snapshot.as_ref();
        Vec::from_iter(snapshot.map(|snapshot| entry(selected, snapshot)))
    })?;
    entries.sort_by(|a, b| (a.closes, &a.id).cmp(&(b.closes, &b.id)));
    Ok(entries)
}

fn entry(selected: &Selected<'_>, snapshot: &Snapshot<'_>) -> Entry {
    let (file, deal, book) = (selected.file, selected.deal, snapshot.book);
    let state = &snapshot.state;
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
        closed: snapshot.closed().map(|day| day.to_string()),
        forecast: state.forecast().as_str(),
        hold: state.hold.map(|day| day.to_string()),
        source: deal.source.clone(),
        segment: deal.segment.clone(),
        product: deal.product.clone(),
        created: selected.record.history.created().map(|day| day.to_string()),
        next_step: next.map(|step| NextStep {
            day: step.day(),
            date: step.day().to_string(),
            what: step.what().to_owned(),
        }),
        money: state.amount.map(|amount| (amount, currency)),
        // Open deals first, by close date; those without a day behind the others.
        is_aging: snapshot.is_aging(),
        as_of: snapshot.as_of,
        closes: (!state.is_open(), state.close_date.unwrap_or(Day::LAST)),
    }
}

fn broken(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let read = context
        .source()?
        .survey(|_, _, parsed| parsed.map(|_| ()))?;
    let problems: Vec<_> = read.into_iter().filter_map(Result::err).collect();
    let list: Vec<Broken> = problems
        .into_iter()
        .map(|problem| *problem)
        .map(|problem| Broken {
            rule: problem.rule,
            line: problem.place.span.as_ref().map(|span| span.line),
            column: problem.place.span.as_ref().map(|span| span.column),
            message: problem.message,
            path: problem.place.path,
        })
        .collect();
    args.output.list(ui, &BROKEN, &list, &list)?;
    Ok(if list.is_empty() {
        Exit::Done
    } else {
        Exit::Found
    })
}

const LIST: List<Entry> = List {
    columns: &[
        column("id", "deal", Kind::Text, |entry| {
            Cell::text(&entry.id).toned(Tone::Strong)
        }),
        column("account", "account", Kind::Text, |entry| {
            text(entry.account.as_deref())
        }),
        column("stage", "stage", Kind::Text, |entry| {
            Cell::text(&entry.stage).toned(entry.is_aging.then_some(Tone::Aging))
        }),
        column("amount", "amount", Kind::Money, |entry| {
            Cell::optional(entry.money, |(amount, _)| Cell::Money(amount.0))
        }),
        column("close_date", "close", Kind::Date, close),
        column("owner", "owner", Kind::Text, |entry| {
            text(entry.owner.as_deref())
        }),
        column("next_step", "next step", Kind::Text, |entry| {
            let step = entry.next_step.as_ref();
            let day = step.map_or(Day::LAST, |step| step.day);
            text(step.map(|step| format!("{} {}", step.date, step.what)))
                .toned(overdue(day, entry.as_of))
        }),
    ],
    spare: &["account", "next_step"],
    unit: |entry| {
        entry
            .money
            .and_then(|(_, currency)| currency)
            .map(list::unit)
    },
};

const BROKEN: List<Broken> = List {
    columns: &[
        column("path", "file", Kind::Text, |broken| {
            Cell::text(&broken.path)
        }),
        column("line", "line", Kind::Count, |broken| number(broken.line)),
        column("column", "column", Kind::Count, |broken| {
            number(broken.column)
        }),
        column("message", "problem", Kind::Text, |broken| {
            Cell::text(&broken.message)
        }),
    ],
    ..List::EMPTY
};

fn number(value: Option<usize>) -> Cell {
    Cell::optional(value, |number| Cell::Count(number as u64))
}
