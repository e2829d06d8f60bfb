//! All rows become deals, and everything that stands against it is found.

use std::collections::{BTreeSet, HashMap};

use crate::deal::Deal;
use crate::deal::history::Outcome;

use super::currency::{self, Mark};
use super::map::Field;
use super::money::{DecimalMark, Spelled};
use super::names::{self, Named, Taken};
use super::note::{Note, Notes};
use super::plan::{CRM_ID, Plan};
use super::roster::{NewMember, Roster};
use super::row::RowReader;
use super::sheet::{Row, Sheet};

/// A deal of the book, as far as an import must know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub id: String,
    /// Its path, for messages.
    pub shown: String,
    pub crm_id: Option<String>,
}

impl Known {
    pub fn of(id: &str, shown: &str, deal: &Deal) -> Self {
        Self {
            id: id.to_owned(),
            shown: shown.to_owned(),
            crm_id: crm_id(deal),
        }
    }
}

/// A deal that an import brings, with the id that its file gets.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    pub id: String,
    pub deal: Deal,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Conversion {
    /// To be written only where there is no problem.
    pub drafts: Vec<Draft>,
    pub members: Vec<NewMember>,
    pub notes: Notes,
    /// The values of the status column that leave a deal open.
    pub open_statuses: BTreeSet<String>,
}

/// Reads every row; `problems` are those that cutting the file into rows met.
pub fn convert(sheet: &Sheet, problems: Vec<Note>, plan: &Plan<'_>, known: &[Known]) -> Conversion {
    let mut notes = Notes {
        problems,
        warnings: Vec::new(),
    };
    let mut roster = Roster::of(&plan.book.team);
    let decimal = decimal_of(sheet, plan);
    let mut deals = Vec::with_capacity(sheet.rows.len());
    let mut open_statuses = BTreeSet::new();
    for row in &sheet.rows {
        let mut reader = RowReader {
            plan,
            row,
            decimal,
            notes: &mut notes,
        };
        deals.push(reader.deal(&mut roster));
        let status = plan
            .text(Field::Status, row)
            .filter(|status| plan.words.outcome(status).is_none());
        open_statuses.extend(status);
    }
    refuse_repeats(&sheet.rows, &deals, plan, known, &mut notes.problems);
    Conversion {
        drafts: drafts(deals, known),
        members: roster.added,
        notes,
        open_statuses,
    }
}

impl Conversion {
    /// How many deals have the outcome.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.drafts
            .iter()
            .filter(|draft| Outcome::of_stage(&draft.deal.stage) == outcome)
            .count()
    }
}

/// What the map says of decimals, else what the amounts show.
fn decimal_of(sheet: &Sheet, plan: &Plan<'_>) -> Option<DecimalMark> {
    let shown = |row: &Row| {
        let spelled = Spelled::of(&plan.text(Field::Amount, row)?).ok()?;
        let column = plan
            .text(Field::Currency, row)
            .and_then(|text| Mark::of(&text));
        spelled.shows(
            currency::of_row(column.as_ref(), spelled.mark.as_ref(), plan.currency)
                .ok()
                .flatten(),
        )
    };
    plan.decimal
        .or_else(|| DecimalMark::of_column(sheet.rows.iter().filter_map(shown)))
}

fn crm_id(deal: &Deal) -> Option<String> {
    deal.x
        .get(CRM_ID)
        .map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned))
}

/// A CRM's id stands for one deal, in the file and in the book.
fn refuse_repeats(
    rows: &[Row],
    deals: &[Deal],
    plan: &Plan<'_>,
    known: &[Known],
    problems: &mut Vec<Note>,
) {
    let in_book: HashMap<&str, &str> = known
        .iter()
        .filter_map(|deal| Some((deal.crm_id.as_deref()?, deal.shown.as_str())))
        .collect();
    let mut seen: HashMap<String, u64> = HashMap::new();
    for (row, deal) in rows.iter().zip(deals) {
        let Some(id) = crm_id(deal) else { continue };
        let repeat = |message: String, help: &str| {
            Note::row(row.line, message)
                .column(plan.label(Field::Id))
                .help(help)
        };
        if let Some(shown) = in_book.get(id.as_str()) {
            problems.push(repeat(
                format!("`{id}` is in the book already: {shown}"),
                "take the row out of the file",
            ));
        }
        if let Some(first) = seen.insert(id.clone(), row.line) {
            problems.push(repeat(
                format!("`{id}` stands on line {first} already"),
                "keep one of the two rows",
            ));
        }
    }
}

fn drafts(deals: Vec<Deal>, known: &[Known]) -> Vec<Draft> {
    let crm_ids: Vec<Option<String>> = deals.iter().map(crm_id).collect();
    let named: Vec<Named<'_>> = deals
        .iter()
        .zip(&crm_ids)
        .map(|(deal, id)| Named {
            name: &deal.name,
            crm_id: id.as_deref(),
        })
        .collect();
    let ids = names::ids(&named, Taken::of(known.iter().map(|deal| deal.id.as_str())));
    ids.into_iter()
        .zip(deals)
        .map(|(id, deal)| Draft { id, deal })
        .collect()
}
