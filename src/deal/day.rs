//! A day of the calendar, the only unit of time that a deal knows.

use std::{fmt, str::FromStr};

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::calendar::Calendar;
use crate::edit::serialize_plain;

/// A day, written `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

/// Why a text is no day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DayError {
    #[error("`{0}` is no date: write it as YYYY-MM-DD, such as 2026-12-18")]
    Form(String),
    #[error("{0} is no day of the calendar: write a day that exists, as YYYY-MM-DD")]
    Calendar(String),
    #[error(
        "`{0}` is no date: write 2026-12-18, today, tomorrow, fri, +3d, +2w, +3bd (working days) or -1d"
    )]
    Phrase(String),
}

impl Day {
    /// Earlier than every day that a file can name.
    pub const FIRST: Self = Self(NaiveDate::MIN);
    /// Later than every day that a file can name.
    pub const LAST: Self = Self(NaiveDate::MAX);

    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// 1 to 4.
    pub fn quarter(self) -> u32 {
        self.0.month0() / 3 + 1
    }

    pub fn weekday(self) -> Weekday {
        self.0.weekday()
    }

    /// Whole days from `earlier` to this day; negative if it is later.
    pub fn since(self, earlier: Day) -> i64 {
        (self.0 - earlier.0).num_days()
    }

    /// This many days later, or earlier if negative; the calendar's end where there are no such
    /// days.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        let step = Days::new(days.unsigned_abs());
        let moved = if days < 0 {
            self.0.checked_sub_days(step)
        } else {
            self.0.checked_add_days(step)
        };
        Self(moved.unwrap_or(if days < 0 {
            NaiveDate::MIN
        } else {
            NaiveDate::MAX
        }))
    }

    /// A day as people say it on a command line: `2026-12-18`, `today`, `tomorrow`, `yesterday`,
    /// `+3d`, `+2w`, `-1d`, `+3bd` in working days of the calendar, or a weekday, which is its next
    /// one.
    pub fn from_phrase(phrase: &str, today: Day, calendar: &Calendar) -> Result<Self, DayError> {
        let lower = phrase.trim().to_lowercase();
        match lower.as_str() {
            "today" => return Ok(today),
            "tomorrow" => return Ok(today.plus(1)),
            "yesterday" => return Ok(today.plus(-1)),
            _ => {}
        }
        if let Some(step) = Step::parse(&lower) {
            return Ok(step.from(today, calendar));
        }
        if let Ok(weekday) = lower.parse::<Weekday>() {
            return Ok(today.next_weekday(weekday));
        }
        if lower.starts_with(|c: char| c.is_ascii_digit()) {
            lower.parse()
        } else {
            Err(DayError::Phrase(phrase.to_owned()))
        }
    }

    fn next_weekday(self, weekday: Weekday) -> Self {
        let ahead = i64::from(weekday.num_days_from_monday())
            - i64::from(self.weekday().num_days_from_monday());
        self.plus(if ahead > 0 { ahead } else { ahead + 7 })
    }
}

/// A way from one day to another.
enum Step {
    Days(i64),
    WorkingDays(i64),
}

impl Step {
    /// `+3d` is 3 days, `-2w` 14 back, `+3bd` 3 working days; `+1m` has no fixed length and is
    /// none.
    fn parse(text: &str) -> Option<Self> {
        let (sign, rest) = match text.strip_prefix('+') {
            Some(rest) => (1, rest),
            None => (-1, text.strip_prefix('-')?),
        };
        let (number, unit) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit())?);
        // 400,000 days is beyond a thousand years: a slip of the finger, not a date.
        let count = number
            .parse()
            .ok()
            .filter(|count: &i64| *count <= 400_000)?
            * sign;
        match unit {
            "d" => Some(Step::Days(count)),
            "w" => Some(Step::Days(count * 7)),
            "bd" => Some(Step::WorkingDays(count)),
            _ => None,
        }
    }

    fn from(&self, today: Day, calendar: &Calendar) -> Day {
        match self {
            Step::Days(count) => today.plus(*count),
            Step::WorkingDays(count) => calendar.plus(today, *count),
        }
    }
}

impl FromStr for Day {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Self, DayError> {
        let form = || DayError::Form(text.to_owned());
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 10
            && bytes.iter().enumerate().all(|(i, b)| {
                if i == 4 || i == 7 {
                    *b == b'-'
                } else {
                    b.is_ascii_digit()
                }
            });
        if !shaped {
            return Err(form());
        }
        let number = |range: std::ops::Range<usize>| {
            text.get(range)
                .and_then(|part| part.parse::<u32>().ok())
                .ok_or_else(form)
        };
        let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
        let year = i32::try_from(year).map_err(|_| form())?;
        Day::new(year, month, day).ok_or_else(|| DayError::Calendar(text.to_owned()))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Pads as a text does, so that columns of days align.
        f.pad(&self.0.format("%Y-%m-%d").to_string())
    }
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Self {
        Self(date)
    }
}

impl From<Day> for NaiveDate {
    fn from(day: Day) -> Self {
        day.0
    }
}

struct DayVisitor;

impl de::Visitor<'_> for DayVisitor {
    type Value = Day;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date such as 2026-12-18")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Day, E> {
        text.parse().map_err(E::custom)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(DayVisitor)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_plain(self, serializer)
    }
}

impl schemars::JsonSchema for Day {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date", "description": "A day, written YYYY-MM-DD" })
    }
}

/// A number of days in words: `1 day`, `12 days`.
pub fn spell(days: i64) -> String {
    if days == 1 {
        "1 day".to_owned()
    } else {
        format!("{days} days")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases() {
        let today: Day = "2026-11-23".parse().expect("a day"); // a Monday
        let cases = [
            ("2026-12-18", "2026-12-18"),
            ("today", "2026-11-23"),
            ("+3d", "2026-11-26"),
            ("+2w", "2026-12-07"),
            ("+3bd", "2026-11-26"),
            ("+5BD", "2026-12-01"),
            ("-2bd", "2026-11-19"),
            ("-1d", "2026-11-22"),
            ("fri", "2026-11-27"),
            ("Monday", "2026-11-30"),
        ];
        // The Friday after is off.
        let calendar = Calendar::new(["2026-11-27".parse().expect("a day")]);
        for (phrase, expected) in cases {
            assert_eq!(
                Day::from_phrase(phrase, today, &calendar).map(|d| d.to_string()),
                Ok(expected.to_owned()),
                "{phrase}"
            );
        }
        for wrong in [
            "",
            "soon",
            "+3",
            "+3y",
            "2026-02-30",
            "2026-1-5",
            "20261218",
            "+99999999999999999999d",
            "+bd",
            "+400001bd",
        ] {
            assert!(
                Day::from_phrase(wrong, today, &calendar).is_err(),
                "{wrong}"
            );
        }
    }
}
