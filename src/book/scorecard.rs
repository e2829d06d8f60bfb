//! What is known of each element of the qualification on a day, and what the next stage asks of it.

use crate::deal::Deal;
use crate::deal::day::Day;
use crate::deal::meddic::{Element, Evidence};

use super::Book;
use super::gate::{Ask, Requirement};

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
    let mark = |element: &Element| {
        let evidence = deal.meddic.get(*element);
        Mark {
            element: *element,
            score: deal.meddic.score(*element),
            effective: deal.meddic.effective(*element, on),
            asked: gate.iter().find_map(|requirement| asked(requirement, *element)).unwrap_or(0),
            age: evidence.and_then(|evidence| evidence.date).map(|date| on.since(date)),
            evidence,
        }
    };
    book.elements().iter().map(mark).collect()
}

fn asked(requirement: &Requirement, element: Element) -> Option<u8> {
    match requirement.ask {
        Ask::Element(asked, least) if asked == element => Some(least),
        _ => None,
    }
}

/// All elements in three figures. None of them opens a gate: that takes each element's own least score.
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
    /// `None` of no elements.
    pub fn of(marks: &[Mark<'_>]) -> Option<Self> {
        let weakest = marks.iter().map(|mark| mark.effective).min()?;
        let known = marks.iter().filter(|mark| mark.effective > 0).count();
        let sum: u32 = marks.iter().map(|mark| u32::from(mark.effective)).sum();
        let all = marks.len() as f64;
        Some(Self { completeness: known as f64 / all, strength: f64::from(sum) / (3.0 * all), weakest })
    }
}

/// The elements that are worth least, with what that is: the lowest letter is the real score.
pub fn weakest<'m>(marks: &'m [Mark<'_>]) -> Option<(u8, Vec<&'m Mark<'m>>)> {
    let least = marks.iter().map(|mark| mark.effective).min()?;
    Some((least, marks.iter().filter(|mark| mark.effective == least).collect()))
}
