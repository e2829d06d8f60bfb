//! The columns of the cards: two for each element of the book between those that lead and the sums.

use super::cards::Card;
use crate::deal::Element;
use crate::reports::{
    Query,
    measure::{Measure, cells, count, measure, rate, text},
};
use crate::table::{Cell, Column, Kind, Row, Table, View};

const OF_DEALS: &[Measure<Card>] = &[
    text("deal", "deal", |card| {
        Cell::optional(card.deal.as_ref(), |deal| Cell::text(&deal.id))
    }),
    text("stage", "stage", |card| {
        Cell::optional(card.deal.as_ref(), |deal| deal.stage.clone())
    }),
    text("owner", "owner", |card| {
        let owner = card.deal.as_ref().and_then(|deal| deal.owner.clone());
        Cell::optional(owner, Cell::Text)
    }),
];

const OF_MEANS: &[Measure<Card>] = &[count("n", "deals", |card| card.n)];

const SUMS: &[Measure<Card>] = &[
    rate("completeness", "known", |card| {
        card.sums.map(|sums| sums.completeness)
    }),
    rate("strength", "strength", |card| {
        card.sums.map(|sums| sums.strength)
    }),
    measure("weakest", "weakest", Kind::Number, |card| {
        card.score(card.sums.map(|sums| sums.weakest))
    }),
    text("weakest_elements", "which", |card| {
        match card.lowest.is_empty() {
            true => Cell::Missing,
            false => Cell::text(card.lowest.join(", ")),
        }
    }),
];

impl Card {
    /// A score of one deal is a whole number, a mean is none.
    fn score(&self, value: Option<f64>) -> Cell {
        Cell::optional(value, |value| match self.deal {
            Some(_) => Cell::Count(value as u64),
            None => Cell::Number(value),
        })
    }

    fn row(&self, lead: &[Measure<Card>], elements: usize) -> Row {
        let mut own = cells(lead, self);
        for scores in [&self.scores, &self.effective] {
            own.extend((0..elements).map(|at| self.score(scores.get(at).copied())));
        }
        own.extend(cells(SUMS, self));
        Row {
            group: self.group.clone(),
            unit: None,
            cells: own,
        }
    }
}

pub fn table(cards: &[Card], query: &Query<'_>) -> Table {
    let (lead, views) = match query.by {
        None => (OF_DEALS, VIEWS_OF_DEALS),
        Some(_) => (OF_MEANS, VIEWS_OF_MEANS),
    };
    let elements = query.book.elements();
    let mut columns: Vec<Column> = lead.iter().map(Measure::column).collect();
    for key in [score_key as fn(Element) -> &'static str, effective_key] {
        columns.extend(
            elements
                .iter()
                .map(|element| Column::new(key(*element), element.letter(), Kind::Number)),
        );
    }
    columns.extend(SUMS.iter().map(Measure::column));
    Table {
        columns,
        rows: cards
            .iter()
            .map(|card| card.row(lead, elements.len()))
            .collect(),
        views,
        ..Table::default()
    }
}

macro_rules! effective_view {
    ($lead:literal $(, $more:literal)*) => {
        View {
            title: "",
            columns: &[
                $lead,
                "effective.metrics",
                "effective.economic_buyer",
                "effective.decision_criteria",
                "effective.decision_process",
                "effective.identify_pain",
                "effective.champion",
                "effective.paper_process",
                "effective.competition",
                $($more),*
            ],
        }
    };
}

/// Recorded scores are for machines.
const VIEWS_OF_DEALS: &[View] = &[effective_view!(
    "deal",
    "completeness",
    "strength",
    "weakest"
)];

/// Means are wider, so their sums stand below.
const VIEWS_OF_MEANS: &[View] = &[
    effective_view!("n"),
    View {
        title: "",
        columns: &["completeness", "strength", "weakest", "weakest_elements"],
    },
];

/// The key of an element's column in one of the two lists.
macro_rules! keys {
    ($name:ident, $list:literal) => {
        fn $name(element: Element) -> &'static str {
            match element {
                Element::Metrics => concat!($list, ".metrics"),
                Element::EconomicBuyer => concat!($list, ".economic_buyer"),
                Element::DecisionCriteria => concat!($list, ".decision_criteria"),
                Element::DecisionProcess => concat!($list, ".decision_process"),
                Element::IdentifyPain => concat!($list, ".identify_pain"),
                Element::Champion => concat!($list, ".champion"),
                Element::PaperProcess => concat!($list, ".paper_process"),
                Element::Competition => concat!($list, ".competition"),
            }
        }
    };
}

keys!(score_key, "scores");
keys!(effective_key, "effective");
