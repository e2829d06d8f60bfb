//! How a cell reads to people, on a screen and in Markdown alike.

use super::number::{decimal, float, grouped, percent};
use crate::escape_controls::escape_controls;
use crate::table::{Cell, Unit};

/// Written where there is no figure.
pub const MISSING: &str = "–";

/// Below this many cases a share is written as counts alone.
const LEAST_FOR_RATE: u64 = 5;
/// Below this many cases a share is marked as rough.
const LEAST_FOR_SURE: u64 = 30;

/// A cell, rounded for reading.
pub fn text(cell: &Cell, unit: Option<&Unit>) -> String {
    match cell {
        Cell::Missing => MISSING.to_owned(),
        Cell::Text(text) | Cell::Named { title: text, .. } => escape_controls(text).into_owned(),
        Cell::Total => "total".to_owned(),
        Cell::Called(word) => (*word).to_owned(),
        Cell::Count(count) => grouped(&count.to_string()),
        Cell::Change(0) => "0".to_owned(),
        Cell::Change(change) => format!("{change:+}"),
        Cell::Number(number) => float(*number, 2),
        Cell::Days(days) => float(*days, 1),
        Cell::Beyond(days) => format!("> {}", grouped(&days.to_string())),
        Cell::Money(amount) => decimal(*amount, unit.map(|unit| unit.minor_units)),
        Cell::MoneyRate(amount) => float(*amount, unit.map_or(2, |unit| unit.minor_units)),
        Cell::Rate { value, of } => rate(*value, *of),
        Cell::Chance(chance) => self::chance(*chance),
        Cell::Difference { value, n } => difference(*value, *n),
        Cell::Interval { lo, hi, n } => interval(*lo, *hi, *n),
        Cell::DaysInterval { lo, hi } => days_interval(*lo, *hi),
        Cell::Shares(shares) => shared_out(shares),
        Cell::Numbers(numbers) => listed(numbers),
        Cell::Rows(rows) => grouped(&rows.len().to_string()),
        Cell::Date(date) => date.to_string(),
        Cell::Flag(true) => "yes".to_owned(),
        Cell::Flag(false) => "no".to_owned(),
        Cell::Toned(_, cell) => text(cell, unit),
    }
}

fn rate(value: f64, of: Option<(u64, u64)>) -> String {
    let Some((k, n)) = of else {
        return percent(value);
    };
    let counts = format!("{}/{}", grouped(&k.to_string()), grouped(&n.to_string()));
    match n {
        0..LEAST_FOR_RATE => counts,
        LEAST_FOR_RATE..LEAST_FOR_SURE => format!("{counts} ~{}", percent(value)),
        _ => format!("{counts} {}", percent(value)),
    }
}

/// What rounds to 0 or 100 % is said to be beyond the last step that a reader sees.
fn chance(chance: f64) -> String {
    match chance {
        _ if chance >= 0.9995 => "> 99.9%".to_owned(),
        _ if chance < 0.0005 => "< 0.1%".to_owned(),
        _ => percent(chance),
    }
}

/// As rough as the rate of its smaller side.
fn difference(value: f64, n: u64) -> String {
    match n {
        0..LEAST_FOR_RATE => MISSING.to_owned(),
        LEAST_FOR_RATE..LEAST_FOR_SURE => format!("~{}", percent(value)),
        _ => percent(value),
    }
}

fn interval(lo: f64, hi: f64, n: u64) -> String {
    if n < LEAST_FOR_RATE {
        return MISSING.to_owned();
    }
    format!("{}–{}", float(lo * 100.0, 1), percent(hi))
}

/// Limits in days; one that is not reached is left open.
fn days_interval(lo: Option<i64>, hi: Option<i64>) -> String {
    if lo.is_none() && hi.is_none() {
        return MISSING.to_owned();
    }
    let [lo, hi] =
        [lo, hi].map(|days| days.map_or_else(|| "…".to_owned(), |days| grouped(&days.to_string())));
    format!("{lo}–{hi}")
}

fn shared_out(shares: &[(String, f64)]) -> String {
    if shares.is_empty() {
        return MISSING.to_owned();
    }
    let parts = shares
        .iter()
        .map(|(name, share)| format!("{} {}", escape_controls(name), percent(*share)));
    parts.collect::<Vec<_>>().join(", ")
}

fn listed(numbers: &[f64]) -> String {
    let numbers = numbers.iter().map(|number| float(*number, 2));
    numbers.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;

    #[test]
    fn figures_read_as_people_write_them() {
        let krw = Unit {
            code: "KRW".into(),
            minor_units: 0,
        };
        let cases = [
            (Cell::Count(1234567), "1,234,567"),
            (Cell::Days(64.25), "64.2"),
            (Cell::Number(-0.001), "0.00"),
            (Cell::Money(Decimal::new(-123456789, 2)), "-1,234,568"),
            (Cell::MoneyRate(999.5), "1,000"),
            (Cell::share(2, 3), "2/3"),
            (Cell::share(5, 8), "5/8 ~62.5%"),
            (Cell::share(4238, 6711), "4,238/6,711 63.2%"),
            (Cell::share(0, 0), MISSING),
            (Cell::Difference { value: -1.0, n: 4 }, MISSING),
            (
                Cell::Difference {
                    value: -0.25,
                    n: 29,
                },
                "~-25.0%",
            ),
            (Cell::Difference { value: 0.25, n: 30 }, "25.0%"),
            (
                Cell::Interval {
                    lo: 0.3057,
                    hi: 0.8632,
                    n: 8,
                },
                "30.6–86.3%",
            ),
            (
                Cell::Interval {
                    lo: 0.3057,
                    hi: 0.8632,
                    n: 4,
                },
                MISSING,
            ),
            (Cell::Chance(1.0), "> 99.9%"),
            (Cell::Chance(0.999_49), "99.9%"),
            (Cell::Chance(0.0), "< 0.1%"),
            (Cell::Beyond(150), "> 150"),
            (Cell::text("a\u{1b}[31mb"), "a\\x1b[31mb"),
        ];
        for (value, expected) in cases {
            assert_eq!(text(&value, Some(&krw)), expected, "{value:?}");
        }
    }
}
