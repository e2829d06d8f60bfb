//! The order of rows, and how many of them are kept.

use std::cmp::Ordering;

use rust_decimal::prelude::ToPrimitive;

use super::{Cell, Row, Table};

impl Table {
    /// Sorts the rows by a column as [`order`] says, or the other way round; rows without a figure there come last.
    /// The rows of a group stay together, in the order of the first of them; totals stay last.
    pub fn sort(&mut self, at: usize, is_reverse: bool) {
        let (mut blocks, totals) = self.blocks();
        blocks.sort_by(|a, b| {
            let (a, b) = (first_cell(a, at), first_cell(b, at));
            order(a, b, is_reverse)
        });
        self.rows = blocks.into_iter().flatten().chain(totals).collect();
    }

    /// Keeps the first rows, or groups of rows, and the totals; how many there were.
    pub fn limit(&mut self, most: usize) -> usize {
        let (mut blocks, totals) = self.blocks();
        let all = blocks.len();
        blocks.truncate(most);
        self.rows = blocks.into_iter().flatten().chain(totals).collect();
        all
    }

    /// The rows by group, or each on its own where there are no groups; and those of all together.
    fn blocks(&mut self) -> (Vec<Vec<Row>>, Vec<Row>) {
        let rows = std::mem::take(&mut self.rows);
        let has_groups = rows.iter().any(|row| row.group.is_some());
        let is_total = |row: &Row| match has_groups {
            true => row.group.is_none(),
            false => row.cells.contains(&Cell::Total),
        };
        let (totals, rows): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(is_total);
        let mut blocks: Vec<Vec<Row>> = Vec::new();
        for row in rows {
            match blocks.last_mut() {
                Some(block) if has_groups && block[0].group == row.group => block.push(row),
                _ => blocks.push(vec![row]),
            }
        }
        (blocks, totals)
    }
}

fn first_cell(block: &[Row], at: usize) -> Option<&Cell> {
    block.first()?.cells.get(at)
}

/// The column that is meant by `COLUMN`, or by `-COLUMN` the other way round.
pub fn sort_key(word: &str) -> (&str, bool) {
    match word.strip_prefix('-') {
        Some(key) => (key, true),
        None => (word, false),
    }
}

/// Which of two cells comes first: the larger figure, the earlier day, the earlier word; what is
/// missing comes last in any case.
pub fn order(a: Option<&Cell>, b: Option<&Cell>, is_reverse: bool) -> Ordering {
    let by = |order: Ordering| if is_reverse { order } else { order.reverse() };
    match (a.and_then(figure), b.and_then(figure)) {
        (Some(a), Some(b)) => by(a.total_cmp(&b)),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => match (a.and_then(word), b.and_then(word)) {
            // Words read from A to Z first.
            (Some(a), Some(b)) => by(b.cmp(a)),
            (a, b) => a.is_none().cmp(&b.is_none()),
        },
    }
}

fn figure(cell: &Cell) -> Option<f64> {
    match cell.bare() {
        Cell::Count(count) => Some(*count as f64),
        Cell::Number(value)
        | Cell::Days(value)
        | Cell::MoneyRate(value)
        | Cell::Rate { value, .. }
        | Cell::Chance(value)
        | Cell::Difference { value, .. } => Some(*value),
        Cell::Beyond(days) | Cell::Change(days) => Some(*days as f64),
        Cell::Money(amount) => amount.to_f64(),
        // The earlier day counts as the larger one.
        Cell::Date(date) => Some(-f64::from(chrono::Datelike::num_days_from_ce(date))),
        Cell::Flag(flag) => Some(f64::from(u8::from(*flag))),
        _ => None,
    }
}

fn word(cell: &Cell) -> Option<&str> {
    match cell.bare() {
        Cell::Text(text) => Some(text),
        Cell::Named { id, .. } => Some(id),
        _ => None,
    }
}
