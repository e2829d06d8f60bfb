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
pub mod fields;
pub mod filter;
pub mod fit;
pub mod gate;
pub mod goals;
pub mod icp;
pub mod journey;
pub mod next_command;
pub mod period;
pub mod pipeline;
mod pipelines;
pub mod preset;
pub mod rates;
pub mod risk;
pub mod scorecard;
pub mod snapshot;

use chrono_tz::Tz;

use crate::deal::Deal;
use crate::deal::calendar::Calendar;
use crate::deal::day::Day;
use crate::deal::history::{History, State};
use crate::deal::keywords::Methodology;
use crate::deal::meddic::{Element, FreshDays};
use crate::deal::money::{Amount, Currency};
use crate::deal::record::DealRecord;
use crate::finding::{BAD_VALUE, Finding};
use crate::key_path::KeyPath;

use agenda::urgency::Weights;
use config::{CheckConfig, Config, Cost, Member, Target};
use icp::Icp;
use period::Period;
use pipeline::{Pipeline, Stage};
use pipelines::pipelines;
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
}

impl Book {
    /// What the file means, or everything that is wrong with it.
    pub fn of(config: Config) -> Result<Self, Vec<Finding>> {
        let mut errors = Vec::new();
        if config.version != 1 {
            errors.push(error(
                KeyPath::top("version"),
                format!("version {} is not known", config.version),
                "write `version: 1`",
            ));
        }
        let timezone = timezone(config.timezone.as_deref(), &mut errors);
        let methodology = config.methodology.unwrap_or(Methodology::Meddic);
        let rates = rates(&config, &mut errors);
        let calendar = calendar(config.holidays, &mut errors);
        let pipelines = pipelines(config.pipelines.0, methodology, &mut errors);
        let book = Self {
            deals: config.deals.unwrap_or_else(|| DEALS.to_owned()),
            currency: config.currency,
            rates,
            timezone,
            methodology,
            fresh_days: config.fresh_days,
            calendar,
            team: config.team,
            pipelines,
            icp: config.icp,
            costs: config.costs,
            targets: config.targets,
            next: config.next,
            check: config.check,
        };
        if !is_inner(&book.deals) {
            let message = format!("`{}` leads out of the book", book.deals);
            errors.push(error(
                KeyPath::top("deals"),
                message,
                "name a folder below this file, such as `deals`",
            ));
        }
        for element in book.fresh_days.empty() {
            let at = KeyPath::top("fresh_days").key(element.as_str());
            errors.push(error(
                at,
                "evidence that is never fresh".to_owned(),
                "write 1 day or more",
            ));
        }
        for kind in book.next.wrong() {
            let at = KeyPath::top("next").key(kind.as_str());
            errors.push(error(
                at,
                "points are a number from 0 on".to_owned(),
                "write 0 for what is not urgent at all",
            ));
        }
        check_periods(&book, &mut errors);
        errors.extend(book.icp.iter().flat_map(fit::faults));
        if errors.is_empty() {
            Ok(book)
        } else {
            Err(errors)
        }
    }

    /// The pipeline that deals belong to that name none.
    pub fn default_pipeline(&self) -> Option<&Pipeline> {
        self.pipelines.first()
    }

    /// The pipeline of that id; the first where none is named.
    pub fn pipeline(&self, id: Option<&str>) -> Option<&Pipeline> {
        match id {
            None => self.default_pipeline(),
            Some(id) => self.pipelines.iter().find(|pipeline| pipeline.id == id),
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

    /// The member of the team with that id.
    pub fn member(&self, id: &str) -> Option<&Member> {
        self.team.iter().find(|member| member.id == id)
    }

    /// The elements that its methodology asks for.
    pub fn elements(&self) -> &'static [Element] {
        Element::of(self.methodology)
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

fn error(at: KeyPath, message: String, help: &str) -> Finding {
    Finding::new(BAD_VALUE, message).at(at).help(help)
}

fn check_periods(book: &Book, errors: &mut Vec<Finding>) {
    let targets = book
        .targets
        .iter()
        .enumerate()
        .map(|(index, target)| ("targets", index, &target.period));
    let costs = book
        .costs
        .iter()
        .enumerate()
        .map(|(index, cost)| ("costs", index, &cost.period));
    for (list, index, text) in targets.chain(costs) {
        if let Err(wrong) = text.parse::<Period>() {
            let at = KeyPath::top(list).index(index).key("period");
            errors.push(error(
                at,
                wrong.to_string(),
                "name the year, quarter or month that is meant",
            ));
        }
    }
}

fn is_inner(folder: &str) -> bool {
    let path = std::path::Path::new(folder);
    path.components().all(|c| {
        matches!(
            c,
            std::path::Component::Normal(_) | std::path::Component::CurDir
        )
    })
}

fn timezone(name: Option<&str>, errors: &mut Vec<Finding>) -> Option<Tz> {
    let name = name?;
    let zone = name.parse().ok();
    if zone.is_none() {
        let message = format!("`{name}` is no time zone");
        errors.push(error(
            KeyPath::top("timezone"),
            message,
            "write a name such as Europe/Berlin or Asia/Seoul",
        ));
    }
    zone
}

/// A day off that is listed twice is a slip: another day was meant.
fn calendar(holidays: Vec<Day>, errors: &mut Vec<Finding>) -> Calendar {
    for (index, day) in holidays.iter().enumerate() {
        if holidays.iter().take(index).any(|other| other == day) {
            let at = KeyPath::top("holidays").index(index);
            errors.push(error(
                at,
                format!("{day} is there twice"),
                "take one of them away, or write the day that is meant",
            ));
        }
    }
    Calendar::new(holidays)
}

fn rates(config: &Config, errors: &mut Vec<Finding>) -> Option<RateTable> {
    let rates = config.rates.clone()?;
    let Some(currency) = config.currency else {
        let message = "rates convert into the book's currency, and the book has none".to_owned();
        errors.push(error(
            KeyPath::top("rates"),
            message,
            "add `currency: EUR`, or the currency that is yours",
        ));
        return None;
    };
    if let Some((other, _)) = rates
        .per_unit
        .iter()
        .find(|(_, rate)| rate.0 <= rust_decimal::Decimal::ZERO)
    {
        let at = KeyPath::top("rates").key(other.code());
        errors.push(error(
            at,
            format!("the rate of {other} is not above 0"),
            "write what 1 unit is in the book's currency",
        ));
    }
    Some(RateTable {
        currency,
        date: rates.date,
        per_unit: rates.per_unit,
    })
}
