//! A day as a CRM writes it: ISO 8601, RFC 3339, or the format that the map names.

use chrono::format::{Item, StrftimeItems};
use chrono::{DateTime, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;

use crate::deal::day::Day;

/// Years outside of these are slips: `%Y` takes `26` for the year 26.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// How the days of a file are written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Days {
    format: Option<String>,
    /// A moment with an offset is the day that it was there; without a time zone, the day as
    /// written.
    timezone: Option<Tz>,
}

/// Why a text is no day, or a format none of days.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DaysError {
    #[error("`{0}` is no date of the form YYYY-MM-DD")]
    NotIso(String),
    #[error("`{text}` is no date of the form `{format}`")]
    NotOfFormat { text: String, format: String },
    #[error("`{text}` is in the year {year}")]
    Year { text: String, year: i32 },
    #[error("`{0}` is no format of a date")]
    Format(String),
}

impl DaysError {
    pub fn help(&self) -> &'static str {
        match self {
            Self::NotIso(_) => {
                "say how dates are written: `date_format: \"%d/%m/%Y\"` in the map, or --date-format"
            }
            Self::NotOfFormat { .. } => "correct the cell, or the format",
            Self::Year { .. } => "a year of two digits is `%y` in the format",
            Self::Format(_) => "write day, month and year, such as %d/%m/%Y, %m/%d/%y or %d. %B %Y",
        }
    }
}

impl Days {
    pub fn new(format: Option<&str>, timezone: Option<Tz>) -> Result<Self, DaysError> {
        match format {
            Some(format) if !names_a_day(format) => Err(DaysError::Format(format.to_owned())),
            _ => Ok(Self {
                format: format.map(str::to_owned),
                timezone,
            }),
        }
    }

    /// The day that a text names. ISO dates are understood beside a format, except one that begins
    /// with the year too.
    pub fn read(&self, text: &str) -> Result<Day, DaysError> {
        let date = match &self.format {
            None => self.iso(text),
            Some(format) => of_format(text, format).or_else(|| {
                if format.trim_start().starts_with("%Y") {
                    None
                } else {
                    self.iso(text)
                }
            }),
        };
        let date = date.ok_or_else(|| self.refusal(text))?;
        let day = Day::from(date);
        if YEARS.contains(&day.year()) {
            Ok(day)
        } else {
            Err(DaysError::Year {
                text: text.to_owned(),
                year: day.year(),
            })
        }
    }

    fn refusal(&self, text: &str) -> DaysError {
        match &self.format {
            Some(format) => DaysError::NotOfFormat {
                text: text.to_owned(),
                format: format.clone(),
            },
            None => DaysError::NotIso(text.to_owned()),
        }
    }

    fn iso(&self, text: &str) -> Option<NaiveDate> {
        let offsets = [
            "%Y-%m-%dT%H:%M:%S%.f%#z",
            "%Y-%m-%d %H:%M:%S%.f%#z",
            "%Y-%m-%d %H:%M:%S%.f %#z",
        ];
        let utc = text
            .strip_suffix(['Z', 'z'])
            .map(|moment| format!("{}+00:00", moment.trim_end()));
        let moment = utc.as_deref().unwrap_or(text);
        if let Some(moment) = offsets
            .iter()
            .find_map(|format| DateTime::parse_from_str(moment, format).ok())
        {
            return Some(self.timezone.map_or(moment.date_naive(), |zone| {
                moment.with_timezone(&zone).date_naive()
            }));
        }
        let times = [
            "%Y-%m-%dT%H:%M:%S%.f",
            "%Y-%m-%d %H:%M:%S%.f",
            "%Y-%m-%dT%H:%M",
            "%Y-%m-%d %H:%M",
        ];
        let time = times
            .iter()
            .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
        time.map(|time| time.date())
            .or_else(|| text.parse::<Day>().ok().map(NaiveDate::from))
    }
}

fn of_format(text: &str, format: &str) -> Option<NaiveDate> {
    let date = NaiveDate::parse_from_str(text, format).ok();
    date.or_else(|| {
        NaiveDateTime::parse_from_str(text, format)
            .ok()
            .map(|time| time.date())
    })
}

/// Whether a day that is written in the format can be read from it again.
fn names_a_day(format: &str) -> bool {
    use std::fmt::Write;
    let Some(noon) =
        NaiveDate::from_ymd_opt(2026, 11, 23).and_then(|day| day.and_hms_opt(12, 0, 0))
    else {
        return false;
    };
    let is_known = StrftimeItems::new(format).all(|item| !matches!(item, Item::Error));
    let mut written = String::new();
    is_known
        && write!(written, "{}", noon.format(format)).is_ok()
        && of_format(&written, format) == Some(noon.date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_crms_write_them() {
        let cases = [
            (None, "2026-01-14", "2026-01-14"),
            (None, "2026-01-14 09:30", "2026-01-14"),
            (None, "2026-01-14T09:30:00", "2026-01-14"),
            (None, "2026-01-14T23:30:00Z", "2026-01-14"),
            (None, "2026-01-14T23:30:00.000+0000", "2026-01-14"),
            (None, "2026-01-14 23:30:00 +01:00", "2026-01-14"),
            (Some("%m/%d/%Y"), "01/14/2026", "2026-01-14"),
            (Some("%m/%d/%Y"), "1/4/2026", "2026-01-04"),
            (Some("%d.%m.%y"), "14.01.26", "2026-01-14"),
            (Some("%d %b %Y"), "14 Jan 2026", "2026-01-14"),
            (Some("%d/%m/%Y %H:%M"), "14/01/2026 09:30", "2026-01-14"),
            (Some("%d/%m/%Y"), "2026-01-14", "2026-01-14"),
            (Some("%Y-%d-%m"), "2026-03-01", "2026-01-03"),
        ];
        for (format, text, expected) in cases {
            let days = Days::new(format, None).expect("a format");
            assert_eq!(
                days.read(text).map(|day| day.to_string()).as_deref(),
                Ok(expected),
                "{text} {format:?}"
            );
        }
    }

    #[test]
    fn a_moment_is_the_day_of_the_books_time_zone() {
        let days = Days::new(None, Some(chrono_tz::Asia::Seoul)).expect("no format");
        assert_eq!(
            days.read("2026-01-14T23:30:00Z")
                .map(|day| day.to_string())
                .as_deref(),
            Ok("2026-01-15")
        );
        assert_eq!(
            days.read("2026-01-14T23:30:00")
                .map(|day| day.to_string())
                .as_deref(),
            Ok("2026-01-14")
        );
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for (format, text) in [
            (None, "14/01/2026"),
            (None, "2026-02-30"),
            (None, "45291"),
            (None, "0026-01-14"),
            (Some("%m/%d/%Y"), "14/01/2026"),
            (Some("%m/%d/%Y"), "01/14/26"),
            (Some("%Y-%d-%m"), "2026-01-14"),
            (Some("%Y-%d-%m"), ""),
        ] {
            assert!(
                Days::new(format, None)
                    .expect("a format")
                    .read(text)
                    .is_err(),
                "{text} {format:?}"
            );
        }
        for format in ["", "%Q", "%Y-%m", "d/m/Y", "%", "%H:%M", "%s%"] {
            assert!(Days::new(Some(format), None).is_err(), "{format}");
        }
    }
}
