//! The elements of each open deal, or their means by group.

use std::collections::BTreeMap;

use crate::book::scorecard::Summary;
use crate::book::snapshot::Snapshot;
use crate::deal::meddic::Element;
use crate::reports::ReportBody;
use crate::reports::groups::{Slice, slices};
use crate::reports::notes::Notes;
use crate::reports::query::Query;
use crate::stats::summary::mean;
use crate::table::{Cell, Column, Explanation, Group, Kind, Row, Table, View};

/// An open deal, or the means of some.
struct Card {
    group: Group,
    /// `None` for means.
    deal: Option<Named>,
    n: u64,
    /// Of each element of the book as written, and what is left of it; none where there is no deal.
    scores: Vec<f64>,
    effective: Vec<f64>,
    sums: Option<Sums>,
    /// The elements that are worth least.
    lowest: Vec<&'static str>,
}

/// What the elements come to.
#[derive(Clone, Copy)]
struct Sums {
    completeness: f64,
    strength: f64,
    /// The least of the elements, or of their means.
    weakest: f64,
}

struct Named {
    id: String,
    stage: Cell,
    owner: Option<String>,
}

pub fn found(query: &Query<'_>) -> ReportBody {
    let deals = query.snapshots(query.as_of);
    let open: Vec<&Snapshot<'_>> = deals.iter().filter(|deal| deal.is_open()).collect();
    let cards: Vec<Card> = open.iter().map(|deal| Card::of(deal)).collect();
    let mut notes = Notes::default();
    notes.of_deals(open.iter().copied());
    let cards = if query.by.is_some() {
        means(slices(open.iter().copied(), query), &cards, query)
    } else {
        in_order(cards)
    };
    ReportBody {
        basis: "deals open on the as-of date, with their effective scores".to_owned(),
        deals: deals.len() as u64,
        left_out: vec![((deals.len() - open.len()) as u64, "closed or transferred")],
        notes,
        explanations: if query.explain {
            cards.iter().map(explain).collect()
        } else {
            Vec::new()
        },
        table: table(cards, query),
    }
}

/// The weakest first.
fn in_order(mut cards: Vec<Card>) -> Vec<Card> {
    let key = |card: &Card| {
        card.sums
            .map_or([0.0; 2], |sums| [sums.weakest, sums.strength])
    };
    cards.sort_by(|a, b| {
        key(a)
            .partial_cmp(&key(b))
            .unwrap_or(std::cmp::Ordering::Equal)
            .then(a.id().cmp(&b.id()))
    });
    cards
}

fn means(slices: Vec<Slice<'_, '_>>, cards: &[Card], query: &Query<'_>) -> Vec<Card> {
    let by_id: BTreeMap<&str, &Card> = cards
        .iter()
        .filter_map(|card| Some((card.id()?, card)))
        .collect();
    let mean = |slice: Slice<'_, '_>| {
        let own: Vec<&Card> = slice
            .deals
            .iter()
            .filter_map(|deal| by_id.get(deal.id()).copied())
            .collect();
        Card::mean(slice.group, &own, query.book.elements())
    };
    slices.into_iter().map(mean).collect()
}

/// The elements of the least value.
fn lowest(elements: &[Element], values: &[f64]) -> Vec<&'static str> {
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let pairs = elements
        .iter()
        .zip(values)
        .filter(|(_, value)| **value <= least);
    pairs.map(|(element, _)| element.as_str()).collect()
}

impl Card {
    fn of(deal: &Snapshot<'_>) -> Self {
        let (book, scores) = (deal.book, &deal.record.details.scores);
        let elements = book.elements();
        let effective: Vec<u8> = elements
            .iter()
            .map(|element| scores.effective(*element, &book.fresh_days, deal.as_of))
            .collect();
        let sums = Summary::new(effective.iter().copied());
        let effective: Vec<f64> = effective.into_iter().map(f64::from).collect();
        Self {
            group: None,
            deal: Some(Named {
                id: deal.id().to_owned(),
                stage: deal.stage_cell(),
                owner: deal.owner.map(str::to_owned),
            }),
            n: 1,
            scores: elements
                .iter()
                .map(|element| f64::from(scores.score(*element)))
                .collect(),
            lowest: lowest(elements, &effective),
            effective,
            sums: sums.map(|all| Sums {
                completeness: all.completeness,
                strength: all.strength,
                weakest: f64::from(all.weakest),
            }),
        }
    }

