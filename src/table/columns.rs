//! Columns, and the rows below them.

use std::borrow::Cow;

use super::cell::Cell;

/// What a column holds, and so how it is aligned and how many columns it takes in CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Count,
    Number,
    Days,
    Money,
    Rate,
    /// A share of money, so that its row has a currency.
    ValueRate,
    Interval,
    Shares,
    Numbers,
    Date,
    Flag,
    /// Tables of these columns.
    Rows(&'static [Column]),
}

impl Kind {
    /// The columns of the tables within.
    fn inner(self) -> Option<&'static [Column]> {
        match self {
            Kind::Rows(columns) => Some(columns),
            _ => None,
        }
    }
}

/// Which of the figures of a column it holds, where a report is compared with an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    #[default]
    Now,
    Before,
    Change,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its stable key in JSON and CSV; `single.closed` is the key `closed` in the object `single`.
    pub key: &'static str,
    /// Its name for people, short enough for the head of a table.
    pub title: &'static str,
    pub kind: Kind,
    pub side: Side,
}

impl Column {
    pub const fn new(key: &'static str, title: &'static str, kind: Kind) -> Self {
        Self {
            key,
            title,
            kind,
            side: Side::Now,
        }
    }

    /// Its name in JSON and CSV: `won`, `won_before`, `won_change`.
    pub fn name(&self) -> Cow<'static, str> {
        match self.side {
            Side::Now => Cow::Borrowed(self.key),
            Side::Before => Cow::Owned(format!("{}_before", self.key)),
            Side::Change => Cow::Owned(format!("{}_change", self.key)),
        }
    }
}

/// The currency of a row's money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// The three letters of ISO 4217.
    pub code: String,
    /// Digits after the decimal point.
    pub minor_units: u32,
}

/// What a row stands for: the key that rows are grouped by, and its value there; `None` inside for
/// deals that have no value.
pub type Group = Option<(&'static str, Option<String>)>;

#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// `None` for a row of all deals.
    pub group: Group,
    /// `None` where no currency is known, and in tables without money.
    pub unit: Option<Unit>,
    /// As many as there are columns, in their order.
    pub cells: Vec<Cell>,
}

/// Columns that read well side by side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    pub title: &'static str,
    /// Keys of columns; or that of a table within the rows, and of its columns, all if there are no
    /// more keys.
    pub columns: &'static [&'static str],
}

/// How many digits of money people see; machine formats have all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Digits {
    /// Whole units, where no amount has cents.
    #[default]
    Whole,
    /// The same, and large figures in millions.
    Few,
    All,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// The key that its rows are grouped by, even if no row has a group.
    pub by: Option<&'static str>,
    /// How people see it; machine formats have every column. Without views, all columns are in one
    /// table.
    pub views: &'static [View],
    pub digits: Digits,
    /// The places of rows that people see only where they ask for details.
    pub details: Vec<usize>,
}

impl Table {
    /// Whether its rows have a currency: money stands in them, or shares of money.
    pub fn has_money(&self) -> bool {
        self.columns
            .iter()
            .any(|column| matches!(column.kind, Kind::Money | Kind::ValueRate))
            || self.rows.iter().any(|row| row.unit.is_some())
    }

