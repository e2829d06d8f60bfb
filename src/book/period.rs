//! A span of days as people name it: `2026`, `2026-Q2`, `2026-05`, or two days with `..` between.

use std::{fmt, str::FromStr};

use crate::deal::Day;

keywords! {
    /// The spans of the calendar.
    Per { Month = "month", Quarter = "quarter", Year = "year" }
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
    /// So many months of the calendar: 1, 3 or 12.
    Months(u32),
    Days,
}

/// Why a text is no period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a valid period; use 2026, 2026-Q2, 2026-05 or 2026-05-01..2026-05-15")]
pub struct PeriodError(String);

impl Period {
    /// The month, quarter or year of the calendar in which a day lies.
    pub fn around(day: Day, per: Per) -> Self {
        let (month, months) = match per {
            Per::Month => (day.month(), 1),
            Per::Quarter => (day.quarter() * 3 - 2, 3),
            Per::Year => (1, 12),
        };
        let whole = Day::new(day.year(), month, 1).and_then(|from| Self::months(from, months));
        whole.unwrap_or(Self::between(day, day))
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
        let before = self.from.plus(-1);
        match self.kind {
            Kind::Months(12) => Self::around(before, Per::Year),
            Kind::Months(3) => Self::around(before, Per::Quarter),
            Kind::Months(_) => Self::around(before, Per::Month),
            Kind::Days => Self::between(self.from.plus(-self.days()), before),
        }
    }

    /// So many months from the first day of one of them.
    fn months(from: Day, months: u32) -> Option<Self> {
        let behind = from.month() + months;
        let next = if behind > 12 {
            Day::new(from.year() + 1, behind - 12, 1)
        } else {
            Day::new(from.year(), behind, 1)
        };
        Some(Self {
            from,
            to: next?.plus(-1),
            kind: Kind::Months(months),
        })
    }

    fn parse(text: &str) -> Option<Self> {
        if let Some((from, to)) = text.split_once("..") {
            let (from, to) = (from.parse().ok()?, to.parse().ok()?);
            return (from <= to).then_some(Self {
                from,
                to,
                kind: Kind::Days,
            });
        }
        let (year, part) = text
            .split_once('-')
            .map_or((text, None), |(year, part)| (year, Some(part)));
        let digits =
            |text: &str, length| text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
        let year: i32 = year.parse().ok().filter(|_| digits(year, 4))?;
        let (month, months) = match part {
            None => (1, 12),
            Some(part) => match part.strip_prefix(['Q', 'q']) {
                Some(quarter) if digits(quarter, 1) => (
                    quarter
                        .parse::<u32>()
                        .ok()?
                        .checked_mul(3)?
                        .checked_sub(2)?,
                    3,
                ),
                None if digits(part, 2) => (part.parse().ok()?, 1),
                _ => return None,
            },
        };
        Self::months(Day::new(year, month, 1)?, months)
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        Self::parse(text).ok_or_else(|| PeriodError(text.to_owned()))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.from.year();
        match self.kind {
            Kind::Months(12) => write!(f, "{year:04}"),
            Kind::Months(3) => write!(f, "{year:04}-Q{}", self.from.quarter()),
            Kind::Months(_) => write!(f, "{year:04}-{:02}", self.from.month()),
            Kind::Days => write!(f, "{}..{}", self.from, self.to),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Period;

    #[test]
    fn what_people_write() {
        for (text, days) in [
            ("2026", "2026-01-01..2026-12-31"),
            ("2026-Q1", "2026-01-01..2026-03-31"),
            ("2026-Q4", "2026-10-01..2026-12-31"),
            ("2024-02", "2024-02-01..2024-02-29"),
            ("2026-12", "2026-12-01..2026-12-31"),
            ("2026-05-03..2026-05-03", "2026-05-03..2026-05-03"),
        ] {
            let period: Period = text.parse().expect("a period");
            assert_eq!(format!("{}..{}", period.from, period.to), days);
            assert_eq!(period.to_string(), text);
        }
        for wrong in [
            "",
            "26",
            "2026-",
            "2026-Q5",
            "2026-Q0",
            "2026-13",
            "2026-5",
            "2026-02-30..2026-03-01",
            "2026-05-02..2026-05-01",
            "2026-Q1..2026-Q2",
        ] {
            assert!(wrong.parse::<Period>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_came_before() {
        for (text, before) in [
            ("2026", "2025"),
            ("2026-Q1", "2025-Q4"),
            ("2026-01", "2025-12"),
            ("2026-05-11..2026-05-20", "2026-05-01..2026-05-10"),
        ] {
            assert_eq!(
                text.parse::<Period>()
                    .map(|period| period.previous().to_string()),
                Ok(before.to_owned())
            );
        }
    }
}
