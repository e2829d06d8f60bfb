//! The filter language of `list`, `next`, `board`, `check`, `report` and `export`.
//!
//! Terms are ANDed: `stage:closing,negotiation` (any of), `amount:10000..50000`, `source!=inbound`,
//! `is:open`, and bare words, which search name, account and id. Tracked fields and the outcome are
//! those of the as-of date, other fields as they are now. [`term`] is a term and whether a value
//! meets it, [`parse`] understands what was typed, [`subject`] gives the values of a deal. A new
//! field is a tracked field, a line in [`super::fields`], or one in [`subject`].

mod closed;
mod parse;
mod sought;
mod subject;
mod term;

use super::{Book, Snapshot};
use crate::deal::{Day, Deal, DealRecord};
use crate::one_form::composed;
use subject::Subject;
use term::{Term, Test};

pub use parse::FilterError;
pub use sought::Sought;
pub use subject::{STALE_DAYS, mentions, names as field_names};

keywords! {
    /// What `is:` asks.
    Condition { Open = "open", Won = "won", Lost = "lost", Overdue = "overdue", Stale = "stale", OnHold = "on_hold" }
}

/// What a deal has to be to be selected.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filter {
    terms: Vec<Term>,
}

impl Filter {
    /// Understands the terms; every name and closed word in them is checked against the book.
    pub fn parse(terms: &[String], book: &Book, as_of: Day) -> Result<Self, FilterError> {
        let terms: Result<_, _> = terms
            .iter()
            .map(|term| parse::term(&composed(term.into()), book, as_of))
            .collect();
        Ok(Self { terms: terms? })
    }

    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether the deal matches every term, as it stood on the day of the snapshot.
    pub fn matches(&self, snapshot: &Snapshot<'_>, deal: &Deal) -> bool {
        self.holds(&Subject {
            record: snapshot.record,
            deal,
            book: snapshot.book,
            as_of: snapshot.as_of,
            state: snapshot.state,
        })
    }

    /// Whether the deal would match every term if its current values counted, not its history.
    pub fn matches_current(
        &self,
        record: &DealRecord,
        deal: &Deal,
        book: &Book,
        as_of: Day,
    ) -> bool {
        self.holds(&Subject {
            record,
            deal,
            book,
            as_of,
            state: deal.top(),
        })
    }

    fn holds(&self, subject: &Subject<'_>) -> bool {
        self.terms.iter().all(|term| subject.meets(term))
    }

    /// Whether it says itself what stage or outcome it wants.
    pub fn names_stage(&self) -> bool {
        self.terms.iter().any(|term| match term {
            Term::Is { .. } => true,
            Term::Field { field, .. } => field == "stage",
            Term::Search(_) => false,
        })
    }

    /// The field and the value, if it takes the deals with one value of one field.
    pub fn only_value(&self) -> Option<(&str, &str)> {
        match self.terms.as_slice() {
            [
                Term::Field {
                    field,
                    test: Test::AnyOf(words),
                    not: false,
                },
            ] => {
                let [word] = words.as_slice() else {
                    return None;
                };
                Some((field, word))
            }
            _ => None,
        }
    }

    /// The words and values that some deal should have.
    pub fn sought(&self) -> impl Iterator<Item = Sought> {
        self.terms.iter().flat_map(Sought::in_term)
    }
}
