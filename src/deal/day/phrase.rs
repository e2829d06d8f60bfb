//! Days as people say them on a command line.

use chrono::{Month, Weekday};

use super::{Day, DayError};
use crate::deal::calendar::{Calendar, FiscalStart};

/// Whether a day without a year or a week is to come or over: a due date, or a talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    ToCome,
    Over,
}

impl Day {
    /// `2026-12-18`, `today`, `tomorrow`, `yesterday`; `+3d` or `3d`, `+2w`, `+1m`, `+1y`, `-1d`;
    /// `+3bd` in working days of the calendar; `fri`, `next tue`, `last fri`, `15 sep`; `eom`,
    /// `eoq`, `eoy`; `오늘`, `내일`, `어제`.
    pub fn from_phrase(
        phrase: &str,
        today: Day,
        calendar: &Calendar,
        sense: Sense,
    ) -> Result<Self, DayError> {
        let lower = phrase.trim().to_lowercase();
        if let Some(day) = named(&lower, today, calendar.fiscal_start) {
            return Ok(day);
        }
        if let Some(step) = Step::parse(&lower) {
            return Ok(step.from(today, calendar));
        }
        if let Some(day) = weekday(&lower, today, sense).or_else(|| of_month(&lower, today, sense))
        {
            return Ok(day);
        }
        if lower.len() == 10 && lower.starts_with(|c: char| c.is_ascii_digit()) {
            lower.parse()
        } else {
            Err(DayError::Phrase(phrase.to_owned()))
        }
    }
}

fn named(word: &str, today: Day, start: FiscalStart) -> Option<Day> {
    let day = match word {
        "today" | "오늘" => today,
        "tomorrow" | "내일" => today.plus(1),
        "yesterday" | "어제" => today.plus(-1),
        "모레" => today.plus(2),
        "eom" => start.end(today, 1),
        "eoq" => start.end(today, 3),
        "eoy" => start.end(today, 12),
        _ => return None,
    };
    Some(day)
}

/// `fri`; `next fri` is that of the week after this one, `last fri` is over.
fn weekday(text: &str, today: Day, sense: Sense) -> Option<Day> {
    let (word, name) = text.split_once(' ').unwrap_or(("", text));
    let weekday = name.trim().parse::<Weekday>().ok()?;
    let days = i64::from(weekday.num_days_from_monday()) - i64::from(today.days_from_monday());
    let ahead = if days > 0 { days } else { days + 7 };
    let back = if days < 0 { days } else { days - 7 };
    match (word, sense) {
        ("next", _) => Some(today.plus(days + 7)),
        ("last", _) | ("", Sense::Over) => Some(today.plus(back)),
        ("" | "this" | "on", _) => Some(today.plus(ahead)),
        _ => None,
    }
}

/// `15 sep`, `sep 15`, `15sep` and `15 sep 2027`; without a year the next one, or the last one of
/// what is over.
fn of_month(text: &str, today: Day, sense: Sense) -> Option<Day> {
    let parts: Vec<&str> = text
        .split([' ', '-', ',', '.'])
        .flat_map(split_digits)
        .filter(|part| !part.is_empty())
        .collect();
    let (day, month, year) = match parts.as_slice() {
        [day, month] => (day, month, None),
        [day, month, year] if year.len() == 4 => (day, month, Some(year.parse().ok()?)),
        _ => return None,
    };
    let (day, month) = match (day.parse::<u32>(), month.parse::<u32>()) {
        (Ok(day), Err(_)) => (day, month.parse::<Month>().ok()?),
        (Err(_), Ok(day)) => (day, text_month(&parts)?),
        _ => return None,
    };
    let of_year = |year| Day::new(year, month.number_from_month(), day);
    if let Some(year) = year {
        return of_year(year);
    }
    // The 29th of February may be three years away.
    let mut near = (0..=8).map(|years| match sense {
        Sense::ToCome => of_year(today.year() + years),
        Sense::Over => of_year(today.year() - years),
    });
    near.find_map(|day| {
        day.filter(|day| match sense {
            Sense::ToCome => *day >= today,
            Sense::Over => *day <= today,
        })
    })
}

fn text_month(parts: &[&str]) -> Option<Month> {
    parts.first()?.parse().ok()
}

/// `15sep` is two words.
fn split_digits(text: &str) -> [&str; 2] {
    let end = text.find(|c: char| !c.is_ascii_digit());
    let (number, rest) = text.split_at(end.unwrap_or(0));
    [number, rest]
}

