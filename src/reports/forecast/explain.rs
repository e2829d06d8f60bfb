//! The forecast written out, so that it can be done again on paper.

use rust_decimal::prelude::ToPrimitive;

use crate::book::journey::StageRef;
use crate::deal::money::Currency;
use crate::reports::groups::Slice;
use crate::reports::money::unit;
use crate::reports::query::Query;
use crate::table::{Cell, Explanation, Term};

use super::figures::{Chance, Figures};
use super::odds::{Odds, PRIOR_WEIGHT};

/// Where the probability of each stage comes from.
pub fn stages(query: &Query<'_>, odds: &Odds) -> Vec<Vec<Term>> {
    let weight = Cell::Number(PRIOR_WEIGHT);
    let mut lines = vec![line![
        "p of a stage = (won + ",
        weight.clone(),
        " × configured) / (won + lost + ",
        weight,
        ")"
    ]];
    for (pipeline, own) in query.book.pipelines.iter().enumerate() {
        for (rank, stage) in own.stages.iter().enumerate() {
            let Some(of) = odds.of_stage(StageRef { pipeline, rank }) else {
                continue;
            };
            let (won, decided) = (Cell::Count(of.won), Cell::Count(of.decided));
            let mut line = line![
                Cell::text(stage.title()),
                ": (",
                won,
                " + ",
                Cell::Number(PRIOR_WEIGHT),
                " × "
            ];
            line.extend(line![
                Cell::Number(of.prior),
                ") / (",
                decided,
                " + ",
                Cell::Number(PRIOR_WEIGHT)
            ]);
            line.extend(line![") = ", Cell::Number(of.p)]);
            lines.push(line);
        }
    }
    lines
}

/// What the deals of a row bring in one period, one line each.
pub fn explain(
    slice: &Slice<'_, '_>,
    currency: Option<Currency>,
    figures: &Figures,
) -> Explanation {
    let weighted = |part| Cell::of(part, Cell::MoneyRate);
    let period = Cell::text(figures.period.to_string());
    let (open, total) = (
        weighted(figures.weighted_open()),
        weighted(figures.weighted_total()),
    );
    let deals = figures.chances.iter().map(|chance| {
        let amount = Cell::Money(chance.amount);
        let product = amount_times(chance);
        line![
            "    ",
            Cell::text(&chance.id),
            ": ",
            amount,
            " × ",
            Cell::Number(chance.p),
            " = ",
            product
        ]
    });
    let sum = line![
        period,
        ": weighted open = ",
        open.clone(),
        " over ",
        Cell::Count(figures.chances.len() as u64),
        " deals"
    ];
    let all = line![
        "    with closed ",
        Cell::of(figures.closed.total(), Cell::Money),
        " + ",
        open,
        " = ",
        total
    ];
    let lines = std::iter::once(sum).chain(deals).chain([all]).collect();
    Explanation {
        group: slice.group.clone(),
        unit: unit(currency),
        lines,
    }
}

fn amount_times(chance: &Chance) -> Cell {
    Cell::of(chance.amount.to_f64(), |amount| {
        Cell::MoneyRate(amount * chance.p)
    })
}
