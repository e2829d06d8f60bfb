//! How a cell reads to people: in tables on a screen and in Markdown alike.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::escape_controls::escape_controls;
use crate::table::{Cell, Column, Explanation, Group, Kind, Report, Row, Table, Term, Unit};

/// What stands where there is no figure.
pub const MISSING: &str = "–";

/// Below this many cases a share is shown as counts alone.
const LEAST_FOR_RATE: u64 = 5;
/// Below this many cases a share is marked as rough.
const LEAST_FOR_SURE: u64 = 30;

/// A cell, rounded for reading.
pub fn cell(cell: &Cell, unit: Option<&Unit>) -> String {
    match cell {
        Cell::Missing => MISSING.to_owned(),
        Cell::Text(text) => escape_controls(text).into_owned(),
        Cell::Named { title, .. } => escape_controls(title).into_owned(),
        Cell::Total => "total".to_owned(),
        Cell::Called(word) => (*word).to_owned(),
        Cell::Count(count) => grouped(&count.to_string()),
        Cell::Number(number) => float(*number, 2),
        Cell::Days(days) => float(*days, 1),
        Cell::Beyond(days) => format!("> {}", grouped(&days.to_string())),
        Cell::Money(amount) => money(*amount, unit),
        Cell::MoneyRate(amount) => float(*amount, unit.map_or(2, |unit| unit.minor_units)),
        Cell::Rate { value, of } => rate(*value, *of),
        Cell::Difference { value, n } => difference(*value, *n),
        Cell::Interval { lo, hi, n } => interval(*lo, *hi, *n),
        Cell::DaysInterval { lo, hi } => days_interval(*lo, *hi),
        Cell::Shares(shares) => shared_out(shares),
        Cell::Numbers(numbers) => numbers
            .iter()
            .map(|number| float(*number, 2))
            .collect::<Vec<_>>()
            .join(" "),
        Cell::Rows(rows) => grouped(&rows.len().to_string()),
        Cell::Date(date) => date.to_string(),
        Cell::Flag(true) => "yes".to_owned(),
        Cell::Flag(false) => "no".to_owned(),
    }
}

/// A part of a calculation, with the digits that it takes to do it again.
fn term(term: &Term, unit: Option<&Unit>) -> String {
    match term {
        Term::Word(word) => (*word).to_owned(),
        Term::Value(Cell::Money(amount)) => grouped(&amount.normalize().to_string()),
        Term::Value(Cell::Rate { value, .. }) => trimmed(&float(*value, 6)),
        Term::Value(Cell::Number(number) | Cell::Days(number)) => trimmed(&float(*number, 6)),
        Term::Value(Cell::MoneyRate(number)) => trimmed(&float(*number, 6)),
        Term::Value(Cell::Shares(shares)) => {
            let part = |(name, share): &(String, f64)| {
                format!("{} {}", escape_controls(name), trimmed(&float(*share, 6)))
            };
            shares.iter().map(part).collect::<Vec<_>>().join(", ")
        }
        Term::Value(other) => cell(other, unit),
    }
}

/// The calculations of a report, each with its lines as text under the name of its group, and of
/// its currency where there are several.
pub fn explanations(report: &Report) -> Vec<Vec<String>> {
    let is_only = !report.table.has_money() || only_currency(&report.table).is_some();
    report
        .explanations
        .iter()
        .map(|explanation| written_out(explanation, is_only))
        .collect()
}

fn written_out(explanation: &Explanation, is_only: bool) -> Vec<String> {
    let unit = explanation.unit.as_ref();
    let text = |line: &Vec<Term>| line.iter().map(|part| term(part, unit)).collect();
    let currency = unit.filter(|_| !is_only).map(|unit| unit.code.clone());
    let names: Vec<String> = group(&explanation.group)
        .into_iter()
        .chain(currency)
        .collect();
    let head = (!names.is_empty()).then(|| format!("{}:", names.join(" ")));
    head.into_iter()
        .chain(explanation.lines.iter().map(text))
        .collect()
}

/// The value of a group as a name; `(none)` for deals that have no value there.
pub fn group(group: &Group) -> Option<String> {
    let (_, value) = group.as_ref()?;
    Some(value.as_deref().map_or_else(
        || "(none)".to_owned(),
        |value| escape_controls(value).into_owned(),
    ))
}

/// The line above a report: what it is, of which days, of how many deals, and what is not in it.
pub fn head(report: &Report) -> [String; 2] {
    let days = (report.to - report.from).num_days() + 1;
    let title = format!(
        "{} as of {}, {} to {} ({} {})",
        report.name,
        report.as_of,
        report.from,
        report.to,
        grouped(&days.to_string()),
        if days == 1 { "day" } else { "days" }
    );
    let noun = if report.deals == 1 { "deal" } else { "deals" };
    let money = only_currency(&report.table)
        .map(|unit| format!("; money in {}", unit.code))
        .unwrap_or_default();
    let mut basis = format!(
        "{}; {} {noun}{money}",
        escape_controls(&report.basis),
        grouped(&report.deals.to_string())
    );
    for (place, (count, why)) in report.left_out.iter().enumerate() {
        basis.push_str(if place == 0 { "; excluded: " } else { ", " });
        basis.push_str(&format!("{} {why}", grouped(&count.to_string())));
    }
    [title, basis]
}

/// A column's place among those of a view, and the text of its cells.
pub struct Drawn {
    pub title: String,
    pub kind: Kind,
    /// Whether it names its rows, and is repeated where a table is broken into several.
    pub names: bool,
    pub cells: Vec<String>,
}

