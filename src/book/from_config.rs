//! What the book's file means, or everything that is wrong with it.

use std::path::{Component, Path};

use chrono_tz::Tz;
use rust_decimal::Decimal;

use super::{
    Book, DEALS,
    config::{Config, Cost},
    faults, fit,
    mistake::error,
    pipelines::pipelines,
    rates::RateTable,
};
use crate::deal::{
    Day,
    calendar::{Calendar, FiscalStart},
    keywords::Methodology,
};
use crate::finding::Finding;
use crate::key_path::KeyPath;

impl Book {
    /// What the file means, or everything that is wrong with it.
    pub fn from_config(config: Config) -> Result<Self, Vec<Finding>> {
        let mut errors = Vec::new();
        if config.version != 1 {
            errors.push(error(
                KeyPath::top("version"),
                format!("unsupported version {}", config.version),
                "use `version: 1`",
            ));
        }
        let methodology = config.methodology.unwrap_or(Methodology::Meddic);
        let mut book = Self {
            faults: faults::of_pipelines(&config.pipelines.0, methodology),
            timezone: timezone(config.timezone.as_deref(), &mut errors),
            rates: rates(&config, &mut errors),
            calendar: calendar(config.holidays, config.fiscal_year_start, &mut errors),
            pipelines: pipelines(config.pipelines.0, methodology, &mut errors),
            deals: config.deals.unwrap_or_else(|| DEALS.to_owned()),
            currency: config.currency,
            methodology,
            fresh_days: config.fresh_days,
            team: config.team,
            icp: config.icp,
            costs: config.costs,
            targets: config.targets,
            next: config.next,
            check: config.check,
            commits: config.git.commit.unwrap_or(false),
        };
        book.faults.extend(book.list_faults());
        errors.extend(book.mistakes());
        if errors.is_empty() {
            Ok(book)
        } else {
            Err(errors)
        }
    }

    /// What is wrong with single values.
    fn mistakes(&self) -> Vec<Finding> {
        let mut errors = Vec::new();
        if !is_inner(&self.deals) {
            let message = format!("`{}` is outside the book", self.deals);
            let help = "name a folder below this file, such as `deals`";
            errors.push(error(KeyPath::top("deals"), message, help));
        }
        errors.extend(self.fresh_days.empty().map(|element| {
            let at = KeyPath::top("fresh_days").key(element.as_str());
            error(at, "must be at least 1 day".to_owned(), "use 1 or more")
        }));
        errors.extend(self.next.wrong().map(|kind| {
            let at = KeyPath::top("next").key(kind.as_str());
            let help = "use 0 for items that are never urgent";
            error(at, "points must be 0 or more".to_owned(), help)
        }));
        let targets = self.targets.iter().map(|target| &target.period);
        errors.extend(self.wrong_periods("targets", targets));
        let costs = self.costs.iter().map(|cost| &cost.period);
        errors.extend(self.wrong_periods("costs", costs));
        errors.extend(self.costs.iter().enumerate().filter_map(wrong_cost));
        errors.extend(self.icp.iter().flat_map(fit::faults));
        errors
    }

    fn wrong_periods<'a>(
        &self,
        list: &'static str,
        periods: impl Iterator<Item = &'a String>,
    ) -> impl Iterator<Item = Finding> {
        periods.enumerate().filter_map(move |(index, text)| {
            if self.period(text).is_some() {
                return None;
            }
            let at = KeyPath::top(list).index(index).key("period");
            let message = format!("`{text}` is not a valid period");
            let help = "use a year, half, quarter, month, week or fiscal year, such as 2026-Q4, 2026-W48 or FY2027";
            Some(error(at, message, help))
        })
    }
}

/// The first month of the year; January where none is named.
fn fiscal_start(month: Option<u32>, errors: &mut Vec<Finding>) -> FiscalStart {
    let Some(month) = month else {
        return FiscalStart::CALENDAR;
    };
    FiscalStart::new(month).unwrap_or_else(|| {
        let at = KeyPath::top("fiscal_year_start");
        let message = format!("{month} is not a month");
        errors.push(error(
            at,
            message,
            "use the number of its first month, 1 to 12",
        ));
        FiscalStart::CALENDAR
    })
}

/// A cost is either that of a stage or that of a source.
fn wrong_cost((index, cost): (usize, &Cost)) -> Option<Finding> {
    let message = match (&cost.stage, &cost.source) {
        (None, None) => "a cost needs a stage or a source",
        (Some(_), Some(_)) => "a cost is of a stage or of a source, not of both",
        _ => return None,
    };
    let at = KeyPath::top("costs").index(index);
    let help = "name one: `stage: closing` or `source: trade_fair`";
    Some(error(at, message.to_owned(), help))
}

fn is_inner(folder: &str) -> bool {
    let mut parts = Path::new(folder).components();
    parts.all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

fn timezone(name: Option<&str>, errors: &mut Vec<Finding>) -> Option<Tz> {
    let name = name?;
    let zone = name.parse().ok();
    if zone.is_none() {
        errors.push(error(
            KeyPath::top("timezone"),
            format!("unknown time zone `{name}`"),
            "use a name such as Europe/Berlin or Asia/Seoul",
        ));
    }
    zone
}

/// A holiday that is listed twice is a slip: another day was meant.
fn calendar(holidays: Vec<Day>, first_month: Option<u32>, errors: &mut Vec<Finding>) -> Calendar {
    for (index, day) in holidays.iter().enumerate() {
        if holidays.iter().take(index).any(|other| other == day) {
            let at = KeyPath::top("holidays").index(index);
            let message = format!("{day} is listed twice");
            errors.push(error(at, message, "remove one of them, or correct it"));
        }
    }
    Calendar::new(holidays).beginning(fiscal_start(first_month, errors))
}

fn rates(config: &Config, errors: &mut Vec<Finding>) -> Option<RateTable> {
    let rates = config.rates.clone()?;
    let Some(currency) = config.currency else {
        errors.push(error(
            KeyPath::top("rates"),
            "`rates` needs a book currency".to_owned(),
            "add `currency: EUR`, or your own currency",
        ));
        return None;
    };
    let mut per_unit = rates.per_unit.iter();
    if let Some((other, _)) = per_unit.find(|(_, rate)| rate.0 <= Decimal::ZERO) {
        errors.push(error(
            KeyPath::top("rates").key(other.code()),
            format!("the rate of {other} must be above 0"),
            "set the value of 1 unit in the book's currency",
        ));
    }
    Some(RateTable {
        currency,
        date: rates.date,
        per_unit: rates.per_unit,
    })
}