    fn mean(group: Group, cards: &[&Card], elements: &[Element]) -> Self {
        let over = |values: fn(&Card) -> &[f64]| -> Vec<f64> {
            let columns = cards.first().map_or(0, |card| values(card).len());
            let column = |at: usize| {
                cards
                    .iter()
                    .filter_map(|card| values(card).get(at).copied())
                    .collect::<Vec<f64>>()
            };
            (0..columns).filter_map(|at| mean(&column(at))).collect()
        };
        let effective = over(|card| &card.effective);
        let weakest = effective.iter().copied().fold(f64::INFINITY, f64::min);
        let of_sums = |value: fn(Sums) -> f64| {
            mean(
                &cards
                    .iter()
                    .filter_map(|card| card.sums.map(value))
                    .collect::<Vec<_>>(),
            )
        };
        let known = of_sums(|sums| sums.completeness).zip(of_sums(|sums| sums.strength));
        Self {
            group,
            deal: None,
            n: cards.len() as u64,
            scores: over(|card| &card.scores),
            lowest: lowest(elements, &effective),
            effective,
            sums: known.map(|(completeness, strength)| Sums {
                completeness,
                strength,
                weakest,
            }),
        }
    }

    fn id(&self) -> Option<&str> {
        self.deal.as_ref().map(|deal| deal.id.as_str())
    }

    /// A score of one deal is a whole number, a mean is none.
    fn score_cell(&self, value: Option<f64>) -> Cell {
        let whole = |value: f64| {
            if self.deal.is_some() {
                Cell::Count(value as u64)
            } else {
                Cell::Number(value)
            }
        };
        Cell::of(value, whole)
    }

    fn cells(&self, elements: usize) -> Vec<Cell> {
        let share = |value: f64| Cell::Rate { value, of: None };
        let scores = [&self.scores, &self.effective].into_iter();
        let scores =
            scores.flat_map(|list| (0..elements).map(|at| self.score_cell(list.get(at).copied())));
        let mut cells = match &self.deal {
            None => vec![Cell::Count(self.n)],
            Some(deal) => vec![
                Cell::text(&deal.id),
                deal.stage.clone(),
                Cell::of(deal.owner.clone(), Cell::Text),
            ],
        };
        cells.extend(scores);
        cells.push(Cell::of(self.sums.map(|sums| sums.completeness), share));
        cells.push(Cell::of(self.sums.map(|sums| sums.strength), share));
        cells.push(self.score_cell(self.sums.map(|sums| sums.weakest)));
        cells.push(if self.lowest.is_empty() {
            Cell::Missing
        } else {
            Cell::text(self.lowest.join(", "))
        });
        cells
    }
}

fn table(cards: Vec<Card>, query: &Query<'_>) -> Table {
    let elements = query.book.elements();
    let lead = [
        ("deal", "deal", Kind::Text),
        ("stage", "stage", Kind::Text),
        ("owner", "owner", Kind::Text),
    ];
    let n = [("n", "deals", Kind::Count)];
    let by_deal = query.by.is_none();
    let mut columns: Vec<Column> = if by_deal {
        lead.map(column).into()
    } else {
        n.map(column).into()
    };
    for keys in [score_key as fn(Element) -> &'static str, effective_key] {
        columns.extend(
            elements
                .iter()
                .map(|element| column((keys(*element), element.letter(), Kind::Number))),
        );
    }
    columns.extend(
        [
            ("completeness", "known", Kind::Rate),
            ("strength", "strength", Kind::Rate),
            ("weakest", "weakest", Kind::Number),
        ]
        .map(column),
    );
    columns.push(column(("weakest_elements", "which", Kind::Text)));
    let row = |card: Card| Row {
        cells: card.cells(elements.len()),
        group: card.group,
        unit: None,
    };
    let views = if by_deal { OF_DEALS } else { OF_MEANS };
    Table {
        columns,
        rows: cards.into_iter().map(row).collect(),
        views,
        ..Table::default()
    }
}

fn column((key, title, kind): (&'static str, &'static str, Kind)) -> Column {
    Column { key, title, kind }
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

/// Scores as written are for machines.
const OF_DEALS: &[View] = &[effective_view!(
    "deal",
    "completeness",
    "strength",
    "weakest"
)];

/// Means are wider, so their sums stand below.
const OF_MEANS: &[View] = &[
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

/// How a deal's strength comes about, or of how many deals the means are.
fn explain(card: &Card) -> Explanation {
    let line = match (&card.deal, card.sums) {
        (
            Some(deal),
            Some(Sums {
                completeness,
                strength,
                ..
            }),
        ) => {
            let all = Cell::Count(card.effective.len() as u64);
            let sum = Cell::Number(card.effective.iter().sum());
            let known =
                Cell::Count(card.effective.iter().filter(|score| **score > 0.0).count() as u64);
            line![
                Cell::text(&deal.id),
                ": completeness = ",
                known,
                " / ",
                all.clone(),
                " = ",
                Cell::Number(completeness),
                ", strength = ",
                sum,
                " / (3 × ",
                all,
                ") = ",
                Cell::Number(strength)
            ]
        }
        _ => line!["means of ", Cell::Count(card.n), " open deals"],
    };
    Explanation {
        group: card.group.clone(),
        unit: None,
        lines: vec![line],
    }
}
