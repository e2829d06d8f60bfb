//! All rows become deals, and everything that prevents it is found.

use std::collections::{BTreeSet, HashMap};

use super::{
    currency::{CurrencyMark, row_currency},
    map::Field,
    money::{DecimalMark, WrittenAmount},
    names::{self, DealName, TakenIds},
    note::{Note, Notes},
    plan::Plan,
    roster::Roster,
    row::RowReader,
    sheet::{Row, Sheet},
};
use crate::book::config::Member;
use crate::deal::{Deal, Outcome};

/// A deal of the book, as far as an import must know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExistingDeal {
    pub id: String,
    /// Its path, for messages.
    pub shown: String,
    pub crm_id: Option<String>,
}

impl ExistingDeal {
    pub fn new(id: &str, shown: &str, deal: &Deal) -> Self {
        Self {
            id: id.to_owned(),
            shown: shown.to_owned(),
            crm_id: deal.crm_id(),
        }
    }
}

/// A new deal, with the id that its file gets.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedDeal {
    pub id: String,
    pub deal: Deal,
}

/// What a file becomes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Conversion {
    /// To be written only if there is no problem.
    pub deals: Vec<ImportedDeal>,
    /// New team members.
    pub members: Vec<Member>,
    pub notes: Notes,
    /// The values of the status column that leave a deal open.
    pub open_statuses: BTreeSet<String>,
}

/// Reads every row; `problems` are those of cutting the file into rows.
pub fn convert(
    sheet: &Sheet,
    problems: Vec<Note>,
    plan: &Plan<'_>,
    existing: &[ExistingDeal],
) -> Conversion {
    let mut notes = Notes {
        problems,
        warnings: Vec::new(),
    };
    let mut roster = Roster::new(&plan.book.team);
    let decimal = plan.decimal.or_else(|| column_decimal_mark(sheet, plan));
    let mut deals = Vec::with_capacity(sheet.rows.len());
    for row in &sheet.rows {
        let mut reader = RowReader {
            plan,
            row,
            decimal,
            notes: &mut notes,
        };
        deals.push(reader.deal(&mut roster));
    }
    refuse_repeats(&sheet.rows, &deals, plan, existing, &mut notes.problems);
    Conversion {
        deals: with_ids(deals, existing),
        members: roster.added,
        notes,
        open_statuses: open_statuses(sheet, plan),
    }
}

impl Conversion {
    /// How many deals have the outcome.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.deals
            .iter()
            .filter(|new| Outcome::of_stage(&new.deal.stage) == outcome)
            .count()
    }
}

fn open_statuses(sheet: &Sheet, plan: &Plan<'_>) -> BTreeSet<String> {
    sheet
        .rows
        .iter()
        .filter_map(|row| plan.text(Field::Status, row))
        .filter(|status| plan.stage_map.outcome(status).is_none())
        .collect()
}

/// What the amounts show.
fn column_decimal_mark(sheet: &Sheet, plan: &Plan<'_>) -> Option<DecimalMark> {
    let marks = sheet
        .rows
        .iter()
        .filter_map(|row| row_decimal_mark(row, plan));
    DecimalMark::from_column(marks)
}

fn row_decimal_mark(row: &Row, plan: &Plan<'_>) -> Option<DecimalMark> {
    let amount: WrittenAmount = plan.text(Field::Amount, row)?.parse().ok()?;
    let column = plan.text(Field::Currency, row);
    let column = column.and_then(|text| CurrencyMark::from_text(&text));
    let currency = row_currency(column.as_ref(), amount.mark.as_ref(), plan.currency);
    amount.decimal_mark(currency.ok().flatten())
}

/// A CRM's id stands for one deal, in the file and in the book.
fn refuse_repeats(
    rows: &[Row],
    deals: &[Deal],
    plan: &Plan<'_>,
    existing: &[ExistingDeal],
    problems: &mut Vec<Note>,
) {
    let in_book: HashMap<&str, &str> = existing
        .iter()
        .filter_map(|deal| Some((deal.crm_id.as_deref()?, deal.shown.as_str())))
        .collect();
    let column = plan.label(Field::Id);
    let mut lines: HashMap<String, u64> = HashMap::new();
    for (row, deal) in rows.iter().zip(deals) {
        let Some(id) = deal.crm_id() else { continue };
        if let Some(shown) = in_book.get(id.as_str()) {
            let message = format!("deal `{id}` already exists: {shown}");
            let note = Note::new(row.line, message).help("remove the row");
            problems.push(note.column(column));
        }
        if let Some(first) = lines.insert(id.clone(), row.line) {
            let message = format!("`{id}` is also on line {first}");
            let note = Note::new(row.line, message).help("keep one of the two rows");
            problems.push(note.column(column));
        }
    }
}

fn with_ids(deals: Vec<Deal>, existing: &[ExistingDeal]) -> Vec<ImportedDeal> {
    let crm_ids: Vec<Option<String>> = deals.iter().map(Deal::crm_id).collect();
    let names: Vec<DealName<'_>> = deals
        .iter()
        .zip(&crm_ids)
        .map(|(deal, id)| DealName {
            name: &deal.name,
            crm_id: id.as_deref(),
        })
        .collect();
    let taken = TakenIds::new(existing.iter().map(|deal| deal.id.as_str()));
    names::ids(&names, taken)
        .into_iter()
        .zip(deals)
        .map(|(id, deal)| ImportedDeal { id, deal })
        .collect()
}
