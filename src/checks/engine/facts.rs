//! What is kept of each deal for the rules about the whole book: little, so that the deals can be
//! dropped.

use super::{
    options::Options,
    silence::silences,
    subject::{Case, Subject},
};
use crate::book::{
    Book,
    journey::{Exit, Journey, StageRef, Visit},
};
use crate::deal::{Amount, Currency, Day, Outcome, identity::Identity};
use crate::finding::Finding;
use crate::key_path::KeyPath;

/// A book as one rule sees it.
#[derive(Debug, Clone, Copy)]
pub struct BookSubject<'a> {
    pub files: &'a [FileFacts],
    pub book: &'a Book,
    pub options: &'a Options,
}

/// One file of the book.
#[derive(Debug, Clone, PartialEq)]
pub struct FileFacts {
    pub id: String,
    /// Relative to the book, with `/`.
    pub path: String,
    /// `None` where the file cannot be read.
    pub deal: Option<DealFacts>,
}

/// What the rules about the whole book need of a deal.
#[derive(Debug, Clone, PartialEq)]
pub struct DealFacts {
    pub account: Option<String>,
    pub product: Option<String>,
    pub segment: Option<String>,
    pub pipeline: Option<String>,
    pub outcome: Outcome,
    pub amount: Option<Amount>,
    pub currency: Option<Currency>,
    pub is_on_hold: bool,
    pub identity: Identity,
    /// Every stay in a known stage up to the as-of date, in order; those whose start is unknown are
    /// left out.
    pub stays: Vec<Stay>,
    /// The day on which it came into its stage, or began.
    pub entered: Option<Day>,
    /// Days open up to the as-of date.
    pub open_days: Option<i64>,
    /// The rules that the deal silences, as written, each with the value in which it is silent.
    pub silenced: Vec<(String, KeyPath)>,
    /// The positions of the book's overrides that are for it.
    pub overrides: Vec<usize>,
}

/// A stay in one stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    pub stage: StageRef,
    pub days: i64,
    /// How it ended; `None` while it lasts.
    pub exit: Option<Exit>,
}

impl<'a> BookSubject<'a> {
    /// What a rule says of the book's own file.
    pub fn faults(&self, rule: &'static str) -> impl Iterator<Item = Finding> {
        let faults = self.book.faults.iter();
        faults.filter(move |fault| fault.rule == rule).cloned()
    }

    /// The deals that can be read, each with its file.
    pub fn deals(&self) -> impl Iterator<Item = (&'a FileFacts, &'a DealFacts)> {
        let files = self.files.iter();
        files.filter_map(|file| Some((file, file.deal.as_ref()?)))
    }
}

impl DealFacts {
    pub fn new(subject: &Subject<'_>) -> Self {
        let case: &Case<'_> = subject;
        let (deal, top) = (case.deal, case.deal.top());
        let journey = Journey::new(case.history, case.book, None, case.as_of);
        let pipeline = case.book.pipeline_of(&top);
        let silenced = silences(case).into_iter();
        let silenced = silenced.map(|silence| (silence.rule.to_owned(), silence.covers));
        Self {
            account: deal.account.clone(),
            product: deal.product.clone(),
            segment: deal.segment.clone(),
            pipeline: pipeline.map(|pipeline| pipeline.id.clone()),
            outcome: top.outcome(),
            amount: top.amount,
            currency: case.book.currency_of(&top),
            identity: Identity::new(case.id, deal, case.history),
            is_on_hold: top.hold.is_some(),
            stays: journey.as_ref().map(stays).unwrap_or_default(),
            entered: subject.stage_entered(),
            open_days: journey.as_ref().and_then(Journey::open_days),
            silenced: silenced.collect(),
            overrides: Vec::new(),
        }
    }
}

fn stays(journey: &Journey) -> Vec<Stay> {
    let visits = journey.visits.iter();
    visits
        .filter_map(|visit| Stay::new(visit, journey))
        .collect()
}

impl Stay {
    fn new(visit: &Visit, journey: &Journey) -> Option<Self> {
        Some(Self {
            stage: visit.stage?,
            days: visit.days(journey.as_of)?,
            exit: visit.exit.map(|(_, exit)| exit),
        })
    }
}