    /// The tables within its rows, each as one flat table after the columns that name the rows:
    /// those that views name, as these show them; all of them where none does.
    pub fn inner(&self) -> Vec<(&'static str, Table)> {
        let is_inner = |own: &&Column| own.kind.inner().is_some();
        let places = self.columns.iter().enumerate();
        let inner = || places.clone().filter(|(_, own)| is_inner(own));
        let chosen: Vec<(&'static str, Table)> = self
            .views
            .iter()
            .filter_map(|view| {
                let (key, shown) = view.columns.split_first()?;
                let (place, _) = inner().find(|(_, own)| own.key == *key)?;
                let mut table = self.unrolled_at(place)?;
                table.show_only(shown);
                Some((view.title, table))
            })
            .collect();
        if chosen.is_empty() {
            let all = inner().filter_map(|(place, _)| Some(("", self.unrolled_at(place)?)));
            return all.collect();
        }
        chosen
    }

    /// Takes out the columns that are not among these, in the order of these; none where there are
    /// no such keys.
    fn show_only(&mut self, keys: &[&str]) {
        if keys.is_empty() {
            return;
        }
        let places: Vec<usize> = keys.iter().filter_map(|key| self.position(key)).collect();
        self.keep(&places);
    }

    /// Takes out the columns that are not at these places, in the order of these.
    pub fn keep(&mut self, places: &[usize]) {
        self.columns = places.iter().map(|at| self.columns[*at].clone()).collect();
        for row in &mut self.rows {
            row.cells = places.iter().map(|at| row.cells[*at].clone()).collect();
        }
    }

    /// The first of the tables within its rows; `None` where it has none.
    pub fn unrolled(&self) -> Option<Table> {
        let inner = |column: &Column| column.kind.inner().is_some();
        self.unrolled_at(self.columns.iter().position(inner)?)
    }

    fn unrolled_at(&self, place: usize) -> Option<Table> {
        let (before, inner) = (&self.columns[..place], self.columns[place].kind.inner()?);
        let names: Vec<usize> = (0..place)
            .filter(|at| before[*at].kind == Kind::Text)
            .collect();
        Some(Table {
            columns: names
                .iter()
                .map(|at| &before[*at])
                .chain(inner)
                .cloned()
                .collect(),
            rows: self
                .rows
                .iter()
                .flat_map(|row| row.unrolled(&names, place))
                .collect(),
            by: self.by,
            digits: self.digits,
            ..Table::default()
        })
    }

    /// The key that its rows are grouped by, if they are.
    pub fn grouped_by(&self) -> Option<&'static str> {
        let group = self.rows.iter().find_map(|row| row.group.as_ref());
        self.by.or(group.map(|(key, _)| *key))
    }

    /// Takes out the rows that are details.
    pub fn drop_details(&mut self) {
        let details = std::mem::take(&mut self.details);
        let rows = std::mem::take(&mut self.rows).into_iter().enumerate();
        let kept = rows.filter(|(at, _)| !details.contains(at));
        self.rows = kept.map(|(_, row)| row).collect();
    }

    /// Takes a column out, where it would say the same in every row.
    pub fn remove(&mut self, key: &str) {
        if let Some(at) = self.position(key) {
            self.columns.remove(at);
            for row in &mut self.rows {
                row.cells.remove(at);
            }
        }
    }

    /// Takes out a column that says the same in every row but totals.
    pub fn remove_if_same(&mut self, key: &str) {
        let Some(at) = self.position(key) else { return };
        let cells = self.rows.iter().filter_map(|row| row.cells.get(at));
        let mut named = cells.filter(|cell| **cell != Cell::Total);
        let first = named.next();
        if named.all(|cell| Some(cell) == first) {
            self.remove(key);
        }
    }

    /// Whether some amount of money is missing.
    pub fn lacks_money(&self) -> bool {
        let columns = self.columns.iter().enumerate();
        let mut money = columns.filter(|(_, column)| column.kind == Kind::Money);
        money.any(|(at, _)| {
            self.rows
                .iter()
                .any(|row| row.cells.get(at) == Some(&Cell::Missing))
        })
    }

    /// The index of a column.
    pub fn position(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name() == key)
    }
}

impl Row {
    /// A row for each one in the table at `place`, after the cells at `names`.
    fn unrolled(&self, names: &[usize], place: usize) -> Vec<Row> {
        let Some(Cell::Rows(inner)) = self.cells.get(place) else {
            return Vec::new();
        };
        let names = names.iter().filter_map(|at| self.cells.get(*at));
        inner
            .iter()
            .map(|cells| Row {
                group: self.group.clone(),
                unit: self.unit.clone(),
                cells: names.clone().chain(cells).cloned().collect(),
            })
            .collect()
    }
}
