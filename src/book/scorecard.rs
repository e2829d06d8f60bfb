//! What is known of each element of the qualification on a day, and what the next stage asks of it.

use std::cmp::Reverse;

use super::{Book, Requirement, gate::Ask};
use crate::deal::{Day, Deal, Element, Evidence};

/// One element of a deal on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark<'a> {
    pub element: Element,
    /// The score as written.
    pub score: u8,
    /// What it is still worth on the day.
    pub effective: u8,
    /// The least score that the next gate asks; 0 where it asks nothing.
    pub asked: u8,
    /// Days since the evidence.
    pub age: Option<i64>,
    pub evidence: Option<&'a Evidence>,
}

impl Mark<'_> {
    /// Red, yellow or green: unknown, our belief, a buyer's word.
    pub fn light(&self) -> &'static str {
        match self.effective {
            0 => "red",
            1 => "yellow",
            _ => "green",
        }
    }

    /// Whether time has taken something from it.
    pub fn is_aged(&self) -> bool {
        self.effective < self.score
    }

    /// Whether the next gate asks for more than there is.
    pub fn is_short(&self) -> bool {
        self.effective < self.asked
    }
}

/// Every element that the book's methodology has, in its order; `gate` is what the next stage asks.
pub fn scorecard<'a>(book: &Book, deal: &'a Deal, gate: &[Requirement], on: Day) -> Vec<Mark<'a>> {
    let elements = book.elements().iter();
    elements
        .map(|element| {
            let evidence = deal.meddic.get(*element);
            let date = evidence.and_then(|evidence| evidence.date);
            let mut asked = gate.iter().filter_map(|one| asked(one, *element));
            Mark {
                element: *element,
                score: deal.meddic.score(*element),
                effective: deal.meddic.effective(*element, &book.fresh_days, on),
                asked: asked.next().unwrap_or(0),
                age: date.map(|date| on.since(date)),
                evidence,
            }
        })
        .collect()
}

fn asked(requirement: &Requirement, element: Element) -> Option<u8> {
    match requirement.ask {
        Ask::Element(asked, least) if asked == element => Some(least),
        _ => None,
    }
}

/// All elements in three figures. None of them opens a gate: that takes each element's own least
/// score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
    /// The share of elements of which anything is known.
    pub completeness: f64,
    /// Σ effective / (3 · elements): 1 where all is proven.
    pub strength: f64,
    /// The lowest effective score.
    pub weakest: u8,
}

impl Summary {
    /// Of the effective scores of all elements; `None` of no elements.
    pub fn new(effective: impl Iterator<Item = u8> + Clone) -> Option<Self> {
        let weakest = effective.clone().min()?;
        let known = effective.clone().filter(|score| *score > 0).count();
        let all = effective.clone().count() as f64;
        let sum: u32 = effective.map(u32::from).sum();
        Some(Self {
            completeness: known as f64 / all,
            strength: f64::from(sum) / (3.0 * all),
            weakest,
        })
    }
}

/// The elements that are worth least, with what that is: the lowest letter is the real score.
pub fn weakest<'m>(marks: &'m [Mark<'_>]) -> Option<(u8, Vec<&'m Mark<'m>>)> {
    let least = marks.iter().map(|mark| mark.effective).min()?;
    Some((
        least,
        marks
            .iter()
            .filter(|mark| mark.effective == least)
            .collect(),
    ))
}

/// So many elements are enough for one talk.
const FOR_ONE_TALK: usize = 3;

/// What to ask about next: the weakest element first, then those that are furthest from what the
/// next gate asks, and the next weakest. Behind them those that are as weak as the first and have
/// to wait.
pub fn to_ask<'m>(marks: &'m [Mark<'m>]) -> (Vec<&'m Mark<'m>>, Vec<&'m Mark<'m>>) {
    let short = |mark: &Mark<'_>| Reverse(mark.asked.saturating_sub(mark.effective));
    let mut all: Vec<&Mark<'_>> = marks.iter().collect();
    // Stable, so that equals stay in the order of the method.
    all.sort_by_key(|mark| (mark.effective, short(mark)));
    let Some((first, rest)) = all.split_first_mut() else {
        return (Vec::new(), Vec::new());
    };
    rest.sort_by_key(|mark| (short(mark), mark.effective));
    let open = rest.iter().copied().filter(|mark| mark.effective < 3);
    let now: Vec<&Mark<'_>> = std::iter::once(*first)
        .chain(open)
        .take(FOR_ONE_TALK)
        .collect();
    let waits = |mark: &&Mark<'_>| mark.effective == first.effective && mark.effective < 3;
    let later = rest
        .iter()
        .copied()
        .filter(waits)
        .filter(|mark| !now.iter().any(|own| own.element == mark.element));
    let later = later.collect();
    (now, later)
}
