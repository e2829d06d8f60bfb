//! The names of periods.

use std::fmt;

use super::{Kind, Per, Period};
use crate::deal::{Day, calendar::FiscalStart};

/// Why a text is no period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a valid period; use 2026, 2026-H2, 2026-Q4, 2026-05, 2026-W48, FY2027-Q1, \
     2026-05-01..2026-05-15, this-quarter, last-month, mtd, qtd or ytd"
)]
pub struct PeriodError(String);

impl Period {
    /// What a name means; `this-quarter`, `last-week` and `ytd` are counted from `today`.
    pub fn named(text: &str, today: Day, start: FiscalStart) -> Result<Self, PeriodError> {
        let text = text.trim();
        Self::around_today(text, today, start)
            .or_else(|| Self::fixed(text, start))
            .ok_or_else(|| PeriodError(text.to_owned()))
    }

    /// A name that means the same on every day.
    pub fn fixed(text: &str, start: FiscalStart) -> Option<Self> {
        if let Some((from, to)) = text.split_once("..") {
            let (from, to) = (from.parse().ok()?, to.parse().ok()?);
            return (from <= to).then(|| Self::between(from, to));
        }
        let text = text.to_ascii_uppercase();
        match text.strip_prefix("FY") {
            Some(text) => of_year(text, Some(start)),
            None => of_year(&text, None),
        }
    }

    fn around_today(text: &str, today: Day, start: FiscalStart) -> Option<Self> {
        let text = text.to_ascii_lowercase();
        let so_far = |per| Some(Self::between(Self::around(today, per, start).from, today));
        match text.as_str() {
            "wtd" => return so_far(Per::Week),
            "mtd" => return so_far(Per::Month),
            "qtd" => return so_far(Per::Quarter),
            "ytd" => return so_far(Per::Year),
            _ => {}
        }
        let (which, per) = text.split_once('-')?;
        let present = Self::around(today, per.parse().ok()?, start);
        match which {
            "this" => Some(present),
            "last" => Some(present.previous()),
            "next" => Some(present.next()),
            _ => None,
        }
    }
}

/// `2026`, `2026-H2`, `2026-Q4`, and without a fiscal start `2026-05` and `2026-W48`.
fn of_year(text: &str, fiscal: Option<FiscalStart>) -> Option<Period> {
    let (year, part) = match text.split_once('-') {
        Some((year, part)) => (digits(year, 4)?, Some(part)),
        None => (digits(text, 4)?, None),
    };
    let (months, index) = match part {
        None => (12, 1),
        Some(part) => match part.as_bytes().first()? {
            b'H' => (6, digits(&part[1..], 1)?),
            b'Q' => (3, digits(&part[1..], 1)?),
            b'W' if fiscal.is_none() => return week(year, digits(&part[1..], 2)?),
            _ if fiscal.is_none() => (1, digits(part, 2)?),
            _ => return None,
        },
    };
    if !(1..=12 / months).contains(&index) {
        return None;
    }
    let first = first_day(year as i32, fiscal)?;
    let day = first.plus_months(((index - 1) * months) as i32);
    Some(Period::of_months(day, months, fiscal))
}

/// The first day of a year.
fn first_day(year: i32, fiscal: Option<FiscalStart>) -> Option<Day> {
    let month = fiscal.unwrap_or(FiscalStart::CALENDAR).month();
    Day::new(if month > 1 { year - 1 } else { year }, month, 1)
}

/// A week of ISO 8601: the first one has the fourth of January.
fn week(year: u32, week: u32) -> Option<Period> {
    let first = Period::week(Day::new(year as i32, 1, 4)?).from;
    let period = Period::week(first.plus((i64::from(week) - 1) * 7));
    let thursday = period.from.plus(3);
    (week > 0 && thursday.year() == year as i32).then_some(period)
}

