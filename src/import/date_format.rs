//! A date as a CRM writes it: ISO 8601, RFC 3339, or in the format that the map names.

use std::fmt::Write;

use chrono::{
    DateTime, NaiveDate, NaiveDateTime, NaiveTime,
    format::{Item, ParseErrorKind, StrftimeItems},
};
use chrono_tz::Tz;

use crate::deal::Day;

/// Years outside of these are mistakes: `%Y` takes `26` for the year 26.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

const MOMENTS_WITH_OFFSET: [&str; 3] = [
    "%Y-%m-%dT%H:%M:%S%.f%#z",
    "%Y-%m-%d %H:%M:%S%.f%#z",
    "%Y-%m-%d %H:%M:%S%.f %#z",
];

const MOMENTS: [&str; 4] = [
    "%Y-%m-%dT%H:%M:%S%.f",
    "%Y-%m-%d %H:%M:%S%.f",
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%d %H:%M",
];

/// How the dates of a file are written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DateFormat {
    /// As `strftime` writes it.
    format: Option<String>,
    /// A moment with an offset is the date that it was there; without a time zone, the date as
    /// written.
    timezone: Option<Tz>,
}

/// Why a text is not a date, or a format not one of dates.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    #[error("`{0}` does not match the date format YYYY-MM-DD")]
    NotIso(String),
    #[error("`{text}` does not match the date format `{format}`")]
    Mismatch { text: String, format: String },
    #[error("{0} is not a day of the calendar")]
    NoSuchDay(String),
    #[error("`{text}` is in the year {year}")]
    Year { text: String, year: i32 },
    #[error("invalid date format `{0}`")]
    Format(String),
}

impl DateError {
    pub fn help(&self) -> &'static str {
        match self {
            Self::NotIso(_) => {
                "name the format: `date_format: \"%d/%m/%Y\"` in the map, or --date-format"
            }
            Self::Mismatch { .. } => "correct the cell or the format",
            Self::NoSuchDay(_) => "correct the cell, or leave it empty if unknown",
            Self::Year { .. } => "use `%y` in the format for a year of two digits",
            Self::Format(_) => "use day, month and year, such as %d/%m/%Y, %m/%d/%y or %d. %B %Y",
        }
    }
}

impl DateFormat {
    pub fn new(format: Option<&str>, timezone: Option<Tz>) -> Result<Self, DateError> {
        match format {
            Some(format) if !reads_back(format) => Err(DateError::Format(format.to_owned())),
            _ => Ok(Self {
                format: format.map(str::to_owned),
                timezone,
            }),
        }
    }

    /// The date that a text names. ISO dates are understood besides the format, unless it begins
    /// with the year as well.
    pub fn read(&self, text: &str) -> Result<Day, DateError> {
        let date = match &self.format {
            None => self.iso(text),
            Some(format) if format.trim_start().starts_with("%Y") => formatted(text, format),
            Some(format) => formatted(text, format).or_else(|| self.iso(text)),
        };
        let day = date.map(Day::from).ok_or_else(|| self.mismatch(text))?;
        if YEARS.contains(&day.year()) {
            return Ok(day);
        }
        Err(DateError::Year {
            text: text.to_owned(),
            year: day.year(),
        })
    }

    fn mismatch(&self, text: &str) -> DateError {
        let text = text.to_owned();
        match self.format.clone() {
            _ if self.names_no_day(&text) => DateError::NoSuchDay(text),
            Some(format) => DateError::Mismatch { text, format },
            None => DateError::NotIso(text),
        }
    }

    /// Whether a text is of the right form, and there is no such day.
    fn names_no_day(&self, text: &str) -> bool {
        let format = self.format.as_deref().unwrap_or("%Y-%m-%d");
        let read = NaiveDate::parse_from_str(text, format);
        read.is_err_and(|error| {
            matches!(
                error.kind(),
                ParseErrorKind::OutOfRange | ParseErrorKind::Impossible
            )
        })
    }

    fn iso(&self, text: &str) -> Option<NaiveDate> {
        self.moment_with_offset(text)
            .or_else(|| moment(text, &MOMENTS))
            .or_else(|| text.parse::<Day>().ok().map(NaiveDate::from))
    }

