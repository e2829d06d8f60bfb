//! The choices in which vendors' formulas of velocity differ.

use std::str::FromStr;

use crate::reports::flags::{Flag, FlagError, FlagValues, Takes};
use crate::reports::loss_class::LossClass;

keywords! {
    /// Which deals N counts: the stock, or one of the flows of the window.
    Count { Open = "open", Created = "created", Closed = "closed" }
}

keywords! {
    /// What W is a share of: of deals, or of their value.
    WinBy { Count = "count", Value = "value" }
}

keywords! {
    /// Whose days L is made of.
    CycleOf { Won = "won", Closed = "closed" }
}

keywords! {
    /// How L is made of them.
    CycleStat { Mean = "mean", Median = "median", Km = "km" }
}

/// Which deals W judges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Win {
    /// Those closed in the window.
    Closed,
    /// Those created in the window, open ones included.
    Cohort,
    /// Those created in the window and this many days old or more: won by that age?
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

/// How to compute velocity.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    pub count: Count,
    pub win: Win,
    pub win_by: WinBy,
    pub cycle: CycleOf,
    pub cycle_stat: CycleStat,
    /// Losses of these classes are taken for no closings at all.
    pub without: Vec<LossClass>,
    /// An open deal counts as lost on the day on which it has been silent for this many days.
    pub stale_after: Option<u32>,
    pub exclude_hold: bool,
    /// W as it were if every group had the same mix of segments.
    pub standardize: bool,
}

impl Options {
    pub fn of(flags: &FlagValues) -> Result<Self, FlagError> {
        Ok(Self {
            count: flags.one("count")?,
            win: flags.one("win")?,
            win_by: flags.one("win_by")?,
            cycle: flags.one("cycle")?,
            cycle_stat: flags.one("cycle_stat")?,
            without: flags.list("exclude_loss_class")?,
            stale_after: flags.maybe("stale_as_lost")?,
            exclude_hold: flags.is_on("exclude_hold"),
            standardize: flags.maybe::<String>("standardize")?.is_some(),
        })
    }
}

pub const FLAGS: &[Flag] = &[
    Flag {
        name: "count",
        takes: Takes::Word(Count::WORDS),
        default: Some("open"),
        help: "N: deals open on the as-of date (stock), or created or closed in the window (flow)",
    },
    Flag {
        name: "win",
        takes: Takes::Pattern("closed|cohort|horizon:DAYS"),
        default: Some("closed"),
        help: "W: deals closed in the window; deals created in it; or those won by an age",
    },
    Flag {
        name: "win_by",
        takes: Takes::Word(WinBy::WORDS),
        default: Some("count"),
        help: "W by count or by value",
    },
    Flag {
        name: "cycle",
        takes: Takes::Word(CycleOf::WORDS),
        default: Some("won"),
        help: "L: days of won deals, or of all closed deals",
    },
    Flag {
        name: "cycle_stat",
        takes: Takes::Word(CycleStat::WORDS),
        default: Some("mean"),
        help: "L: mean, median, or Kaplan–Meier median including open deals",
    },
    Flag {
        name: "exclude_loss_class",
        takes: Takes::Words(LossClass::WORDS),
        default: None,
        help: "Exclude losses of these classes from W",
    },
    Flag {
        name: "stale_as_lost",
        takes: Takes::Days,
        default: None,
        help: "Count an open deal as lost after DAYS without a history entry or two-way activity",
    },
    Flag {
        name: "exclude_hold",
        takes: Takes::Nothing,
        default: None,
        help: "Exclude time on hold from L",
    },
    Flag {
        name: "standardize",
        takes: Takes::Word(&["segment"]),
        default: None,
        help: "Standardize W to the same segment mix in every group",
    },
];
