//! What every report is asked: as of which day, for which window, grouped by what, in which
//! pipeline.

use std::cmp::{max, min};

use super::{FlagError, FlagValues};
use crate::book::{Book, Period, Pipeline};
use crate::deal::{Day, DealRecord};
use crate::table::Cell;

keywords! {
    /// By what the rows of a report are grouped.
    By {
        Owner = "owner", Segment = "segment", Source = "source", Product = "product",
        Pipeline = "pipeline", Account = "account", Month = "month", Quarter = "quarter",
    }
}

impl By {
    /// Whether the groups are spans of time, so that one deal may be in several.
    pub fn is_period(self) -> bool {
        matches!(self, By::Month | By::Quarter)
    }
}

/// A span of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    pub from: Day,
    pub to: Day,
}

impl From<Period> for Window {
    fn from(period: Period) -> Self {
        Self {
            from: period.from,
            to: period.to,
        }
    }
}

impl Window {
    /// By default up to `as_of`, and 365 days in all.
    pub fn new(from: Option<Day>, to: Option<Day>, as_of: Day) -> Self {
        let to = to.unwrap_or(as_of);
        Self {
            from: from.unwrap_or_else(|| to.plus(-364)),
            to,
        }
    }

    /// Whether the day is known and in the window.
    pub fn has(&self, day: Option<Day>) -> bool {
        day.is_some_and(|day| self.from <= day && day <= self.to)
    }

    pub fn days(&self) -> i64 {
        self.to.since(self.from) + 1
    }

    /// The days that two windows share.
    pub fn shared(&self, other: Window) -> Window {
        Window {
            from: max(self.from, other.from),
            to: min(self.to, other.to),
        }
    }
}

/// Another revision that the deals are compared with.
#[derive(Debug, Clone, Copy)]
pub struct Compared<'a> {
    /// All its deals, each with the days on which the filters leave it out.
    pub before: &'a [DealRecord],
    /// What it is called.
    pub first: &'a str,
    /// What the revision of the deals themselves is called.
    pub last: &'a str,
}

/// The question. `records` are the deals that match the reader's filters on one of the days that
/// the report asks about.
#[derive(Debug, Clone, Copy)]
pub struct Query<'a> {
    pub records: &'a [DealRecord],
    /// The deals that the filters leave out, for reports that ask what is usual in the whole book.
    pub excluded: &'a [DealRecord],
    pub book: &'a Book,
    pub as_of: Day,
    pub window: Window,
    pub by: Option<By>,
    /// Whether the reader's filters may leave deals out.
    pub filtered: bool,
    /// The part that the filters choose, if it is that of one owner, segment or pipeline.
    pub part: Option<(By, &'a str)>,
    /// Only the time that deals were in this pipeline.
    pub pipeline: Option<&'a Pipeline>,
    /// Write out the calculations.
    pub explain: bool,
    /// An earlier revision, for the report that compares two; then `excluded` is given as well.
    pub compared: Option<Compared<'a>>,
    /// What the checks say of these deals, for the report that counts it.
    pub findings: &'a [Finding],
}

/// A rule that found something in a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub deal: String,
    pub rule: &'static str,
}

impl<'a> Query<'a> {
    /// The question without grouping or scope.
    pub fn new(records: &'a [DealRecord], book: &'a Book, as_of: Day, window: Window) -> Self {
        Self {
            records,
            excluded: &[],
            book,
            as_of,
            window,
            by: None,
            filtered: false,
            part: None,
            pipeline: None,
            explain: false,
            compared: None,
            findings: &[],
        }
    }
}

impl Query<'_> {
    /// Whether it may be about a part of the book's deals only.
    pub fn is_partial(&self) -> bool {
        self.filtered || (self.pipeline.is_some() && self.book.pipelines.len() > 1)
    }

    /// What a name of a period means on the as-of date.
    pub fn period(&self, name: &str) -> Result<Period, FlagError> {
        let period = Period::named(name, self.as_of, self.book.calendar.fiscal_start);
        period.map_err(|error| FlagError::new("period", error))
    }

    /// The value of `--period` where it takes one and may be absent.
    pub fn maybe_period(&self, flags: &FlagValues) -> Result<Option<Period>, FlagError> {
        let name: Option<String> = flags.maybe("period")?;
        name.map(|name| self.period(&name)).transpose()
    }

    /// The flags that every report has, where they were given.
    pub fn options(&self) -> Vec<(&'static str, Cell)> {
        let by = self.by.map(|by| ("by", Cell::text(by.as_str())));
        let pipeline = self
            .pipeline
            .map(|pipeline| ("pipeline", Cell::text(&pipeline.id)));
        by.into_iter().chain(pipeline).collect()
    }
}

/// A report of how deals stand on the as-of date cannot be grouped by spans of time.
pub fn refuse_periods(query: &Query<'_>) -> Result<(), FlagError> {
    if query.by.is_some_and(By::is_period) {
        let problem = "cannot group by month or quarter: these deals are judged on the as-of date";
        return Err(FlagError::new("by", problem));
    }
    Ok(())
}
