//! `deal board`: stages as columns.

use std::io::Write;

use serde::Serialize;

use crate::book::{
    Book,
    board::{Card, Column, columns},
};
use crate::console::{
    Context, Exit, Failure, Output, Ui,
    list::{self, List, column, text},
    pipeline, selection,
    wording::{count, money},
};
use crate::deal::Currency;
use crate::render::{self, BoardCard, BoardColumn};
use crate::table::{Cell, Kind, Tone};

/// So many cards stand in a column on a terminal; the rest is counted.
const SHOWN: usize = 12;

/// Show open deals on a board, one column per stage
///
/// In each column, the deal that has been there longest comes first. `on hold` and `late` (past its
/// close date) are marked. Amounts in different currencies are never added up.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal board owner:mina")]
pub struct Args {
    /// Filters, as in `deal list` [default: all open deals]
    #[arg(value_name = "FILTER")]
    filter: Vec<String>,
    /// Only deals in this pipeline
    #[arg(long, value_name = "ID")]
    pipeline: Option<String>,
    /// Show all cards
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    output: Output,
}

/// A stage for a machine.
#[derive(Debug, Serialize)]
struct StageJson<'a> {
    pipeline: &'a str,
    stage: &'a str,
    deals: usize,
    amounts: Vec<Money>,
    without_amount: usize,
    mean_days: Option<f64>,
    cards: Vec<CardJson<'a>>,
}

#[derive(Debug, Serialize)]
struct Money {
    currency: Option<&'static str>,
    amount: serde_json::Value,
}

#[derive(Debug, Serialize)]
struct CardJson<'a> {
    deal: &'a str,
    owner: Option<&'a str>,
    amount: Option<serde_json::Value>,
    currency: Option<&'static str>,
    close_date: Option<String>,
    days: Option<i64>,
    on_hold: bool,
    overdue: bool,
}

#[derive(Debug, Serialize)]
struct BoardJson<'a> {
    as_of: String,
    stages: Vec<StageJson<'a>>,
}

/// A pipeline that has something to show.
struct Board<'a> {
    pipeline: &'a str,
    columns: Vec<Column>,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let (book, as_of) = (context.book()?, context.as_of()?);
    let cards = cards(args, context, ui)?;
    let boards = boards(args, book, &cards)?;
    if args.output.is_table() {
        draw(args, &boards, ui)?;
        let shown = boards
            .iter()
            .flat_map(|board| &board.columns)
            .map(|column| column.cards.len())
            .sum();
        args.output.tell_count(ui, shown, "open deal", as_of);
        return Ok(Exit::Done);
    }
    let stages = boards.iter().flat_map(|board| {
        board
            .columns
            .iter()
            .map(|column| stage(board.pipeline, column))
    });
    let json = BoardJson {
        as_of: as_of.to_string(),
        stages: stages.collect(),
    };
    let cards: Vec<Card> = boards
        .iter()
        .flat_map(|board| &board.columns)
        .flat_map(|column| column.cards.clone())
        .collect();
    args.output.list(ui, &LIST, &cards, &json)?;
    Ok(Exit::Done)
}

fn cards(args: &Args, context: &Context, ui: &mut Ui) -> Result<Vec<Card>, Failure> {
    selection::list(&args.filter, context, ui, |selected| {
        Vec::from_iter(selected.snapshot.as_ref().and_then(Card::new))
    })
}

/// The pipeline that was asked for, else those in which deals are open, else the first.
fn boards<'a>(args: &Args, book: &'a Book, cards: &[Card]) -> Result<Vec<Board<'a>>, Failure> {
    let asked = args
        .pipeline
        .as_deref()
        .map(|id| pipeline::named(book, Some(id)))
        .transpose()?;
    let wanted = |id: &str| match asked {
        Some(asked) => asked.id == id,
        None if cards.is_empty() => book.default_pipeline().is_some_and(|first| first.id == id),
        None => cards
            .iter()
            .any(|card| card.pipeline.as_deref() == Some(id)),
    };
    let pipelines = book
        .pipelines
        .iter()
        .filter(|pipeline| wanted(&pipeline.id));
    Ok(pipelines
        .map(|pipeline| Board {
            pipeline: &pipeline.id,
            columns: columns(pipeline, cards),
        })
        .collect())
}

