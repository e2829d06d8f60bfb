//! What is kept of each deal for the rules that need all of them: little, so that the deals can be dropped.

use crate::deal::Deal;
use crate::deal::history::Outcome;
use crate::deal::money::{Amount, Currency};

use super::subject::Case;

/// One file of the book.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    pub id: String,
    /// As findings show it.
    pub path: String,
    /// `None` where the file cannot be read.
    pub deal: Option<Sketch>,
}

/// A deal in a few words.
#[derive(Debug, Clone, PartialEq)]
pub struct Sketch {
    pub account: Option<String>,
    pub product: Option<String>,
    pub segment: Option<String>,
    pub pipeline: Option<String>,
    pub outcome: Outcome,
    pub amount: Option<Amount>,
    pub currency: Option<Currency>,
    /// The names that the deal asks to be silent about, as written.
    pub ignored: Vec<String>,
}

impl Sketch {
    pub fn of(case: &Case<'_>) -> Self {
        let (deal, top) = (case.deal, case.deal.top());
        Self {
            account: deal.account.clone(),
            product: deal.product.clone(),
            segment: deal.segment.clone(),
            pipeline: case.book.pipeline_of(&top).map(|pipeline| pipeline.id.clone()),
            outcome: top.outcome(),
            amount: top.amount,
            currency: case.book.currency_of(&top),
            ignored: ignored(deal),
        }
    }
}

fn ignored(deal: &Deal) -> Vec<String> {
    deal.ignore.iter().map(|ignore| ignore.rule.clone()).collect()
}
