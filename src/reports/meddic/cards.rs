//! The elements of each open deal, or their means by group.

use std::{cmp::Ordering, collections::BTreeMap};

use crate::book::{Snapshot, scorecard::Summary};
use crate::deal::Element;
use crate::reports::{Query, Slice};
use crate::stats::summary::mean;
use crate::table::{Cell, Explanation, Group};

/// An open deal, or the means of some.
pub struct Card {
    pub group: Group,
    /// `None` for means.
    pub deal: Option<Named>,
    pub n: u64,
    /// The recorded score of each element of the book; empty if there is no deal.
    pub scores: Vec<f64>,
    pub effective: Vec<f64>,
    pub sums: Option<Sums>,
    /// The elements with the lowest score.
    pub lowest: Vec<&'static str>,
}

/// What the elements come to.
#[derive(Clone, Copy)]
pub struct Sums {
    pub completeness: f64,
    pub strength: f64,
    /// The lowest of the elements, or of their means.
    pub weakest: f64,
}

pub struct Named {
    pub id: String,
    pub stage: Cell,
    pub owner: Option<String>,
}

pub(super) fn weakest_first(a: &Card, b: &Card) -> Ordering {
    a.rank()
        .partial_cmp(&b.rank())
        .unwrap_or(Ordering::Equal)
        .then(a.id().cmp(&b.id()))
}

pub(super) fn means(slices: &[Slice<'_, '_>], cards: &[Card], query: &Query<'_>) -> Vec<Card> {
    let by_id: BTreeMap<Option<&str>, &Card> = cards.iter().map(|card| (card.id(), card)).collect();
    slices
        .iter()
        .map(|slice| {
            let deals = slice.deals.iter();
            let own: Vec<&Card> = deals
                .filter_map(|deal| by_id.get(&Some(deal.id())).copied())
                .collect();
            Card::mean(slice.group.clone(), &own, query.book.elements())
        })
        .collect()
}

impl Card {
    pub(super) fn new(deal: &Snapshot<'_>) -> Self {
        let (book, scores) = (deal.book, &deal.record.details.scores);
        let elements = book.elements().iter();
        let effective: Vec<u8> = elements
            .clone()
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
                .map(|element| f64::from(scores.score(*element)))
                .collect(),
            lowest: lowest(book.elements(), &effective),
            effective,
            sums: sums.map(|sums| Sums {
                completeness: sums.completeness,
                strength: sums.strength,
                weakest: f64::from(sums.weakest),
            }),
        }
    }

    fn mean(group: Group, cards: &[&Card], elements: &[Element]) -> Self {
        let effective = mean_of_each(cards, |card| &card.effective);
        Self {
            group,
            deal: None,
            n: cards.len() as u64,
            scores: mean_of_each(cards, |card| &card.scores),
            lowest: lowest(elements, &effective),
            sums: Sums::mean(cards, least(&effective)),
            effective,
        }
    }

    fn id(&self) -> Option<&str> {
        self.deal.as_ref().map(|deal| deal.id.as_str())
    }

    fn rank(&self) -> [f64; 2] {
        let sums = self.sums;
        sums.map_or([0.0; 2], |sums| [sums.weakest, sums.strength])
    }
}

impl Sums {
    fn mean(cards: &[&Card], weakest: f64) -> Option<Self> {
        let sums = cards.iter().filter_map(|card| card.sums);
        let completeness: Vec<f64> = sums.clone().map(|own| own.completeness).collect();
        let strength: Vec<f64> = sums.map(|own| own.strength).collect();
        Some(Self {
            completeness: mean(&completeness)?,
            strength: mean(&strength)?,
            weakest,
        })
    }
}

/// The mean of each element over some cards.
fn mean_of_each(cards: &[&Card], values: fn(&Card) -> &[f64]) -> Vec<f64> {
    let elements = cards.first().map_or(0, |card| values(card).len());
    (0..elements)
        .filter_map(|at| {
            let own = cards.iter().filter_map(|card| values(card).get(at));
            mean(&own.copied().collect::<Vec<_>>())
        })
        .collect()
}

fn least(values: &[f64]) -> f64 {
    values.iter().copied().fold(f64::INFINITY, f64::min)
}

/// The elements with the lowest value.
fn lowest(elements: &[Element], values: &[f64]) -> Vec<&'static str> {
    let least = least(values);
    let pairs = elements.iter().zip(values);
    pairs
        .filter(|(_, value)| **value <= least)
        .map(|(element, _)| element.as_str())
        .collect()
}

/// How a deal's strength comes about, or how many deals the means are of.
pub(super) fn explain(card: &Card) -> Explanation {
    let line = match (&card.deal, card.sums) {
        (Some(deal), Some(sums)) => formula!(
            "{}: completeness = {} / {} = {}, strength = {} / (3 × {}) = {}",
            deal.id.as_str(),
            card.effective.iter().filter(|score| **score > 0.0).count() as u64,
            card.effective.len() as u64,
            sums.completeness,
            card.effective.iter().sum::<f64>(),
            card.effective.len() as u64,
            sums.strength
        ),
        _ => formula!("means of {} open deals", card.n),
    };
    Explanation {
        group: card.group.clone(),
        unit: None,
        lines: vec![line],
    }
}
