//! One row becomes one deal: its fields, a first line of history, and a second one where it is
//! closed.

mod dates;
mod money;
mod stand;

use crate::deal::Deal;
use crate::deal::entry_id;
use crate::deal::history::{HistoryEntry, Outcome};
use crate::deal::own::OwnKeys;
use crate::deal::work::FollowUp;

use super::map::Field;
use super::money::DecimalMark;
use super::note::{Note, Notes};
use super::plan::{CRM_ID, Plan};
use super::roster::Roster;
use super::sheet::Row;

/// A row under the plan. Problems are noted and the reading goes on, so that all of them are found.
pub(super) struct RowReader<'a> {
    pub plan: &'a Plan<'a>,
    pub row: &'a Row,
    /// What the map says of decimals, else what the column shows.
    pub decimal: Option<DecimalMark>,
    pub notes: &'a mut Notes,
}

impl RowReader<'_> {
    /// The deal; whatever could not be read is missing in it and a problem.
    pub fn deal(&mut self, roster: &mut Roster) -> Deal {
        let pipeline = self.pipeline();
        let stand = self.stand(pipeline);
        let dates = self.dates(stand.outcome);
        let money = self.money(stand.outcome);
        let owner = self.owner(roster);
        let first = HistoryEntry {
            date: dates.created,
            stage: Some(stand.stage.clone()),
            amount: money.amount.map(Some),
            close_date: dates.expected.map(Some),
            owner: owner.clone().map(Some),
            ..HistoryEntry::default()
        };
        let closing = self.closing(stand.outcome, dates.closed);
        let is_default = self
            .plan
            .book
            .default_pipeline()
            .is_some_and(|first| first.id == pipeline.id);
        Deal {
            name: self.name(),
            account: self.text(Field::Account),
            pipeline: (!is_default).then(|| pipeline.id.clone()),
            stage: if closing.is_some() {
                stand.outcome.as_str().to_owned()
            } else {
                stand.stage
            },
            amount: money.amount,
            currency: money
                .currency
                .filter(|currency| Some(*currency) != self.plan.book.currency),
            close_date: dates.expected,
            source: self.text(Field::Source),
            segment: self.text(Field::Segment),
            product: self.text(Field::Product),
            followups: self.next_step(stand.outcome, owner.as_deref()),
            x: self.own_keys(),
            history: std::iter::once(first).chain(closing).collect(),
            owner,
            ..Deal::default()
        }
    }

    fn text(&self, field: Field) -> Option<String> {
        self.plan.text(field, self.row)
    }

    fn problem(&mut self, field: Field, message: impl ToString, help: impl Into<String>) {
        let note = Note::row(self.row.line, message.to_string());
        self.notes
            .problems
            .push(note.column(self.plan.label(field)).help(help));
    }

    fn warning(&mut self, field: Field, message: impl ToString) {
        let note = Note::row(self.row.line, message.to_string());
        self.notes
            .warnings
            .push(note.column(self.plan.label(field)));
    }

    fn name(&mut self) -> String {
        let name = self
            .text(Field::Name)
            .or_else(|| self.text(Field::Account))
            .or_else(|| self.text(Field::Id));
        name.unwrap_or_else(|| {
            self.problem(
                Field::Name,
                "the deal has no name",
                "fill in what it is called",
            );
            String::new()
        })
    }

    fn owner(&mut self, roster: &mut Roster) -> Option<String> {
        let owner = self.text(Field::Owner)?;
        let member = roster.member(&owner);
        if let Err(error) = &member {
            self.problem(Field::Owner, error, "write the id of the one that is meant");
        }
        member.ok()
    }

    /// A next step is for a deal that goes on.
    fn next_step(&mut self, outcome: Outcome, owner: Option<&str>) -> Vec<FollowUp> {
        let Some(what) = self.text(Field::NextStep) else {
            return Vec::new();
        };
        if outcome != Outcome::Open {
            self.warning(
                Field::NextStep,
                "the deal is closed: its next step is left out",
            );
            return Vec::new();
        }
        let id = entry_id::mint(
            &format!(" {what} {}", owner.unwrap_or_default()),
            std::iter::empty(),
        );
        vec![FollowUp {
            id,
            due: None,
            what,
            owner: None,
            kind: None,
            done: None,
            cancelled: None,
        }]
    }

    fn own_keys(&mut self) -> OwnKeys {
        let crm_id = self.text(Field::Id);
        if crm_id.is_none() && self.plan.template(Field::Id).is_some() {
            self.problem(
                Field::Id,
                "the row has no id",
                "fill it in, or take the row out",
            );
        }
        let own = self
            .plan
            .own
            .iter()
            .map(|(key, template)| (key.clone(), template.fill(&self.row.cells)));
        let own = own.chain(crm_id.map(|id| (CRM_ID.to_owned(), id)));
        own.filter(|(_, text)| !text.is_empty())
            .map(|(key, text)| (key, text.into()))
            .collect()
    }
}
