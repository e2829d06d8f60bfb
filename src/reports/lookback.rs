//! Periods of the calendar that are over, and the day of each on which one looks ahead.

use super::{
    FlagError, FlagValues, Query,
    flags::{Flag, Takes},
};
use crate::book::{Period, period::Per};
use crate::deal::Day;

keywords! {
    /// On which day of a period it is looked ahead.
    At { Start = "start", Same = "same" }
}

pub const PER: Flag = Flag::new(
    "per",
    Takes::Word(Per::WORDS),
    "Calendar periods to look back on",
)
.or("quarter");

pub const LAST: Flag = Flag::new(
    "last",
    Takes::Number("N"),
    "How many of them, the latest that are over (1 to 40)",
)
.or("8");

pub const AT: Flag = Flag::new(
    "at",
    Takes::Word(At::WORDS),
    "The day on which it is said: the last one before the period, or when as many of its days were over as of the present one",
)
.or("start");

/// The most periods that are looked at.
const MOST: usize = 40;

/// A period that is over, and the day on which something was said of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PastPeriod {
    pub period: Period,
    pub said_on: Day,
}

impl PastPeriod {
    /// Whether a day is in the period and after the one on which it was said.
    pub fn is_to_come(&self, day: Day) -> bool {
        self.said_on < day && day <= self.period.to
    }
}

/// The periods that the flags ask for, oldest first.
pub fn periods(query: &Query<'_>, flags: &FlagValues) -> Result<Vec<PastPeriod>, FlagError> {
    let per: Per = flags.one("per")?;
    let last: String = flags.one("last")?;
    let problem = || FlagError::new("last", format!("must be from 1 to {MOST}, not `{last}`"));
    let last = last.parse().ok().filter(|last| (1..=MOST).contains(last));
    let last = last.ok_or_else(problem)?;
    let present = query.book.period_around(query.as_of, per);
    let over = match flags.one("at")? {
        At::Start => 0,
        At::Same => query.as_of.since(present.from) + 1,
    };
    let earlier = std::iter::successors(Some(present), |own| Some(own.previous()));
    let mut periods: Vec<PastPeriod> = earlier
        .skip_while(|own| own.to > query.as_of)
        .take(last)
        .map(|period| PastPeriod {
            period,
            said_on: period.day_after(over),
        })
        .collect();
    periods.reverse();
    Ok(periods)
}
