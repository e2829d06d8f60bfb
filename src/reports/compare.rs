//! A report beside the same one of an earlier window: the earlier figure and the change of each
//! headline figure.

use crate::book::Period;
use crate::table::{Cell, Column, Kind, Report, Row, Side, Table};

use super::Window;

keywords! {
    /// Which window is compared with.
    Compare {
        /// As many days before, or the period before.
        Previous = "previous",
        /// The same a year earlier.
        Year = "year",
    }
}

impl Compare {
    /// The earlier window; `period` is the name that the window has, if it has one.
    pub fn earlier(self, window: Window, period: Option<Period>) -> Window {
        let whole = period.unwrap_or(Period::between(window.from, window.to));
        let earlier = match self {
            Compare::Previous => whole.previous(),
            Compare::Year => whole.year_before(),
        };
        // A period that is not over is compared with as many days of the earlier one.
        let days = window.days();
        Window {
            from: earlier.from,
            to: match days < whole.days() {
                true => earlier.to.min(earlier.from.plus(days - 1)),
                false => earlier.to,
            },
        }
    }
}

/// More figures than this are not compared side by side on a screen: counts give way.
const FIGURES_SHOWN: usize = 4;

/// The headline figures of a table: the columns of figures in its first view.
fn headline(table: &Table) -> Vec<usize> {
    let first = table.views.first();
    let is_first = |key: &str| first.is_none_or(|view| view.columns.contains(&key));
    let columns = table.columns.iter().enumerate();
    columns
        .filter(|(_, own)| is_first(own.key) && is_figure(own.kind))
        .map(|(at, _)| at)
        .collect()
}

fn is_figure(kind: Kind) -> bool {
    match kind {
        Kind::Count | Kind::Number | Kind::Days | Kind::Money | Kind::Rate | Kind::ValueRate => {
            true
        }
        Kind::Text
        | Kind::Interval
        | Kind::Shares
        | Kind::Numbers
        | Kind::Date
        | Kind::Flag
        | Kind::Rows(_) => false,
    }
}

impl Report {
    /// Puts the figures of an earlier report behind its own, as columns `…_before` and `…_change`. A
    /// row that one of them lacks has none. For people only the headline figures stay, each followed
    /// by its own.
    pub fn compare(&mut self, earlier: &Report, for_people: bool) {
        let names = named_by(&self.table);
        let headline = headline(&self.table);
        self.table.add_rows_of(&earlier.table, &names);
        let own = self.table.columns.len();
        for at in &headline {
            self.table.add_comparison(*at, &earlier.table, &names);
        }
        if for_people {
            let shown = shown(&self.table, &headline);
            let beside = shown.iter().flat_map(|number| {
                let before = own + 2 * number;
                [headline[*number], before, before + 1]
            });
            let places: Vec<usize> = names.into_iter().chain(beside).collect();
            self.table.keep(&places);
            self.table.views = &[];
        }
    }
}

/// Which of the headline figures fit a screen: of many the first one, and those that are no counts.
fn shown(table: &Table, headline: &[usize]) -> Vec<usize> {
    let is_kept = |number: &usize| {
        let is_count = table.columns[headline[*number]].kind == Kind::Count;
        headline.len() <= FIGURES_SHOWN || *number == 0 || !is_count
    };
    (0..headline.len()).filter(is_kept).collect()
}

impl Table {
    /// The rows that the earlier table has alone, without figures, before the totals.
    fn add_rows_of(&mut self, earlier: &Table, names: &[usize]) {
        let has_groups = self.grouped_by().is_some();
        let is_total = |own: &Row| match has_groups {
            true => own.group.is_none(),
            false => names.is_empty() || own.cells.contains(&Cell::Total),
        };
        let is_new = |own: &&Row| {
            let mut rows = self.rows.iter();
            !is_total(own) && !rows.any(|row| is_same(row, own, names))
        };
        let gone: Vec<Row> = earlier.rows.iter().filter(is_new).cloned().collect();
        let totals = self.rows.iter().position(is_total);
        let at = totals.unwrap_or(self.rows.len());
        let emptied = gone.into_iter().map(|mut row| {
            for (place, cell) in row.cells.iter_mut().enumerate() {
                if !names.contains(&place) {
                    *cell = Cell::Missing;
                }
            }
            row
        });
        self.rows.splice(at..at, emptied);
    }

    /// Two more columns: a figure of the earlier table, and the change since.
    fn add_comparison(&mut self, at: usize, earlier: &Table, names: &[usize]) {
        let column = self.columns[at].clone();
        for row in &mut self.rows {
            let same = earlier.rows.iter().find(|own| is_same(row, own, names));
            let before = same.and_then(|own| own.cells.get(at).cloned());
            let before = before.unwrap_or(Cell::Missing);
            let change = change(&row.cells[at], &before);
            row.cells.extend([before, change]);
        }
        for (side, title) in [(Side::Before, "before"), (Side::Change, "change")] {
            self.columns.push(Column {
                side,
                title,
                ..column.clone()
            });
        }
    }
}

/// The columns that name a row beside its group and its currency.
fn named_by(table: &Table) -> Vec<usize> {
    let columns = table.columns.iter().enumerate();
    let names = columns.filter(|(_, own)| own.kind == Kind::Text);
    names.map(|(at, _)| at).collect()
}

fn is_same(a: &Row, b: &Row, names: &[usize]) -> bool {
    let has_same_names = names.iter().all(|at| a.cells.get(*at) == b.cells.get(*at));
    a.group == b.group && a.unit == b.unit && has_same_names
}

/// `now` less `before`; missing where one of them is.
fn change(now: &Cell, before: &Cell) -> Cell {
    match (now, before) {
        (Cell::Count(now), Cell::Count(before)) => {
            Cell::Change(now.cast_signed().saturating_sub_unsigned(*before))
        }
        (Cell::Number(now), Cell::Number(before)) => Cell::Number(now - before),
        (Cell::Days(now), Cell::Days(before)) => Cell::Days(now - before),
        (Cell::MoneyRate(now), Cell::MoneyRate(before)) => Cell::MoneyRate(now - before),
        (Cell::Money(now), Cell::Money(before)) => {
            Cell::optional(now.checked_sub(*before), Cell::Money)
        }
        (
            Cell::Rate { value: now, of },
            Cell::Rate {
                value: before,
                of: earlier,
            },
        ) => {
            let least = |of: &Option<(u64, u64)>| of.map_or(u64::MAX, |(_, n)| n);
            Cell::Difference {
                value: now - before,
                n: least(of).min(least(earlier)),
            }
        }
        _ => Cell::Missing,
    }
}
