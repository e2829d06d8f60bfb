//! The flags of a report: declared once, from which the command line, its help and the `options` of
//! JSON are made.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Display,
    str::FromStr,
};

use crate::table::Cell;

/// What a flag takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Takes {
    /// Nothing: it is given or not.
    Nothing,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Some of these words, comma-separated.
    Words(&'static [&'static str]),
    /// A number of days.
    Days,
    /// A day, as people say it.
    Day,
    /// A number, or another word, written as this shows.
    Number(&'static str),
    /// A text, written as this shows.
    Pattern(&'static str),
    /// The same; the flag is repeatable.
    Patterns(&'static str),
}

/// A flag of one report.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Flag {
    /// With `_`, as in JSON; on the command line with `-`.
    pub name: &'static str,
    pub takes: Takes,
    /// The value where it is not given.
    pub default: Option<&'static str>,
    pub help: &'static str,
}

impl Flag {
    pub const fn new(name: &'static str, takes: Takes, help: &'static str) -> Self {
        Self {
            name,
            takes,
            default: None,
            help,
        }
    }

    pub const fn switch(name: &'static str, help: &'static str) -> Self {
        Self::new(name, Takes::Nothing, help)
    }

    /// The same flag with a default.
    pub const fn or(self, default: &'static str) -> Self {
        Self {
            default: Some(default),
            ..self
        }
    }
}

pub const CHART: Flag = Flag::switch(
    "chart",
    "Also draw charts below the table (not in JSON or CSV)",
);

pub const EXCLUDE_HOLD: Flag = Flag::switch("exclude_hold", "Exclude time on hold");

/// A value that a flag does not take.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("--{flag}: {problem}")]
pub struct FlagError {
    flag: String,
    problem: String,
}

impl FlagError {
    pub fn new(flag: &str, problem: impl Display) -> Self {
        Self {
            flag: flag.replace('_', "-"),
            problem: problem.to_string(),
        }
    }
}

/// The values of a report's flags.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FlagValues {
    values: BTreeMap<&'static str, String>,
    /// The flags that were given, whatever their default.
    given: BTreeSet<&'static str>,
}

impl FlagValues {
    /// The given values, and the defaults of the other flags. A flag that takes nothing is given as
    /// `true`.
    pub fn new(flags: &'static [Flag], given: impl Fn(&str) -> Option<String>) -> Self {
        let mut values = Self::default();
        for flag in flags {
            let own = given(flag.name);
            if own.is_some() {
                values.given.insert(flag.name);
            }
            if let Some(value) = own.or_else(|| flag.default.map(str::to_owned)) {
                values.values.insert(flag.name, value);
            }
        }
        values
    }

    /// The values without flags that do not apply, and the reason; an error if one was given.
    pub fn without(&self, names: &[&'static str], why: &str) -> Result<Self, FlagError> {
        if let Some(flag) = names.iter().find(|name| self.given.contains(*name)) {
            return Err(FlagError::new(flag, why));
        }
        let mut kept = self.clone();
        kept.values.retain(|name, _| !names.contains(name));
        Ok(kept)
    }

    /// The value of a flag that has a default.
    pub fn one<T: FromStr<Err: Display>>(&self, name: &'static str) -> Result<T, FlagError> {
        parse(name, self.values.get(name).map_or("", String::as_str))
    }

    /// The value of a flag that may be absent.
    pub fn maybe<T: FromStr<Err: Display>>(
        &self,
        name: &'static str,
    ) -> Result<Option<T>, FlagError> {
        self.values
            .get(name)
            .map(|value| parse(name, value))
            .transpose()
    }

    /// The values of a flag that takes several; none where it is absent.
    pub fn list<T: FromStr<Err: Display>>(&self, name: &'static str) -> Result<Vec<T>, FlagError> {
        let values = self.values.get(name).map_or("", String::as_str);
        values
            .split(',')
            .filter(|value| !value.is_empty())
            .map(|value| parse(name, value))
            .collect()
    }

    pub fn is_given(&self, name: &str) -> bool {
        self.given.contains(name)
    }

    pub fn is_on(&self, name: &str) -> bool {
        self.values.get(name).is_some_and(|value| value == "true")
    }

    /// The flags and their values, in the order of the flags.
    pub fn options(&self, flags: &'static [Flag]) -> Vec<(&'static str, Cell)> {
        flags
            .iter()
            .filter_map(|flag| Some((flag.name, cell(flag, self.values.get(flag.name)?))))
            .collect()
    }
}

fn parse<T: FromStr<Err: Display>>(name: &str, value: &str) -> Result<T, FlagError> {
    let value = value.parse();
    value.map_err(|error| FlagError::new(name, error))
}

fn cell(flag: &Flag, value: &str) -> Cell {
    match flag.takes {
        Takes::Nothing => Cell::Flag(value == "true"),
        Takes::Days => value
            .parse()
            .map_or_else(|_| Cell::text(value), Cell::Count),
        Takes::Number(_) => value
            .parse()
            .map_or_else(|_| Cell::text(value), Cell::Money),
        Takes::Day | Takes::Word(_) | Takes::Words(_) | Takes::Pattern(_) | Takes::Patterns(_) => {
            Cell::text(value)
        }
    }
}