fn draw(args: &Args, boards: &[Board<'_>], ui: &mut Ui) -> Result<(), Failure> {
    let width = ui.width();
    let most = if args.all || width.is_none() {
        usize::MAX
    } else {
        SHOWN
    };
    for (place, board) in boards.iter().enumerate() {
        if place > 0 {
            writeln!(ui)?;
        }
        if boards.len() > 1 {
            writeln!(
                ui,
                "{}\n",
                crate::escape_controls::escape_controls(board.pipeline)
            )?;
        }
        let lanes: Vec<BoardColumn> = board
            .columns
            .iter()
            .map(|column| lane(column, most))
            .collect();
        render::board(&lanes, width, ui)?;
    }
    Ok(())
}

fn lane(column: &Column, most: usize) -> BoardColumn {
    let mean = column
        .mean_days()
        .map(|days| format!(", {days:.0} d on average"))
        .unwrap_or_default();
    let mut head = vec![
        column.title.clone(),
        format!("{}{mean}", count(column.cards.len(), "deal")),
    ];
    head.extend(
        column
            .amounts()
            .into_iter()
            .map(|(currency, amount)| money(amount, currency)),
    );
    if column.without_amount() > 0 {
        head.push(format!("{} without an amount", column.without_amount()));
    }
    let mut cards: Vec<BoardCard> = column.cards.iter().take(most).map(card).collect();
    if column.cards.len() > most {
        cards.push(BoardCard {
            lines: vec![format!("+{} more (--all)", column.cards.len() - most)],
            tone: Some(Tone::Quiet),
        });
    }
    BoardColumn { head, cards }
}

fn card(card: &Card) -> BoardCard {
    let amount = card.amount.map_or_else(
        || "no amount".to_owned(),
        |amount| money(amount, card.currency),
    );
    let days = card.days.map(|days| format!("{days} d"));
    let marks = [
        days,
        card.on_hold.then(|| "on hold".to_owned()),
        card.overdue.then(|| "late".to_owned()),
    ];
    let marks: Vec<String> = marks.into_iter().flatten().collect();
    BoardCard {
        lines: vec![
            card.id.clone(),
            format!("  {amount}"),
            format!("  {}", marks.join(", ")),
        ],
        tone: match card {
            Card { overdue: true, .. } => Some(Tone::Bad),
            Card { is_aging: true, .. } => Some(Tone::Aging),
            _ => None,
        },
    }
}

fn stage<'a>(pipeline: &'a str, column: &'a Column) -> StageJson<'a> {
    let amounts = column.amounts().into_iter();
    StageJson {
        pipeline,
        stage: &column.stage,
        deals: column.cards.len(),
        amounts: amounts
            .map(|(currency, amount)| Money {
                currency: currency.map(Currency::code),
                amount: render::json(&Cell::Money(amount.0)),
            })
            .collect(),
        without_amount: column.without_amount(),
        mean_days: column.mean_days(),
        cards: column.cards.iter().map(card_json).collect(),
    }
}

fn card_json(card: &Card) -> CardJson<'_> {
    CardJson {
        deal: &card.id,
        owner: card.owner.as_deref(),
        amount: card
            .amount
            .map(|amount| render::json(&Cell::Money(amount.0))),
        currency: card.currency.map(Currency::code),
        close_date: card.close_date.map(|day| day.to_string()),
        days: card.days,
        on_hold: card.on_hold,
        overdue: card.overdue,
    }
}

/// For spreadsheets.
const LIST: List<Card> = List {
    columns: &[
        column("pipeline", "pipeline", Kind::Text, |card| {
            text(card.pipeline.as_deref())
        }),
        column("stage", "stage", Kind::Text, |card| Cell::text(&card.stage)),
        column("deal", "deal", Kind::Text, |card| Cell::text(&card.id)),
        column("owner", "owner", Kind::Text, |card| {
            text(card.owner.as_deref())
        }),
        column("amount", "amount", Kind::Money, |card| {
            Cell::optional(card.amount, |amount| Cell::Money(amount.0))
        }),
        column("days", "days", Kind::Count, |card| {
            Cell::optional(
                card.days.and_then(|days| u64::try_from(days).ok()),
                Cell::Count,
            )
        }),
        column("close_date", "close", Kind::Date, |card| {
            list::day(card.close_date)
        }),
        column("on_hold", "on hold", Kind::Text, |card| {
            Cell::text(if card.on_hold { "on hold" } else { "" })
        }),
    ],
    unit: |card| card.currency.map(list::unit),
    ..List::EMPTY
};
