//! What a book means: its pipelines with stages and gates, team, rates and ideal customer. Pure:
//! knows no files.
//!
//! [`config`] is the file as written, [`Book`] what it means. Decisions about moves are in
//! [`advance`].

pub mod advance;
pub mod after_win;
pub mod agenda;
pub mod board;
pub mod challenger;
pub mod config;
pub mod difference;
mod faults;
pub mod fields;
pub mod filter;
pub mod fit;
mod from_config;
pub mod gate;
pub mod goals;
pub mod icp;
pub mod journey;
mod mistake;
pub mod next_command;
pub mod period;
pub mod pipeline;
mod pipelines;
pub mod preset;
pub mod rates;
pub mod risk;
pub mod scorecard;
pub mod snapshot;

pub use gate::Requirement;
pub use period::{Per, Period};
pub use pipeline::{Pipeline, Stage};
pub use snapshot::Snapshot;

use chrono_tz::Tz;

use crate::deal::{
    Amount, Currency, Day, Deal, DealRecord, Element, History, State, calendar::Calendar,
    keywords::Methodology, meddic::FreshDays,
};
use crate::finding::Finding;
use crate::one_form::composed;
use agenda::urgency::Weights;
use config::{CheckConfig, Cost, Member, Target};
use icp::Icp;
use rates::RateTable;

/// The folder of the deals, where the book names none.
pub const DEALS: &str = "deals";

/// A book, understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Book {
    /// The folder of the deals, relative to the book's file.
    pub deals: String,
    pub currency: Option<Currency>,
    pub rates: Option<RateTable>,
    pub timezone: Option<Tz>,
    pub methodology: Methodology,
    pub fresh_days: FreshDays,
    /// Which days are worked on.
    pub calendar: Calendar,
    pub team: Vec<Member>,
    /// Never empty; the first is that of deals that name none.
    pub pipelines: Vec<Pipeline>,
    pub icp: Option<Icp>,
    pub costs: Vec<Cost>,
    pub targets: Vec<Target>,
    pub next: Weights,
    pub check: CheckConfig,
    /// Whether each command that writes makes a commit.
    pub commits: bool,
    /// What its file says that nobody can mean, and that stops no command.
    pub faults: Vec<Finding>,
}

impl Book {
    /// The pipeline that deals belong to that name none.
    pub fn default_pipeline(&self) -> Option<&Pipeline> {
        self.pipelines.first()
    }

    /// The pipeline of that id; the first where none is named.
    pub fn pipeline(&self, id: Option<&str>) -> Option<&Pipeline> {
        match id {
            None => self.default_pipeline(),
            Some(id) => {
                let id = composed(id.into());
                self.pipelines.iter().find(|pipeline| pipeline.id == id)
            }
        }
    }

    /// The pipeline that a deal is in; `None` where the book lacks it.
    pub fn pipeline_of(&self, state: &State<'_>) -> Option<&Pipeline> {
        self.pipeline(state.pipeline)
    }

    /// The stage that an open deal is in.
    pub fn stage_of(&self, state: &State<'_>) -> Option<&Stage> {
        self.pipeline_of(state)?.stage(state.stage)
    }

    /// The id of its stage; the outcome of a closed deal, and the name as written where the book
    /// lacks it.
    pub fn stage_id<'a>(&'a self, state: &State<'a>) -> &'a str {
        self.stage_of(state).map_or(state.stage, |stage| &stage.id)
    }

    /// The currency of a deal: its own, else the book's.
    pub fn currency_of(&self, state: &State<'_>) -> Option<Currency> {
        state.currency.or(self.currency)
    }

    /// The id of the pipeline that a deal is in; the name as written where the book lacks it.
    pub fn pipeline_id<'a>(&'a self, state: &State<'a>) -> Option<&'a str> {
        self.pipeline_of(state)
            .map_or(state.pipeline, |pipeline| Some(&pipeline.id))
    }

    /// The names of the fields in which two states differ. Two spellings of one stage, pipeline,
    /// currency or forecast are no difference.
    pub fn differing(&self, a: &State<'_>, b: &State<'_>) -> Vec<&'static str> {
        self.understood(a).differing(&self.understood(b))
    }

    /// A state with every field as the book understands it: ids instead of aliases, and what holds
    /// where nothing is said.
    pub fn understood<'a>(&'a self, state: &State<'a>) -> State<'a> {
        State {
            currency: self.currency_of(state),
            forecast: Some(state.forecast()),
            ..self.identified(state)
        }
    }

    /// A state with the ids of its pipeline and stage.
    pub fn identified<'a>(&'a self, state: &State<'a>) -> State<'a> {
        State {
            pipeline: self.pipeline_id(state),
            stage: self.stage_id(state),
            ..*state
        }
    }

    /// The fields at the top of a deal that say something else than its history, which counts.
    pub fn mismatch(&self, deal: &Deal, history: &History) -> Vec<&'static str> {
        self.differing(&history.latest(), &deal.top())
    }

    /// What is read of a deal.
    pub fn record(&self, id: &str, deal: &Deal, history: History) -> DealRecord {
        let mismatch = !self.mismatch(deal, &history).is_empty();
        DealRecord {
            mismatch,
            ..DealRecord::new(id, deal, history)
        }
    }

    /// The days that a period of this file means; the same on every day.
    pub fn period(&self, name: &str) -> Option<Period> {
        Period::fixed(name, self.calendar.fiscal_start)
    }

    /// The week, month, quarter, half or year in which a day lies, by the book's fiscal year.
    pub fn period_around(&self, day: Day, per: Per) -> Period {
        Period::around(day, per, self.calendar.fiscal_start)
    }

    /// The member of the team with that id.
    pub fn member(&self, id: &str) -> Option<&Member> {
        let id = composed(id.into());
        self.team.iter().find(|member| member.id == id)
    }

    /// The member of that id in any case.
    pub fn member_in_any_case(&self, id: &str) -> Option<&Member> {
        let id = composed(id.into()).to_lowercase();
        let mut team = self.team.iter();
        team.find(|member| member.id.to_lowercase() == id)
    }

    /// The elements that its methodology asks for.
    pub fn elements(&self) -> &'static [Element] {
        Element::all_of(self.methodology)
    }

    /// An amount of a deal in euros, for thresholds that the book does not set; `None` where nothing
    /// converts it.
    pub fn in_euros(&self, amount: Amount, currency: Option<Currency>) -> Option<Amount> {
        let euro = Currency::typed("EUR").ok()?;
        if currency == Some(euro) {
            return Some(amount);
        }
        let amount = self.in_own_currency(amount, Some(currency?))?;
        if self.currency == Some(euro) {
            return Some(amount);
        }
        let rate = self.rates.as_ref()?.per_unit.get(&euro)?;
        amount.0.checked_div(rate.0).map(Amount)
    }

    /// An amount of a deal in the book's currency, for thresholds; `None` without a rate.
    pub fn in_own_currency(&self, amount: Amount, currency: Option<Currency>) -> Option<Amount> {
        match (currency, &self.rates) {
            (currency, _) if currency.is_none() || currency == self.currency => Some(amount),
            (Some(currency), Some(rates)) => rates.convert(amount, currency),
            _ => None,
        }
    }
}
