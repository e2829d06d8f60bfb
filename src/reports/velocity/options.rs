//! The choices in which vendors' formulas of velocity differ.

use std::str::FromStr;

use crate::reports::{
    FlagError, FlagValues,
    flags::{Flag, Takes},
    loss_class::LossClass,
};

keywords! {
    /// Which deals N counts: the stock, or one of the flows of the window.
    Count { Open = "open", Created = "created", Closed = "closed" }
}

keywords! {
    /// What W is a share of: deals, or their value.
    WinBy { Count = "count", Value = "value" }
}

keywords! {
    /// Which deals L is taken from.
    CycleOf { Won = "won", Closed = "closed" }
}

keywords! {
    /// How L is taken from their days.
    CycleStat { Mean = "mean", Median = "median", Km = "km" }
}

/// Which deals W judges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Win {
    /// Those closed in the window.
    Closed,
    /// Those created in the window, open ones included.
    Cohort,
    /// Those created in the window and at least this many days old: won by that age?
    Horizon(u32),
}

impl FromStr for Win {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match (text, text.strip_prefix("horizon:").map(str::parse)) {
            ("closed", _) => Ok(Win::Closed),
            ("cohort", _) => Ok(Win::Cohort),
            (_, Some(Ok(days))) => Ok(Win::Horizon(days)),
            _ => Err(format!("`{text}` is not one of closed, cohort, horizon:90")),
        }
    }
}

/// How to calculate velocity.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    pub count: Count,
    pub win: Win,
    pub win_by: WinBy,
    pub cycle: CycleOf,
    pub cycle_stat: CycleStat,
    /// Losses of these classes are not counted as closed.
    pub excluded: Vec<LossClass>,
    /// An open deal counts as lost once it has been silent for this many days.
    pub stale_after: Option<u32>,
    pub exclude_hold: bool,
    /// W as if every group had the same mix of segments.
    pub standardize: bool,
}

impl Options {
    pub fn new(flags: &FlagValues) -> Result<Self, FlagError> {
        Ok(Self {
            count: flags.one("count")?,
            win: flags.one("win")?,
            win_by: flags.one("win_by")?,
            cycle: flags.one("cycle")?,
            cycle_stat: flags.one("cycle_stat")?,
            excluded: flags.list("exclude_loss_class")?,
            stale_after: flags.maybe("stale_as_lost")?,
            exclude_hold: flags.is_on("exclude_hold"),
            standardize: flags.maybe::<String>("standardize")?.is_some(),
        })
    }
}

pub const FLAGS: &[Flag] = &[
    Flag::new(
        "count",
        Takes::Word(Count::WORDS),
        "N: deals open on the as-of date (stock), or created or closed in the window (flow)",
    )
    .or("open"),
    Flag::new(
        "win",
        Takes::Pattern("closed|cohort|horizon:DAYS"),
        "W: deals closed in the window; deals created in it; or those won by an age",
    )
    .or("closed"),
    Flag::new(
        "win_by",
        Takes::Word(WinBy::WORDS),
        "W by count or by value",
    )
    .or("count"),
    Flag::new(
        "cycle",
        Takes::Word(CycleOf::WORDS),
        "L: days of won deals, or of all closed deals",
    )
    .or("won"),
    Flag::new(
        "cycle_stat",
        Takes::Word(CycleStat::WORDS),
        "L: mean, median, or Kaplan–Meier median including open deals",
    )
    .or("mean"),
    Flag::new(
        "exclude_loss_class",
        Takes::Words(LossClass::WORDS),
        "Exclude losses of these classes from W",
    ),
    Flag::new(
        "stale_as_lost",
        Takes::Days,
        "Count an open deal as lost after DAYS without a history entry or two-way activity",
    ),
    Flag::switch("exclude_hold", "Exclude time on hold from L"),
    Flag::new(
        "standardize",
        Takes::Word(&["segment"]),
        "Standardize W to the same segment mix in every group",
    ),
];
