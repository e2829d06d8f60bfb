//! A report while it is made, and what it comes to.

use super::{
    Notes, Query, Slice,
    formula::Line,
    measure::{Measure, cells, table},
    money::unit,
    notes::Code,
};
use crate::deal::Currency;
use crate::table::{Chart, Explanation, Group, Row, Table, View};

/// The rows of a report so far: figures of `T`, each with its cells.
pub struct Draft<T: 'static> {
    measures: &'static [Measure<T>],
    explain: bool,
    rows: Vec<Row>,
    explanations: Vec<Explanation>,
    pub charts: Vec<Chart>,
    pub notes: Notes,
}

/// All that is a report's own in a [`Report`](crate::table::Report).
#[derive(Default)]
pub struct ReportBody {
    /// What the figures are based on, in words.
    pub basis: String,
    /// How many deals were read.
    pub deals: u64,
    /// How many others were not, and why, beside those that did not exist yet.
    pub absent: Vec<(u64, &'static str)>,
    /// How many of them, or of anything else, are not in some figure, and why.
    pub left_out: Vec<(u64, &'static str)>,
    pub notes: Notes,
    pub table: Table,
    pub explanations: Vec<Explanation>,
    /// For `--chart`.
    pub charts: Vec<Chart>,
}

impl<T> Draft<T> {
    pub fn new(measures: &'static [Measure<T>], query: &Query<'_>) -> Self {
        Self {
            measures,
            explain: query.explain,
            rows: Vec::new(),
            explanations: Vec::new(),
            charts: Vec::new(),
            notes: Notes::default(),
        }
    }

    /// Adds a row of a slice's deals.
    pub fn add(&mut self, slice: &Slice<'_, '_>, figures: &T) {
        self.add_row(&slice.group, slice.currency, figures);
    }

    pub fn add_all(&mut self, slice: &Slice<'_, '_>, figures: &[T]) {
        for own in figures {
            self.add(slice, own);
        }
    }

    pub fn add_row(&mut self, group: &Group, currency: Option<Currency>, figures: &T) {
        self.rows.push(Row {
            group: group.clone(),
            unit: unit(currency),
            cells: cells(self.measures, figures),
        });
    }

    /// Adds the calculation of a slice's rows, if that was asked for.
    pub fn explain(&mut self, slice: &Slice<'_, '_>, lines: impl FnOnce() -> Vec<Line>) {
        self.explain_row(&slice.group, slice.currency, lines);
    }

    pub fn explain_row(
        &mut self,
        group: &Group,
        currency: Option<Currency>,
        lines: impl FnOnce() -> Vec<Line>,
    ) {
        if self.explain {
            self.explanations.push(Explanation {
                group: group.clone(),
                unit: unit(currency),
                lines: lines(),
            });
        }
    }

    /// The report, still without its basis and its counts of deals.
    pub fn finish(mut self, views: &'static [View]) -> ReportBody {
        if self.has_several_currencies() {
            self.notes.add(Code::MixedCurrency);
        }
        ReportBody {
            notes: self.notes,
            table: table(self.measures, views, self.rows),
            explanations: self.explanations,
            charts: self.charts,
            ..ReportBody::default()
        }
    }

    /// Whether the total stands in several rows that differ in their currency.
    fn has_several_currencies(&self) -> bool {
        let mut totals = self.rows.iter().filter(|row| row.group.is_none());
        let first = totals.next();
        totals.any(|row| Some(&row.unit) != first.map(|first| &first.unit))
    }
}
