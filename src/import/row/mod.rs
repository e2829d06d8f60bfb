//! One row becomes one deal: its fields, a first history entry, and a second one if it is closed.

mod dates;
mod money;
mod reader;
mod stage;

pub use reader::RowReader;

use super::{map::Field, roster::Roster};
use crate::deal::{CRM_ID, Deal, FollowUp, HistoryEntry, Outcome, entry_id, own::OwnKeys};

/// Owners that are probably nobody, in lower case.
const NOBODY: &[&str] = &[
    "n/a",
    "#n/a",
    "na",
    "n.a.",
    "-",
    "--",
    "–",
    "none",
    "null",
    "nil",
    "nobody",
    "unassigned",
    "unknown",
    "없음",
    "미지정",
];

impl RowReader<'_> {
    /// The deal; what could not be read is missing in it and a problem.
    pub fn deal(&mut self, roster: &mut Roster) -> Deal {
        let pipeline = self.pipeline();
        let place = self.stage(pipeline);
        let dates = self.dates(place.outcome);
        let money = self.money(place.outcome);
        let owner = self.owner(roster);
        let first = HistoryEntry {
            date: dates.created,
            stage: Some(place.stage.clone()),
            amount: money.amount.map(Some),
            close_date: dates.expected.map(Some),
            owner: owner.clone().map(Some),
            ..HistoryEntry::default()
        };
        let closing = self.closing(place.outcome, dates.closed);
        let stage = closing.as_ref().and_then(|entry| entry.stage.clone());
        let book = self.plan.book;
        let default_pipeline = book.default_pipeline().map(|pipeline| &pipeline.id);
        Deal {
            name: self.name(),
            account: self.text(Field::Account),
            pipeline: Some(&pipeline.id)
                .filter(|id| Some(*id) != default_pipeline)
                .cloned(),
            stage: stage.unwrap_or(place.stage),
            amount: money.amount,
            currency: money.currency.filter(|own| Some(*own) != book.currency),
            close_date: dates.expected,
            source: self.text(Field::Source),
            segment: self.text(Field::Segment),
            product: self.text(Field::Product),
            followups: self.next_step(place.outcome, owner.as_deref()),
            x: self.own_keys(),
            history: std::iter::once(first).chain(closing).collect(),
            owner,
            ..Deal::default()
        }
    }

    fn name(&mut self) -> String {
        let name = [Field::Name, Field::Account, Field::Id]
            .into_iter()
            .find_map(|field| self.text(field));
        name.unwrap_or_else(|| {
            self.problem(Field::Name, "the deal has no name", "fill in the name");
            String::new()
        })
    }

    fn owner(&mut self, roster: &mut Roster) -> Option<String> {
        let owner = self.text(Field::Owner)?;
        let member = roster.member(&owner);
        if NOBODY.contains(&owner.to_lowercase().as_str()) {
            let message = format!(
                "`{owner}` is now a team member; if it means nobody, add it to `empty` in the map"
            );
            self.warning(Field::Owner, message);
        }
        if let Err(error) = &member {
            self.problem(Field::Owner, error, "use the id");
        }
        member.ok()
    }

    /// A follow-up without a date; only an open deal has a next step.
    fn next_step(&mut self, outcome: Outcome, owner: Option<&str>) -> Vec<FollowUp> {
        let Some(what) = self.text(Field::NextStep) else {
            return Vec::new();
        };
        if outcome != Outcome::Open {
            self.warning(Field::NextStep, "closed deal: next step ignored");
            return Vec::new();
        }
        let seed = format!(" {what} {}", owner.unwrap_or_default());
        vec![FollowUp {
            id: entry_id::mint(&seed, std::iter::empty()),
            what,
            ..FollowUp::default()
        }]
    }

    fn own_keys(&mut self) -> OwnKeys {
        let crm_id = self.text(Field::Id);
        if crm_id.is_none() && self.plan.template(Field::Id).is_some() {
            let help = "fill it in, or remove the row";
            self.problem(Field::Id, "the row has no id", help);
        }
        self.plan
            .own_keys()
            .iter()
            .map(|(key, template)| (key.clone(), template.fill(&self.row.cells)))
            .chain(crm_id.map(|id| (CRM_ID.to_owned(), id)))
            .filter(|(_, text)| !text.is_empty())
            .map(|(key, text)| (key, text.into()))
            .collect()
    }
}
