//! Tables of typed cells, and the report around one. A cell holds the figure itself, never its
//! text: how a figure reads on a screen, in JSON or in CSV is the business of `render`.
//!
//! Figures that the data does not give are [`Cell::Missing`], never 0.

use chrono::NaiveDate;
use rust_decimal::Decimal;

/// One figure or word.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Not available.
    Missing,
    Text(String),
    /// Something with an id for machines and a title for people.
    Named {
        id: String,
        title: String,
    },
    /// Stands where the rows above have a name: no name in data, the word "total" for people.
    Total,
    /// The same under another word than "total".
    Called(&'static str),
    Count(u64),
    Number(f64),
    Days(f64),
    /// Not reached within this many days; data says that there is no figure.
    Beyond(i64),
    /// An exact sum in major units of the row's currency.
    Money(Decimal),
    /// A mean, a quotient or an estimate in major units of the row's currency.
    MoneyRate(f64),
    /// A share from 0 to 1; `of` are the counts whose quotient it is.
    Rate {
        value: f64,
        of: Option<(u64, u64)>,
    },
    /// How far two shares are apart, where the smaller side has `n` cases.
    Difference {
        value: f64,
        n: u64,
    },
    /// Limits of a share that rests on `n` cases.
    Interval {
        lo: f64,
        hi: f64,
        n: u64,
    },
    /// Limits of a duration in days; one that is not reached is `None`.
    DaysInterval {
        lo: Option<i64>,
        hi: Option<i64>,
    },
    /// What a whole is shared out to, each with its share from 0 to 1.
    Shares(Vec<(String, f64)>),
    /// A figure for each of what another column or the rows name, in that order.
    Numbers(Vec<f64>),
    /// A table within the row, of the columns that its [`Kind::Rows`] names.
    Rows(Vec<Vec<Cell>>),
    Date(NaiveDate),
    Flag(bool),
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Cell::Text(text.into())
    }

    /// A share of counts; missing where there is nothing to have a share of.
    pub fn share(k: u64, n: u64) -> Self {
        if n == 0 {
            Cell::Missing
        } else {
            Cell::Rate {
                value: k as f64 / n as f64,
                of: Some((k, n)),
            }
        }
    }

    /// A cell of what may be missing.
    pub fn of<T>(value: Option<T>, cell: impl Fn(T) -> Cell) -> Self {
        value.map_or(Cell::Missing, cell)
    }
}

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

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its stable name in JSON and CSV; what stands before a point names an object of which it is a
    /// part.
    pub key: &'static str,
    /// Its name for people, short enough for the head of a table.
    pub title: &'static str,
    pub kind: Kind,
}

/// The currency of a row's money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// The three letters of ISO 4217.
    pub code: String,
    /// Digits behind the point.
    pub minor_units: u32,
}

/// What a row is of: by what it is grouped, and the value there; `None` for deals that have none.
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

/// Some of the columns that read well side by side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    pub title: &'static str,
    /// Keys of columns.
    pub columns: &'static [&'static str],
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// By what its rows are grouped, also where no row has a group.
    pub by: Option<&'static str>,
    /// How people see it; machine formats have every column. Without views all columns stand in one
    /// table.
    pub views: &'static [View],
}

impl Table {
    /// Whether its rows have a currency: money stands in them, or shares of money.
    pub fn has_money(&self) -> bool {
        self.columns
            .iter()
            .any(|column| matches!(column.kind, Kind::Money | Kind::ValueRate))
            || self.rows.iter().any(|row| row.unit.is_some())
    }

    /// The tables within its rows as one flat table, behind the columns that name the rows; `None`
    /// where it has none.
    pub fn unrolled(&self) -> Option<Table> {
        let within = |column: &Column| {
            if let Kind::Rows(columns) = column.kind {
                Some(columns)
            } else {
                None
            }
        };
        let (place, columns) = self
            .columns
            .iter()
            .enumerate()
            .find_map(|(at, own)| Some((at, within(own)?)))?;
        let names: Vec<usize> = (0..place)
            .filter(|at| self.columns[*at].kind == Kind::Text)
            .collect();
        let mut flat = Table {
            columns: names.iter().map(|at| self.columns[*at].clone()).collect(),
            by: self.by,
            ..Table::default()
        };
        flat.columns.extend_from_slice(columns);
        for row in &self.rows {
            let Some(Cell::Rows(inner)) = row.cells.get(place) else {
                continue;
            };
            let lead: Vec<Cell> = names
                .iter()
                .filter_map(|at| row.cells.get(*at))
                .cloned()
                .collect();
            let whole = |cells: &Vec<Cell>| Row {
                cells: [lead.clone(), cells.clone()].concat(),
                ..row.clone()
            };
            flat.rows.extend(inner.iter().map(whole));
        }
        Some(flat)
    }

    /// By what its rows are grouped, if they are.
    pub fn grouped_by(&self) -> Option<&'static str> {
        self.by.or(self
            .rows
            .iter()
            .find_map(|row| row.group.as_ref())
            .map(|(key, _)| *key))
    }

    /// The place of a column.
    pub fn position(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }
}

/// Something that the reader of a report has to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub code: &'static str,
    pub message: String,
    /// Ids of the deals that it is about, in order.
    pub deals: Vec<String>,
}

/// A part of a calculation written out.
#[derive(Debug, Clone, PartialEq)]
pub enum Term {
    Word(&'static str),
    Value(Cell),
}

impl From<&'static str> for Term {
    fn from(word: &'static str) -> Self {
        Term::Word(word)
    }
}

impl From<Cell> for Term {
    fn from(cell: Cell) -> Self {
        Term::Value(cell)
    }
}

/// How the figures of a row come about, one line each.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    pub group: Group,
    pub unit: Option<Unit>,
    pub lines: Vec<Vec<Term>>,
}

/// A picture of figures that stand in the table as well.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    pub title: String,
    /// The currency of its money.
    pub unit: Option<Unit>,
    pub shape: Shape,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A bar a line, all on one scale that includes 0.
    Bars(Vec<Bar>),
    /// Values from 0 to 1 that change in steps, each series in a panel of its own over the same x
    /// axis.
    Steps {
        /// The ends of the x axis, and how they read.
        from: (f64, Cell),
        to: (f64, Cell),
        series: Vec<Series>,
    },
}

/// A bar between two values; the usual one starts at 0, those of a waterfall where the last one
/// ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    pub label: Cell,
    pub start: f64,
    pub end: f64,
    /// The figure that it shows.
    pub text: Cell,
}

impl Bar {
    pub fn new(label: Cell, value: f64, text: Cell) -> Self {
        Self {
            label,
            start: 0.0,
            end: value,
            text,
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    pub label: Cell,
    /// By x: from each x on the value is y. Nothing is known before the first and behind the last.
    pub points: Vec<(f64, f64)>,
}

/// What a report says, before any format.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    pub name: &'static str,
    /// Of the shape of its rows.
    pub version: u32,
    pub as_of: NaiveDate,
    /// Both days are part of the window.
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// Flags and their values.
    pub options: Vec<(&'static str, Cell)>,
    /// What the figures are figures of, in words.
    pub basis: String,
    /// How many deals it has looked at.
    pub deals: u64,
    /// How many of them, or of what else, some figure leaves out, and why.
    pub left_out: Vec<(u64, &'static str)>,
    pub notes: Vec<Note>,
    pub table: Table,
    /// Only where it was asked for.
    pub explanations: Vec<Explanation>,
    /// Only where they were asked for.
    pub charts: Vec<Chart>,
}
