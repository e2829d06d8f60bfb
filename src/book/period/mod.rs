//! A span of days as people name it: `2026`, `2026-H2`, `2026-Q2`, `2026-05`, `2026-W48`,
//! `FY2027-Q1`, or two days with `..` between. [`names`] reads and writes the names.

mod names;

use crate::deal::{Day, calendar::FiscalStart};

pub use names::PeriodError;

keywords! {
    /// The spans of the calendar, or of the book's fiscal year.
    Per { Week = "week", Month = "month", Quarter = "quarter", Half = "half", Year = "year" }
}

/// Both days are part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    pub from: Day,
    pub to: Day,
    kind: Kind,
}

/// What it is called, and so which period comes before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    /// So many months of a year: 1, 3, 6 or 12; a fiscal one where its start is given.
    Months(u32, Option<FiscalStart>),
    /// Monday to Sunday.
    Week,
    Days,
}

impl Period {
    /// The week, month, quarter, half or year in which a day lies; of fiscal years where they do not
    /// begin in January.
    pub fn around(day: Day, per: Per, start: FiscalStart) -> Self {
        let fiscal = Some(start).filter(|start| *start != FiscalStart::CALENDAR);
        let months = match per {
            Per::Week => return Self::week(day),
            Per::Month => return Self::of_months(day, 1, None),
            Per::Quarter => 3,
            Per::Half => 6,
            Per::Year => 12,
        };
        Self::of_months(day, months, fiscal)
    }

    /// From one day to another, both included.
    pub fn between(from: Day, to: Day) -> Self {
        Self {
            from,
            to,
            kind: Kind::Days,
        }
    }

    pub fn has(&self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }

    pub fn days(&self) -> i64 {
        self.to.since(self.from) + 1
    }

    /// The day on which so many of its days are over: before its first day if none is, and never its
    /// last.
    pub fn day_after(&self, over: i64) -> Day {
        self.from.plus(-1 + over.min(self.days() - 1))
    }

    /// Whether it is of the same days, whatever its name.
    pub fn covers_same(&self, other: &Period) -> bool {
        (self.from, self.to) == (other.from, other.to)
    }

    /// The period of the same kind before it: the quarter before a quarter, as many days before
    /// some days.
    #[must_use]
    pub fn previous(&self) -> Self {
        self.with(self.from.plus(-1), self.from.plus(-self.days()))
    }

    /// The period of the same kind after it.
    #[must_use]
    pub fn next(&self) -> Self {
        self.with(self.to.plus(1), self.to.plus(1))
    }

    /// That of the same kind around a day; some days begin on another one.
    fn with(&self, day: Day, begin: Day) -> Self {
        match self.kind {
            Kind::Months(months, fiscal) => Self::of_months(day, months, fiscal),
            Kind::Week => Self::week(day),
            Kind::Days => Self::between(begin, begin.plus(self.days() - 1)),
        }
    }

    /// The same a year earlier.
    #[must_use]
    pub fn year_before(&self) -> Self {
        match self.kind {
            Kind::Months(months, fiscal) => {
                Self::of_months(self.from.plus_months(-12), months, fiscal)
            }
            Kind::Week => Self::week(self.from.plus(-52 * 7)),
            Kind::Days => Self::between(self.from.plus_months(-12), self.to.plus_months(-12)),
        }
    }

    fn of_months(day: Day, months: u32, fiscal: Option<FiscalStart>) -> Self {
        let start = fiscal.unwrap_or(FiscalStart::CALENDAR);
        Self {
            from: start.begin(day, months),
            to: start.end(day, months),
            kind: Kind::Months(months, fiscal),
        }
    }

    fn week(day: Day) -> Self {
        let monday = day.plus(-i64::from(day.days_from_monday()));
        Self {
            from: monday,
            to: monday.plus(6),
            kind: Kind::Week,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FiscalStart, Per, Period};

    fn named(text: &str) -> Period {
        let start = FiscalStart::new(2).expect("a month");
        let today = "2026-11-25".parse().expect("a day");
        Period::named(text, today, start).expect(text)
    }

    #[test]
    fn what_came_before_and_comes_after() {
        for (before, text) in [
            ("2025", "2026"),
            ("2025-Q4", "2026-Q1"),
            ("2025-H2", "2026-H1"),
            ("2025-12", "2026-01"),
            ("2025-W52", "2026-W01"),
            ("FY2026-Q4", "FY2027-Q1"),
            ("FY2026", "FY2027"),
            ("2026-05-01..2026-05-10", "2026-05-11..2026-05-20"),
        ] {
            assert_eq!(named(text).previous().to_string(), before);
            assert_eq!(named(before).next().to_string(), text);
        }
    }

    #[test]
    fn a_year_earlier() {
        for (text, before) in [
            ("2026-Q1", "2025-Q1"),
            ("FY2027-H1", "FY2026-H1"),
            ("2024-02-29..2024-03-10", "2023-02-28..2023-03-10"),
        ] {
            assert_eq!(named(text).year_before().to_string(), before);
        }
    }

    #[test]
    fn fiscal_quarters_are_those_of_a_book_that_has_them() {
        let day = "2026-11-25".parse().expect("a day");
        let start = FiscalStart::new(2).expect("a month");
        let of = |per, start| Period::around(day, per, start).to_string();
        assert_eq!(of(Per::Quarter, start), "FY2027-Q4");
        assert_eq!(of(Per::Quarter, FiscalStart::CALENDAR), "2026-Q4");
        assert_eq!(of(Per::Month, start), "2026-11");
        assert_eq!(of(Per::Week, start), "2026-W48");
        assert_eq!(of(Per::Half, start), "FY2027-H2");
    }
}