/// A way from one day to another.
enum Step {
    Days(i64),
    Months(i32),
    WorkingDays(i64),
}

impl Step {
    /// `+3d` and `3d` are 3 days, `-2w` 14 back, `+1m` a month, `+3bd` 3 working days.
    fn parse(text: &str) -> Option<Self> {
        let (sign, rest) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text.strip_prefix('+').unwrap_or(text)),
        };
        let (number, unit) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit())?);
        // 400,000 days is beyond a thousand years: a slip of the finger, not a date.
        let count = number
            .parse()
            .ok()
            .filter(|count: &i64| *count <= 400_000)?
            * sign;
        let months = |months: i64| i32::try_from(months).ok().filter(|own| own.abs() <= 12_000);
        match unit {
            "d" => Some(Step::Days(count)),
            "w" => Some(Step::Days(count * 7)),
            "m" => months(count).map(Step::Months),
            "y" => months(count * 12).map(Step::Months),
            "bd" => Some(Step::WorkingDays(count)),
            _ => None,
        }
    }

    fn from(&self, today: Day, calendar: &Calendar) -> Day {
        match self {
            Step::Days(count) => today.plus(*count),
            Step::Months(count) => today.plus_months(*count),
            Step::WorkingDays(count) => calendar.plus(today, *count),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Calendar, Day, Sense};

    fn day(phrase: &str, sense: Sense) -> Option<String> {
        let today: Day = "2026-11-23".parse().expect("a day"); // a Monday
        // The Friday after is off.
        let calendar = Calendar::new(["2026-11-27".parse().expect("a day")]);
        let day = Day::from_phrase(phrase, today, &calendar, sense);
        day.ok().map(|day| day.to_string())
    }

    #[test]
    fn what_is_to_come() {
        for (phrase, wanted) in [
            ("2026-12-18", "2026-12-18"),
            ("today", "2026-11-23"),
            ("+3d", "2026-11-26"),
            ("3d", "2026-11-26"),
            ("+2w", "2026-12-07"),
            ("+1m", "2026-12-23"),
            ("3m", "2027-02-23"),
            ("+1y", "2027-11-23"),
            ("+3bd", "2026-11-26"),
            ("+5BD", "2026-12-01"),
            ("-2bd", "2026-11-19"),
            ("-1d", "2026-11-22"),
            ("fri", "2026-11-27"),
            ("Monday", "2026-11-30"),
            ("next tue", "2026-12-01"),
            ("next monday", "2026-11-30"),
            ("last fri", "2026-11-20"),
            ("15 sep", "2027-09-15"),
            ("Dec 1", "2026-12-01"),
            ("1dec", "2026-12-01"),
            ("1-dec", "2026-12-01"),
            ("23 november", "2026-11-23"),
            ("29 feb", "2028-02-29"),
            ("15 sep 2028", "2028-09-15"),
            ("eom", "2026-11-30"),
            ("eoq", "2026-12-31"),
            ("EOY", "2026-12-31"),
            ("오늘", "2026-11-23"),
            ("내일", "2026-11-24"),
            ("어제", "2026-11-22"),
        ] {
            assert_eq!(
                day(phrase, Sense::ToCome).as_deref(),
                Some(wanted),
                "{phrase}"
            );
        }
    }

    #[test]
    fn what_is_over() {
        for (phrase, wanted) in [
            ("fri", "2026-11-20"),
            ("mon", "2026-11-16"),
            ("15 sep", "2026-09-15"),
            ("24 nov", "2025-11-24"),
            ("23 nov", "2026-11-23"),
            ("yesterday", "2026-11-22"),
        ] {
            assert_eq!(
                day(phrase, Sense::Over).as_deref(),
                Some(wanted),
                "{phrase}"
            );
        }
    }

    #[test]
    fn what_no_day_is() {
        for wrong in [
            "",
            "soon",
            "+3",
            "3",
            "2026-02-30",
            "2026-1-5",
            "20261218",
            "+99999999999999999999d",
            "+bd",
            "+400001bd",
            "+20000m",
            "31 feb",
            "15 sep 27",
            "1 2",
            "sep",
            "next",
            "next 3d",
            "sep oct",
            "15 15 sep",
        ] {
            assert_eq!(day(wrong, Sense::ToCome), None, "{wrong}");
        }
    }
}
