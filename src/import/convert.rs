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
use crate::deal::{Amount, Day, Deal, Outcome};

/// A deal of the book, as far as an import must know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExistingDeal {
    pub id: String,
    /// Its path, for messages.
    pub shown: String,
    pub crm_id: Option<String>,
    likeness: Likeness,
}

/// By what a row without an id is known again.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Likeness {
    name: String,
    account: Option<String>,
    amount: Option<Amount>,
    began: Option<Day>,
}

impl Likeness {
    fn new(deal: &Deal) -> Self {
        let first = deal.history.first();
        Self {
            name: deal.name.to_lowercase(),
            account: deal.account.as_ref().map(|account| account.to_lowercase()),
            amount: first.map_or(deal.amount, |first| first.amount.flatten()),
            began: first.map_or(deal.created, |first| first.date),
        }
    }
}

impl ExistingDeal {
    pub fn new(id: &str, shown: &str, deal: &Deal) -> Self {
        Self {
            id: id.to_owned(),
            shown: shown.to_owned(),
            crm_id: deal.crm_id(),
            likeness: Likeness::new(deal),
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
        ..Notes::default()
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
    find_repeats(&sheet.rows, &deals, existing, &mut notes);
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

/// Rows without an id that are a deal of the book already, which are refused, or an earlier row.
fn find_repeats(rows: &[Row], deals: &[Deal], existing: &[ExistingDeal], notes: &mut Notes) {
    let alike = existing
        .iter()
        .map(|deal| (&deal.likeness, deal.shown.as_str()));
    let in_book: HashMap<&Likeness, &str> = alike.collect();
    let mut lines: HashMap<Likeness, u64> = HashMap::new();
    for (row, deal) in rows.iter().zip(deals) {
        if deal.crm_id().is_some() || deal.name.is_empty() {
            continue;
        }
        let likeness = Likeness::new(deal);
        if let Some(shown) = in_book.get(&likeness) {
            let message = format!(
                "the deal already exists, with this name, account, amount and creation date: {shown}"
            );
            notes
                .problems
                .push(Note::new(row.line, message).help("remove the row"));
        }
        if let Some(first) = lines.insert(likeness, row.line) {
            let message =
                format!("the same name, account, amount and creation date as line {first}");
            notes.warnings.push(Note::new(row.line, message));
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
