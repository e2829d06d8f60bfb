//! Which days are worked on: all but Saturdays, Sundays and the holidays of the book; and when its
//! year begins.

use std::collections::BTreeSet;

use chrono::Weekday;

use super::Day;

/// The month in which a fiscal year begins, 1 to 12.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FiscalStart(u32);

impl Default for FiscalStart {
    fn default() -> Self {
        Self::CALENDAR
    }
}

impl FiscalStart {
    pub const CALENDAR: Self = Self(1);

    pub fn new(month: u32) -> Option<Self> {
        (1..=12).contains(&month).then_some(Self(month))
    }

    pub fn month(self) -> u32 {
        self.0
    }

    /// How many months of a year were over when a month began.
    pub fn months_before(self, month: u32) -> u32 {
        (month + 12 - self.0) % 12
    }

    /// The fiscal year of a day: it is called after the calendar year in which it ends.
    pub fn year(self, day: Day) -> i32 {
        let begins_earlier = self != Self::CALENDAR && day.month() >= self.0;
        day.year() + i32::from(begins_earlier)
    }

    /// The first day of the months, counted from the start of the year, around a day: of 3, its
    /// quarter.
    pub fn begin(self, day: Day, months: u32) -> Day {
        let over = self.months_before(day.month()) % months;
        let first = day.plus(1 - i64::from(day.day()));
        first.plus_months(-(over as i32))
    }

    /// The last of them.
    pub fn end(self, day: Day, months: u32) -> Day {
        self.begin(day, months).plus_months(months as i32).plus(-1)
    }
}

/// The days off of a team. Without holidays every Monday to Friday is worked on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calendar {
    /// Those that fall on a weekend are not kept: they are free already.
    holidays: BTreeSet<Day>,
    pub fiscal_start: FiscalStart,
}

impl Calendar {
    pub fn new(holidays: impl IntoIterator<Item = Day>) -> Self {
        Self {
            holidays: holidays
                .into_iter()
                .filter(|day| !is_weekend(*day))
                .collect(),
            fiscal_start: FiscalStart::default(),
        }
    }

    /// The same, with a year that begins in that month.
    #[must_use]
    pub fn beginning(self, fiscal_start: FiscalStart) -> Self {
        Self {
            fiscal_start,
            ..self
        }
    }

    /// Those that do not fall on a weekend, in order.
    pub fn holidays(&self) -> impl Iterator<Item = Day> {
        self.holidays.iter().copied()
    }

    pub fn is_working(&self, day: Day) -> bool {
        !is_weekend(day) && !self.holidays.contains(&day)
    }

    /// How many days of the span are worked on, both its ends included; 0 where it ends before it
    /// begins.
    pub fn working_days(&self, from: Day, to: Day) -> i64 {
        if to < from {
            return 0;
        }
        let (weeks, rest) = ((to.since(from) + 1) / 7, (to.since(from) + 1) % 7);
        let odd = (0..rest).filter(|day| !is_weekend(to.plus(-day))).count();
        weeks * 5 + odd as i64 - self.holidays.range(from..=to).count() as i64
    }

    /// The n-th working day after a day, or before it where `count` is negative; the day itself
    /// where it is 0.
    pub fn plus(&self, day: Day, count: i64) -> Day {
        let mut reached = day;
        for _ in 0..count.abs() {
            reached = self.next(reached, count.signum());
        }
        reached
    }

    /// The nearest working day in a direction; the calendar's end where there is none.
    fn next(&self, day: Day, step: i64) -> Day {
        let mut next = day.plus(step);
        while !self.is_working(next) && next.plus(step) != next {
            next = next.plus(step);
        }
        next
    }
}

fn is_weekend(day: Day) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    /// Christmas 2026 is a Friday, the day after it a Saturday; New Year 2027 a Friday.
    fn calendar() -> Calendar {
        Calendar::new(["2026-12-25", "2026-12-26", "2027-01-01"].map(day))
    }

    #[test]
    fn days_off() {
        let cases = [
            ("2026-12-24", true),
            ("2026-12-25", false),
            ("2026-12-27", false),
            ("2026-12-28", true),
        ];
        for (text, expected) in cases {
            assert_eq!(calendar().is_working(day(text)), expected, "{text}");
        }
        assert!(Calendar::default().is_working(day("2026-12-25")));
    }

    #[test]
    fn steps_pass_over_days_off() {
        let cases = [
            ("2026-12-24", 1, "2026-12-28"),
            ("2026-12-24", 5, "2027-01-04"),
            ("2026-12-26", 1, "2026-12-28"),
            ("2026-12-28", -1, "2026-12-24"),
            ("2026-12-27", -1, "2026-12-24"),
            ("2026-12-25", 0, "2026-12-25"),
        ];
        for (from, count, expected) in cases {
            assert_eq!(
                calendar().plus(day(from), count),
                day(expected),
                "{from} {count}"
            );
        }
    }

    #[test]
    fn a_span_counts_as_its_days_do() {
        let calendar = calendar();
        let start = day("2026-12-14");
        for first in 0..9 {
            for length in -1..25 {
                let (from, to) = (start.plus(first), start.plus(first + length));
                let one_by_one = (0..=length)
                    .filter(|n| calendar.is_working(from.plus(*n)))
                    .count() as i64;
                assert_eq!(calendar.working_days(from, to), one_by_one, "{from} {to}");
            }
        }
    }

    #[test]
    fn the_calendar_has_an_end() {
        assert_eq!(Calendar::default().plus(Day::LAST, 3), Day::LAST);
        assert_eq!(Calendar::default().plus(Day::FIRST, -3), Day::FIRST);
    }
}
