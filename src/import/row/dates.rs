//! When a row's deal was created, is expected to close, and closed.

use super::{
    super::{map::Field, reasons::Reasons},
    reader::RowReader,
};
use crate::deal::{Day, HistoryEntry, Outcome};

/// What databases without empty dates write instead.
const NO_DATE: &str = "0000-00-00";

pub struct Dates {
    pub created: Option<Day>,
    pub expected: Option<Day>,
    pub closed: Option<Day>,
}

impl RowReader<'_> {
    /// If one column is both the expected closing date and the actual one, it is the former for an
    /// open deal and the latter for a closed one.
    pub fn dates(&mut self, outcome: Outcome) -> Dates {
        let is_open = outcome == Outcome::Open;
        let is_one_column =
            self.plan.template(Field::CloseDate) == self.plan.template(Field::Closed);
        let created = self.date(Field::Created);
        let expected = self
            .date(Field::CloseDate)
            .filter(|_| is_open || !is_one_column);
        let mut closed = None;
        if !(is_open && is_one_column) {
            closed = self.date(Field::Closed);
        }
        if is_open && closed.take().is_some() {
            self.warning(Field::Closed, "open deal: closing date ignored");
        }
        let dates = Dates {
            created,
            expected,
            closed,
        };
        self.check_dates(&dates, is_open);
        dates
    }

    fn date(&mut self, field: Field) -> Option<Day> {
        let text = self.text(field).filter(|text| !text.starts_with(NO_DATE))?;
        let date = self.plan.dates.read(&text);
        if let Err(error) = &date {
            self.problem(field, error, error.help());
        }
        date.ok()
    }

    /// Whether a date is written, be it a wrong one.
    fn has_date(&self, field: Field) -> bool {
        self.text(field)
            .is_some_and(|text| !text.starts_with(NO_DATE))
    }

    fn check_dates(&mut self, dates: &Dates, is_open: bool) {
        if dates.created.is_none() && !self.has_date(Field::Created) {
            self.warning(Field::Created, "no creation date");
        }
        if !is_open && dates.closed.is_none() && !self.has_date(Field::Closed) {
            self.warning(Field::Closed, "closed deal without a closing date");
        }
        if dates.closed.is_some() && dates.created > dates.closed {
            let message = "the deal closed before it was created";
            self.warning(Field::Closed, message);
        }
        if dates.expected.is_some() && dates.created > dates.expected {
            let message = "the deal was expected to close before it was created";
            self.warning(Field::CloseDate, message);
        }
    }

    /// The history entry that closes the deal, with the reason of a loss.
    pub fn closing(&mut self, outcome: Outcome, closed: Option<Day>) -> Option<HistoryEntry> {
        let entry = HistoryEntry {
            date: closed,
            stage: Some(outcome.as_str().to_owned()),
            ..HistoryEntry::default()
        };
        if outcome == Outcome::Lost {
            let (reason, why) = self.loss_reason();
            return Some(HistoryEntry {
                reason,
                why,
                competitor: self.text(Field::Competitor),
                ..entry
            });
        }
        for field in [Field::LostReason, Field::Competitor] {
            if self.text(field).is_some() {
                self.warning(field, format!("deal not lost: {field} ignored"));
            }
        }
        (outcome == Outcome::Won).then_some(entry)
    }

    /// The reason as the map translates it, and the CRM's own words as `why` where they say more.
    fn loss_reason(&mut self) -> (Option<String>, Option<String>) {
        let text = self.text(Field::LostReason);
        let reason = self.plan.reasons.reason(text.as_deref());
        if let Some(word) = text.as_ref().filter(|_| reason.is_none()) {
            self.notes
                .unknown_reasons
                .push((word.clone(), self.row.line));
        }
        let why = text.filter(|word| !Reasons::is_ours(word));
        (reason.map(|reason| reason.to_string()), why)
    }
}