    fn moment_with_offset(&self, text: &str) -> Option<NaiveDate> {
        let utc = text
            .strip_suffix(['Z', 'z'])
            .map(|moment| format!("{}+00:00", moment.trim_end()));
        let text = utc.as_deref().unwrap_or(text);
        let moment = MOMENTS_WITH_OFFSET
            .iter()
            .find_map(|format| DateTime::parse_from_str(text, format).ok())?;
        Some(match self.timezone {
            Some(zone) => moment.with_timezone(&zone).date_naive(),
            None => moment.date_naive(),
        })
    }
}

fn moment(text: &str, formats: &[&str]) -> Option<NaiveDate> {
    formats
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
        .map(|moment| moment.date())
}

/// A time of day behind the date is passed over, whether the format names one or not.
fn formatted(text: &str, format: &str) -> Option<NaiveDate> {
    moment(text, &[format]).or_else(|| {
        let (date, rest) = NaiveDate::parse_and_remainder(text, day_part(format)).ok()?;
        (rest.is_empty() || is_time(rest)).then_some(date)
    })
}

/// The format up to its time of day.
fn day_part(format: &str) -> &str {
    let times = ["%H", "%I", "%k", "%l", "%T", "%R"];
    let starts = times.iter().filter_map(|time| format.find(time));
    let end = starts.min().unwrap_or(format.len());
    format
        .get(..end)
        .unwrap_or(format)
        .trim_end_matches([' ', 'T', ','])
}

fn is_time(text: &str) -> bool {
    let time = text.trim_start_matches([' ', 'T', ',']);
    let forms = [
        "%H:%M",
        "%H:%M:%S",
        "%H:%M:%S%.f",
        "%I:%M %p",
        "%I:%M:%S %p",
    ];
    let mut forms = forms.iter();
    time.len() < text.len() && forms.any(|form| NaiveTime::parse_from_str(time, form).is_ok())
}

/// Whether a date written in the format can be read from it again.
fn reads_back(format: &str) -> bool {
    if StrftimeItems::new(format).any(|item| matches!(item, Item::Error)) {
        return false;
    }
    let Some(noon) =
        NaiveDate::from_ymd_opt(2026, 11, 23).and_then(|date| date.and_hms_opt(12, 0, 0))
    else {
        return false;
    };
    let mut written = String::new();
    write!(written, "{}", noon.format(format)).is_ok()
        && formatted(&written, format) == Some(noon.date())
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
            (Some("%d/%m/%Y"), "14/01/2026 22:55", "2026-01-14"),
            (Some("%d/%m/%Y"), "14/01/2026, 10:55 PM", "2026-01-14"),
            (Some("%d/%m/%Y %H:%M"), "14/01/2026", "2026-01-14"),
            (Some("%d/%m/%Y %H:%M"), "14/01/2026 22:55:03", "2026-01-14"),
            (Some("%Y-%d-%m"), "2026-03-01", "2026-01-03"),
        ];
        for (format, text, expected) in cases {
            let dates = DateFormat::new(format, None).expect("a format");
            let day = dates.read(text).map(|day| day.to_string());
            assert_eq!(day.as_deref(), Ok(expected), "{text} {format:?}");
        }
    }

    #[test]
    fn a_moment_is_the_day_of_the_books_time_zone() {
        let dates = DateFormat::new(None, Some(chrono_tz::Asia::Seoul)).expect("no format");
        assert_eq!(
            dates
                .read("2026-01-14T23:30:00Z")
                .map(|day| day.to_string())
                .as_deref(),
            Ok("2026-01-15")
        );
        assert_eq!(
            dates
                .read("2026-01-14T23:30:00")
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
            (Some("%d/%m/%Y"), "14/01/2026 noon"),
            (Some("%d/%m/%Y"), "14/01/202622:55"),
            (Some("%d/%m/%Y"), "30/02/2026"),
            (Some("%Y-%d-%m"), "2026-01-14"),
            (Some("%Y-%d-%m"), ""),
        ] {
            assert!(
                DateFormat::new(format, None)
                    .expect("a format")
                    .read(text)
                    .is_err(),
                "{text} {format:?}"
            );
        }
        for format in ["", "%Q", "%Y-%m", "d/m/Y", "%", "%H:%M", "%s%"] {
            assert!(DateFormat::new(Some(format), None).is_err(), "{format}");
        }
    }
}
