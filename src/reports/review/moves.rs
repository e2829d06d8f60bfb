//! What moved between two days.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::{Question, earlier};
use crate::book::{Snapshot, filter::STALE_DAYS};
use crate::deal::Day;
use crate::reports::{
    Slice,
    measure::{Measure, columns, measure, text},
};
use crate::table::{Cell, Column, Kind};

/// What can move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MoveKind {
    Won,
    Lost,
    New,
    Stage,
    Category,
    CloseDate,
    Amount,
    Silent,
}

impl MoveKind {
    /// For machines, and as people say it.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            MoveKind::Won => ("won", "won"),
            MoveKind::Lost => ("lost", "lost"),
            MoveKind::New => ("new", "new"),
            MoveKind::Stage => ("stage", "stage"),
            MoveKind::Category => ("category", "category"),
            MoveKind::CloseDate => ("close_date", "close date"),
            MoveKind::Amount => ("amount", "amount"),
            MoveKind::Silent => ("silent", "gone quiet"),
        }
    }
}

/// One thing that moved in a deal.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    pub kind: MoveKind,
    pub deal: String,
    pub owner: Option<String>,
    before: Cell,
    after: Cell,
    /// The deal's value; of an amount that moved, by how much.
    pub amount: Option<Decimal>,
    /// By how many days a close date moved, or for how many the buyer has been silent.
    pub days: Option<i64>,
    /// Ranks that a stage moved, back if negative.
    pub ranks: i64,
}

pub const MEASURES: &[Measure<Move>; 7] = &[
    text("kind", "", |own| {
        let (id, title) = own.kind.names();
        Cell::Named {
            id: id.to_owned(),
            title: title.to_owned(),
        }
    }),
    text("deal", "deal", |own| Cell::text(&own.deal)),
    text("owner", "owner", |own| {
        Cell::optional(own.owner.clone(), Cell::Text)
    }),
    measure("before", "before", Kind::Money, |own| own.before.clone()),
    measure("after", "after", Kind::Money, |own| own.after.clone()),
    measure("amount", "amount", Kind::Money, |own| {
        Cell::optional(own.amount, Cell::Money)
    }),
    measure("days", "days", Kind::Days, |own| {
        Cell::optional(own.days, |days| Cell::Days(days as f64))
    }),
];

pub const COLUMNS: &[Column] = &columns(MEASURES);

/// All that moved in the deals of a page: by kind, the most money first.
pub fn moves<'a>(slice: &Slice<'_, 'a>, question: &Question<'a>) -> Vec<Move> {
    let deals = slice.deals.iter();
    let mut moves: Vec<Move> = deals
        .flat_map(|now| of_deal(now, earlier(now, question).as_ref(), question.since))
        .collect();
    moves.sort_by_key(|own| {
        let size = own.amount.map(|amount| amount.abs());
        (own.kind, Reverse(size), own.deal.clone())
    });
    moves
}

fn of_deal(now: &Snapshot<'_>, then: Option<&Snapshot<'_>>, since: Day) -> Vec<Move> {
    let mut moves = Vec::new();
    let was_open = then.is_some_and(Snapshot::is_open);
    let base = |kind, before, after| Move {
        kind,
        deal: now.id().to_owned(),
        owner: now.owner.map(str::to_owned),
        before,
        after,
        amount: now.value().known(),
        days: None,
        ranks: 0,
    };
    let stage = |deal: &Snapshot<'_>| Cell::text(deal.stage_id());
    if then.is_none() {
        moves.push(base(MoveKind::New, Cell::Missing, stage(now)));
    }
    let before = then.map_or(Cell::Missing, stage);
    if now.is_won() && !then.is_some_and(Snapshot::is_won) {
        moves.push(base(MoveKind::Won, before, stage(now)));
    } else if now.is_lost() && !then.is_some_and(Snapshot::is_lost) {
        let reason = now.reason.unwrap_or(now.stage_id());
        moves.push(base(MoveKind::Lost, before, Cell::text(reason)));
    } else if let Some(then) = then.filter(|_| now.is_open()) {
        if then.stage_id() != now.stage_id() {
            let rank = |deal: &Snapshot<'_>| deal.rank().map_or(0, |rank| rank as i64);
            moves.push(Move {
                ranks: rank(now) - rank(then),
                ..base(MoveKind::Stage, before, stage(now))
            });
        }
        if was_open {
            moves.extend(of_open(now, then, since, base));
        }
    }
    moves
}

/// What moved in a deal that was open and is.
fn of_open(
    now: &Snapshot<'_>,
    then: &Snapshot<'_>,
    since: Day,
    base: impl Fn(MoveKind, Cell, Cell) -> Move,
) -> Vec<Move> {
    let mut moves = Vec::new();
    let (category, was) = (now.state.forecast(), then.state.forecast());
    if category != was {
        let cell = |category: crate::deal::keywords::Forecast| Cell::text(category.as_str());
        moves.push(base(MoveKind::Category, cell(was), cell(category)));
    }
    let (close, was) = (now.state.close_date, then.state.close_date);
    if close != was {
        let cell = |day: Option<Day>| Cell::optional(day, |day| Cell::Date(day.into()));
        moves.push(Move {
            days: close.zip(was).map(|(close, was)| close.since(was)),
            ..base(MoveKind::CloseDate, cell(was), cell(close))
        });
    }
    let (amount, was) = (now.value().known(), then.value().known());
    if amount != was {
        let cell = |amount: Option<Decimal>| Cell::optional(amount, Cell::Money);
        moves.push(Move {
            amount: amount
                .unwrap_or_default()
                .checked_sub(was.unwrap_or_default()),
            ..base(MoveKind::Amount, cell(was), cell(amount))
        });
    }
    let silent = |on: Day| {
        let heard = now.record.two_way.iter().rev().find(|day| **day <= on);
        heard.map(|day| on.since(*day))
    };
    let (quiet, was) = (silent(now.as_of), silent(since));
    if was.is_some_and(|days| days <= STALE_DAYS) && quiet.is_some_and(|days| days > STALE_DAYS) {
        moves.push(Move {
            days: quiet,
            ..base(MoveKind::Silent, Cell::Missing, Cell::Missing)
        });
    }
    moves
}
