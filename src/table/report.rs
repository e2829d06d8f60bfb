//! What a report says, before any format.

use chrono::NaiveDate;

use super::{
    cell::Cell,
    chart::Chart,
    columns::{Group, Table, Unit},
};

#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    pub name: &'static str,
    /// The version of its keys in JSON.
    pub version: u32,
    pub as_of: NaiveDate,
    /// Its first and its last day; `None` where the report is about none.
    pub window: Option<(NaiveDate, NaiveDate)>,
    /// Flags and their values.
    pub options: Vec<(&'static str, Cell)>,
    /// What the figures are based on, in words.
    pub basis: String,
    /// How many deals were read.
    pub deals: u64,
    /// How many of them, or of anything else, are not in some figure, and why.
    pub left_out: Vec<(u64, &'static str)>,
    pub notes: Vec<Note>,
    pub table: Table,
    /// Only with `--explain`.
    pub explanations: Vec<Explanation>,
    /// Only with `--chart`.
    pub charts: Vec<Chart>,
}

/// Something that the reader of a report must know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub code: &'static str,
    pub message: String,
    /// Ids of the deals concerned, in order.
    pub deals: Vec<String>,
}

/// A part of a written calculation.
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

/// How the figures of a row are calculated, one figure a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    pub group: Group,
    pub unit: Option<Unit>,
    pub lines: Vec<Vec<Term>>,
}
