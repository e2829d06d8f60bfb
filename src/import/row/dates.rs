//! When a row's deal began, is expected to close, and closed.

use crate::deal::day::Day;
use crate::deal::history::{HistoryEntry, Outcome};
use crate::deal::keywords::LossReason;

use super::super::map::Field;
use super::super::stage_map::key;
use super::RowReader;

pub(super) struct Dates {
    pub created: Option<Day>,
    pub expected: Option<Day>,
    pub closed: Option<Day>,
}

impl RowReader<'_> {
    /// Where one column is both the expected day and that of the closing, it is the one for an open
    /// deal and the other for a closed one.
    pub(super) fn dates(&mut self, outcome: Outcome) -> Dates {
        let one_column = self.plan.template(Field::CloseDate) == self.plan.template(Field::Closed);
        let is_open = outcome == Outcome::Open;
        let created = self.day(Field::Created);
        let expected = self
            .day(Field::CloseDate)
            .filter(|_| is_open || !one_column);
        let closed = if is_open && one_column {
            None
        } else {
            self.day(Field::Closed)
        };
        if is_open && closed.is_some() {
            self.warning(
                Field::Closed,
                "the deal is open: its closing day is left out",
            );
        }
        let dates = Dates {
            created,
            expected,
            closed: closed.filter(|_| !is_open),
        };
        self.check_days(&dates, is_open);
        dates
    }

    fn day(&mut self, field: Field) -> Option<Day> {
        let text = self.text(field)?;
        let day = self.plan.days.read(&text);
        if let Err(error) = &day {
            self.problem(field, error, error.help());
        }
        day.ok()
    }

    fn check_days(&mut self, dates: &Dates, is_open: bool) {
        let later = |a: Option<Day>, b: Option<Day>| a.zip(b).is_some_and(|(a, b)| a > b);
        if self.text(Field::Created).is_none() {
            self.warning(Field::Created, "nobody knows when the deal began");
        }
        if !is_open && self.text(Field::Closed).is_none() {
            self.warning(Field::Closed, "the deal is closed, and nobody knows when");
        }
        if later(dates.created, dates.closed) {
            self.warning(Field::Closed, "the deal closed before it began");
        }
        if later(dates.created, dates.expected) {
            self.warning(
                Field::CloseDate,
                "the deal was expected to close before it began",
            );
        }
    }

    /// The line of history that closes the deal; why it was lost stands there.
    pub(super) fn closing(
        &mut self,
        outcome: Outcome,
        closed: Option<Day>,
    ) -> Option<HistoryEntry> {
        let line = HistoryEntry {
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
                ..line
            });
        }
        for field in [Field::LostReason, Field::Competitor] {
            if self.text(field).is_some() {
                self.warning(
                    field,
                    format!("the deal is not lost: its {field} is left out"),
                );
            }
        }
        (outcome == Outcome::Won).then_some(line)
    }

    /// A known reason, or the CRM's own words as `why`: nobody said that they mean one of ours.
    fn loss_reason(&mut self) -> (Option<String>, Option<String>) {
        let Some(text) = self.text(Field::LostReason) else {
            return (None, None);
        };
        match key(&text).parse::<LossReason>() {
            Ok(reason) => (Some(reason.to_string()), None),
            Err(error) => {
                let allowed = error.allowed.join(", ");
                self.warning(
                    Field::LostReason,
                    format!("`{text}` is kept as `why`: the reasons are {allowed}"),
                );
                (None, Some(text))
            }
        }
    }
}
