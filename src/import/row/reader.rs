//! What every part of a row is read with.

use super::super::{
    map::Field,
    money::DecimalMark,
    note::{Note, Notes},
    plan::Plan,
    sheet::Row,
};

/// A row under the plan. Problems are noted and the reading goes on, so that all of them are found.
pub struct RowReader<'a> {
    pub plan: &'a Plan<'a>,
    pub row: &'a Row,
    /// The map's, else what the column shows.
    pub decimal: Option<DecimalMark>,
    pub notes: &'a mut Notes,
}

impl RowReader<'_> {
    pub fn text(&self, field: Field) -> Option<String> {
        self.plan.text(field, self.row)
    }

    pub fn problem(&mut self, field: Field, message: impl ToString, help: impl Into<String>) {
        let note = self.note(field, message).help(help);
        self.notes.problems.push(note);
    }

    pub fn warning(&mut self, field: Field, message: impl ToString) {
        let note = self.note(field, message);
        self.notes.warnings.push(note);
    }

    fn note(&self, field: Field, message: impl ToString) -> Note {
        Note::new(self.row.line, message.to_string()).column(self.plan.label(field))
    }
}