fn digits(text: &str, length: usize) -> Option<u32> {
    let is_number = text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.from.year(), self.from.month());
        match self.kind {
            Kind::Months(1, _) => write!(f, "{year:04}-{month:02}"),
            Kind::Months(months, fiscal) => {
                let start = fiscal.unwrap_or(FiscalStart::CALENDAR);
                let mark = if fiscal.is_some() { "FY" } else { "" };
                let index = start.months_before(month) / months + 1;
                write!(f, "{mark}{:04}", start.year(self.from))?;
                match months {
                    3 => write!(f, "-Q{index}"),
                    6 => write!(f, "-H{index}"),
                    _ => Ok(()),
                }
            }
            Kind::Week => {
                let thursday = self.from.plus(3);
                let first = Period::week(Day::new(thursday.year(), 1, 4).unwrap_or(thursday));
                let week = self.from.since(first.from) / 7 + 1;
                write!(f, "{:04}-W{week:02}", thursday.year())
            }
            Kind::Days => write!(f, "{}..{}", self.from, self.to),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FiscalStart, Period};

    fn days(text: &str, month: u32) -> Option<String> {
        let today = "2026-11-25".parse().expect("a day");
        let start = FiscalStart::new(month).expect("a month");
        let period = Period::named(text, today, start).ok()?;
        Some(format!("{}..{}", period.from, period.to))
    }

    #[test]
    fn what_people_write() {
        for (text, wanted) in [
            ("2026", "2026-01-01..2026-12-31"),
            ("2026-H2", "2026-07-01..2026-12-31"),
            ("2026-Q1", "2026-01-01..2026-03-31"),
            ("2026-Q4", "2026-10-01..2026-12-31"),
            ("2024-02", "2024-02-01..2024-02-29"),
            ("2026-12", "2026-12-01..2026-12-31"),
            ("2026-W01", "2025-12-29..2026-01-04"),
            ("2026-W48", "2026-11-23..2026-11-29"),
            ("2026-W53", "2026-12-28..2027-01-03"),
            ("FY2027", "2026-02-01..2027-01-31"),
            ("FY2027-H2", "2026-08-01..2027-01-31"),
            ("FY2027-Q4", "2026-11-01..2027-01-31"),
            ("2026-05-03..2026-05-03", "2026-05-03..2026-05-03"),
        ] {
            assert_eq!(days(text, 2).as_deref(), Some(wanted), "{text}");
            let start = FiscalStart::new(2).expect("a month");
            let period = Period::fixed(text, start).expect("a period");
            assert_eq!(period.to_string(), text);
        }
        for wrong in [
            "",
            "26",
            "2026-",
            "2026-Q5",
            "2026-Q0",
            "2026-H3",
            "2026-13",
            "2026-5",
            "2026-W54",
            "2025-W53",
            "2026-W00",
            "FY2027-05",
            "FY27",
            "2026-02-30..2026-03-01",
            "2026-05-02..2026-05-01",
            "2026-Q1..2026-Q2",
            "this-day",
            "이번-주",
            "2026-é",
        ] {
            assert_eq!(days(wrong, 2), None, "{wrong}");
        }
    }

    #[test]
    fn a_fiscal_year_that_begins_in_january_is_the_calendar_year() {
        assert_eq!(
            days("FY2026-Q4", 1).as_deref(),
            Some("2026-10-01..2026-12-31")
        );
    }

    #[test]
    fn counted_from_today() {
        for (text, wanted) in [
            ("this-quarter", "2026-11-01..2027-01-31"),
            ("last-quarter", "2026-08-01..2026-10-31"),
            ("next-month", "2026-12-01..2026-12-31"),
            ("last-week", "2026-11-16..2026-11-22"),
            ("this-year", "2026-02-01..2027-01-31"),
            ("wtd", "2026-11-23..2026-11-25"),
            ("mtd", "2026-11-01..2026-11-25"),
            ("qtd", "2026-11-01..2026-11-25"),
            ("ytd", "2026-02-01..2026-11-25"),
        ] {
            assert_eq!(days(text, 2).as_deref(), Some(wanted), "{text}");
        }
    }
}