/// The currency of all rows, where there is but one.
pub fn only_currency(table: &Table) -> Option<&Unit> {
    let first = table
        .rows
        .first()
        .filter(|_| table.has_money())?
        .unit
        .as_ref();
    first.filter(|_| table.rows.iter().all(|row| row.unit.as_ref() == first))
}

/// The columns of a view as text: first the group, where there are groups, and the currency, unless
/// `told` elsewhere.
pub fn drawn(table: &Table, keys: &[&str], told: bool) -> Vec<Drawn> {
    let mut columns = Vec::new();
    if let Some(by) = table.grouped_by() {
        let name = |row: &Row| group(&row.group).unwrap_or_else(|| "total".to_owned());
        columns.push(naming(by, table.rows.iter().map(name).collect()));
    }
    if table.has_money() && !told {
        columns.push(naming(
            "currency",
            table
                .rows
                .iter()
                .map(|row| currency(row.unit.as_ref()))
                .collect(),
        ));
    }
    let is_drawn =
        |column: &Column| keys.contains(&column.key) && !matches!(column.kind, Kind::Rows(_));
    for (index, column) in table
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| is_drawn(column))
    {
        columns.push(draw(table, index, column));
    }
    columns
}

fn naming(title: &str, cells: Vec<String>) -> Drawn {
    Drawn {
        title: title.to_owned(),
        kind: Kind::Text,
        names: true,
        cells,
    }
}

fn draw(table: &Table, index: usize, column: &Column) -> Drawn {
    let text = |row: &Row| {
        row.cells
            .get(index)
            .map_or_else(String::new, |value| cell(value, row.unit.as_ref()))
    };
    let cells = table.rows.iter().map(text).collect();
    Drawn {
        title: column.title.to_owned(),
        kind: column.kind,
        names: column.kind == Kind::Text,
        cells,
    }
}

/// The code of a currency.
pub fn currency(unit: Option<&Unit>) -> String {
    unit.map_or_else(|| MISSING.to_owned(), |unit| unit.code.clone())
}

fn money(amount: Decimal, unit: Option<&Unit>) -> String {
    let digits = unit.map_or(amount.normalize().scale(), |unit| unit.minor_units);
    let rounded = amount.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
    // Nothing that leaves is nothing, and has no sign.
    let rounded = if rounded.is_zero() {
        rounded.abs()
    } else {
        rounded
    };
    grouped(&format!("{rounded:.*}", digits as usize))
}

fn float(value: f64, digits: u32) -> String {
    let text = format!("{value:.*}", digits as usize);
    // A tiny negative number rounds to a zero that has no sign.
    let text = if text.bytes().all(|b| matches!(b, b'-' | b'0' | b'.')) {
        text.replace('-', "")
    } else {
        text
    };
    grouped(&text)
}

fn rate(value: f64, of: Option<(u64, u64)>) -> String {
    let percent = float(value * 100.0, 1);
    let Some((k, n)) = of else {
        return format!("{percent}%");
    };
    let counts = format!("{}/{}", grouped(&k.to_string()), grouped(&n.to_string()));
    match n {
        0..LEAST_FOR_RATE => counts,
        LEAST_FOR_RATE..LEAST_FOR_SURE => format!("{counts} ~{percent}%"),
        _ => format!("{counts} {percent}%"),
    }
}

/// As rough as the rate of its smaller side.
fn difference(value: f64, n: u64) -> String {
    let percent = float(value * 100.0, 1);
    match n {
        0..LEAST_FOR_RATE => MISSING.to_owned(),
        LEAST_FOR_RATE..LEAST_FOR_SURE => format!("~{percent}%"),
        _ => format!("{percent}%"),
    }
}

fn interval(lo: f64, hi: f64, n: u64) -> String {
    if n < LEAST_FOR_RATE {
        return MISSING.to_owned();
    }
    format!("{}–{}%", float(lo * 100.0, 1), float(hi * 100.0, 1))
}

/// Limits in days; what is not reached is left open.
fn days_interval(lo: Option<i64>, hi: Option<i64>) -> String {
    let limit =
        |days: Option<i64>| days.map_or_else(|| "…".to_owned(), |days| grouped(&days.to_string()));
    if lo.is_none() && hi.is_none() {
        MISSING.to_owned()
    } else {
        format!("{}–{}", limit(lo), limit(hi))
    }
}

fn shared_out(shares: &[(String, f64)]) -> String {
    let part =
        |(name, share): &(String, f64)| format!("{} {}", escape_controls(name), rate(*share, None));
    if shares.is_empty() {
        MISSING.to_owned()
    } else {
        shares.iter().map(part).collect::<Vec<_>>().join(", ")
    }
}

/// A number with a comma between thousands.
fn grouped(number: &str) -> String {
    let start = usize::from(number.starts_with('-'));
    let point = number.find('.').unwrap_or(number.len());
    let mut text = String::with_capacity(number.len() + number.len() / 3);
    for (place, digit) in number.char_indices() {
        if place > start && place < point && (point - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn trimmed(number: &str) -> String {
    if number.contains('.') {
        number
            .trim_end_matches('0')
            .trim_end_matches('.')
            .to_owned()
    } else {
        number.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_as_people_write_them() {
        let won = Unit {
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
            (Cell::Beyond(150), "> 150"),
            (Cell::text("a\u{1b}[31mb"), "a\\x1b[31mb"),
        ];
        for (value, expected) in cases {
            assert_eq!(cell(&value, Some(&won)), expected, "{value:?}");
        }
    }
}
