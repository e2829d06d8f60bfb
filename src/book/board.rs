//! The open deals of a pipeline, stage by stage.

use std::collections::BTreeMap;

use super::{Pipeline, Snapshot};
use crate::deal::{Amount, Currency, Day};

/// An open deal.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    pub id: String,
    pub pipeline: Option<String>,
    /// The stage as the pipeline has it; as the deal says it where the pipeline lacks it.
    pub stage: String,
    pub owner: Option<String>,
    pub amount: Option<Amount>,
    pub currency: Option<Currency>,
    pub close_date: Option<Day>,
    /// Days in the stage; `None` where its entry is unknown.
    pub days: Option<i64>,
    pub on_hold: bool,
    /// It has been in the stage for longer than the book expects.
    pub is_aging: bool,
    /// Its close date is past.
    pub overdue: bool,
}

impl Card {
    /// The card of an open deal; `None` for a closed one.
    pub fn new(snapshot: &Snapshot<'_>) -> Option<Self> {
        let state = snapshot.state;
        state.is_open().then(|| Self {
            id: snapshot.id().to_owned(),
            pipeline: snapshot.pipeline.map(|pipeline| pipeline.id.clone()),
            stage: snapshot.stage_id().to_owned(),
            owner: state.owner.map(str::to_owned),
            amount: state.amount,
            currency: state.amount.and(snapshot.book.currency_of(&state)),
            close_date: state.close_date,
            days: snapshot.days_in_stage(),
            on_hold: state.hold.is_some(),
            is_aging: snapshot.is_aging(),
            overdue: state.close_date.is_some_and(|day| day < snapshot.as_of),
        })
    }
}

/// A stage and its deals, the longest in it first.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    pub stage: String,
    pub title: String,
    pub cards: Vec<Card>,
}

impl Column {
    /// What its deals are worth, each currency for itself.
    pub fn amounts(&self) -> BTreeMap<Option<Currency>, Amount> {
        let mut sums: BTreeMap<Option<Currency>, Amount> = BTreeMap::new();
        for card in &self.cards {
            let Some(amount) = card.amount else { continue };
            let sum = sums
                .entry(card.currency)
                .or_insert(Amount(rust_decimal::Decimal::ZERO));
            sum.0 = sum.0.saturating_add(amount.0);
        }
        sums
    }

    /// How many deals have no amount.
    pub fn without_amount(&self) -> usize {
        self.cards
            .iter()
            .filter(|card| card.amount.is_none())
            .count()
    }

    /// The mean of the days in the stage, of the deals of which they are known.
    pub fn mean_days(&self) -> Option<f64> {
        let days: Vec<i64> = self.cards.iter().filter_map(|card| card.days).collect();
        (!days.is_empty()).then(|| days.iter().sum::<i64>() as f64 / days.len() as f64)
    }
}

/// The stages of a pipeline in their order, then those that deals are in and the pipeline lacks.
pub fn columns(pipeline: &Pipeline, cards: &[Card]) -> Vec<Column> {
    let own = cards
        .iter()
        .filter(|card| card.pipeline.as_ref() == Some(&pipeline.id));
    let mut by_stage: BTreeMap<&str, Vec<Card>> = BTreeMap::new();
    for card in own {
        by_stage.entry(&card.stage).or_default().push(card.clone());
    }
    let known = pipeline
        .stages
        .iter()
        .map(|stage| (stage.id.as_str(), stage.title()));
    let mut columns: Vec<Column> = known
        .map(|(stage, title)| column(stage, title, by_stage.remove(stage).unwrap_or_default()))
        .collect();
    columns.extend(
        by_stage
            .into_iter()
            .map(|(stage, cards)| column(stage, stage, cards)),
    );
    columns
}

fn column(stage: &str, title: &str, mut cards: Vec<Card>) -> Column {
    cards.sort_by(|a, b| {
        (std::cmp::Reverse(a.days), &a.id).cmp(&(std::cmp::Reverse(b.days), &b.id))
    });
    Column {
        stage: stage.to_owned(),
        title: title.to_owned(),
        cards,
    }
}
